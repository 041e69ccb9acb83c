"""Folders and lines: every page is read once, in order, and a bad one fails alone."""

import gzip
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from app.errors import NotHtml
from app.extraction import Hints
from app.services.importer import Importer, page_files, read_line, read_page


@dataclass
class Kept:
    """An ingest function that keeps what it is given, and refuses pages without a tag."""

    pages: list[tuple[bytes, str | None, Hints]] = field(default_factory=list)

    def __call__(self, page: bytes, url: str | None, hints: Hints) -> str:
        if b"<" not in page:
            raise NotHtml("the text holds no HTML tag")
        self.pages.append((page, url, hints))
        return "created" if len(self.pages) == 1 else "unchanged"


def test_pages_of_a_folder_are_found_in_a_stable_order(tmp_path: Path) -> None:
    for name in ("b.html", "a.HTM", "deep/c.xhtml", "d.html.gz", "notes.txt", "image.png", "e.gz"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"<p>")
    assert [file.name for file in page_files(tmp_path)] == ["a.HTM", "b.html", "d.html.gz", "c.xhtml"]


def test_packed_pages_are_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "a.html.gz"
    file.write_bytes(gzip.compress(b"<p>packed"))
    assert read_page(file) == b"<p>packed"


def test_a_line_has_the_members_of_a_post() -> None:
    line = {"html": "<p>ç", "url": "https://a.example/1", "fetched_at": "2024-05-01T12:00:00Z", "language": "tr"}
    page, url, hints = read_line(json.dumps(line).encode())
    assert (page, url) == ("<p>ç".encode(), "https://a.example/1")
    wanted = Hints(force=False, charset="utf-8", language="tr", fetched_at=datetime(2024, 5, 1, 12, tzinfo=UTC))
    assert hints == wanted


def test_a_bad_page_of_a_folder_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>first")
    (tmp_path / "b.html").write_bytes(b"plain")
    (tmp_path / "c.html.gz").write_bytes(b"not gzip")
    (tmp_path / "d.html").write_bytes(b"<p>last")
    kept = Kept()
    importer = Importer(tmp_path, kept)
    assert importer.total == 4
    steps = list(importer.run())
    assert [step is None for step in steps] == [True, False, False, True]
    assert steps[1] == "b.html: the text holds no HTML tag"
    assert str(steps[2]).startswith("c.html.gz: ")
    assert [page for page, _, _ in kept.pages] == [b"<p>first", b"<p>last"]
    assert (importer.result.failed, dict(importer.result.outcomes)) == (2, {"created": 1, "unchanged": 1})


def test_a_bad_line_fails_alone_and_is_named(tmp_path: Path) -> None:
    file = tmp_path / "pages.ndjson"
    lines = ['{"html": "<p>a"}', "", "{", '{"html": "<p>b", "surprise": 1}', '{"html": 7}', '{"html": "<p>c"}']
    file.write_text("\n".join(lines), "utf-8")
    importer = Importer(file, Kept())
    assert importer.total == 5
    steps = list(importer.run())
    assert [step and step.partition(":")[0] for step in steps] == [None, "line 3", "line 4", "line 5", None]
    assert "surprise" in str(steps[2])
    assert importer.result.failed == 3


def test_an_empty_source_has_nothing_to_import(tmp_path: Path) -> None:
    (tmp_path / "empty.ndjson").write_bytes(b"\n\n")
    for source in (tmp_path / "empty.ndjson", tmp_path):
        importer = Importer(source, Kept())
        assert importer.total == 0
        assert list(importer.run()) == []
