"""What a sender says of a page reaches extraction; what it leaves out does not."""

from datetime import UTC, datetime

from app.extraction import Hints
from app.schemas.ingest_models import PageOptions
from app.services.sender_hints import hints_of


def test_a_post_without_options_gives_no_hints_to_extraction() -> None:
    assert hints_of(PageOptions()) == Hints(force=False)


def test_all_options_of_the_sender_become_hints_for_extraction() -> None:
    said = {"fetched_at": "2024-05-01T12:00:00Z", "language": "tr", "timezone": "Europe/Istanbul", "force": True}
    noon = datetime(2024, 5, 1, 12, tzinfo=UTC)
    assert hints_of(PageOptions.model_validate(said), "windows-1254") == Hints(
        force=True, charset="windows-1254", fetched_at=noon, language="tr", timezone="Europe/Istanbul"
    )
