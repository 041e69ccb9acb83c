"""Convert the hints that the sender of a page gives (URL, language …) to the arguments of extraction."""

from app.extraction import Hints
from app.schemas.ingest_models import PageOptions


def hints_of(options: PageOptions, charset: str | None = None) -> Hints:
    """Return the hints of a request as keyword arguments of extraction."""
    given = {
        "charset": charset,
        "fetched_at": options.fetched_at,
        "language": options.language,
        "timezone": options.timezone,
    }
    hints = Hints(force=options.force)
    hints.update({name: value for name, value in given.items() if value is not None})  # type: ignore[typeddict-item]
    return hints
