"""Several sources of one import: patterns of names, positions, dead letters, and where a stopped run resumes."""

import gzip
import json
from contextlib import suppress
from pathlib import Path

import pytest

from app.config import Settings
from app.errors import NotReady, SettingsError
from app.services.dead_letters import DeadLetters
from app.services.importer import Importer, Progress
from app.services.source_list import source_list
from tests.builders.kept_pages import Kept
from tests.builders.warc_files import record

SETTINGS = Settings()


def written(folder: Path) -> Path:
    """Write sources of each kind with eight pages, of which two are refused, and one archive that is cut off."""
    (folder / "pages").mkdir()
    (folder / "pages" / "a.html").write_bytes(b"<p>a")
    (folder / "pages" / "b.html").write_bytes(b"plain")
    archive = [gzip.compress(record(f"https://a.example/{n}", b"<p>%d" % n)) for n in range(3)]
    (folder / "1.warc.gz").write_bytes(b"".join(archive))
    (folder / "2.warc.gz").write_bytes(b"".join(archive)[:-20])
    lines = [{"html": "<p>x", "url": "https://a.example/x"}, {"html": "plain", "url": "https://a.example/y"}]
    (folder / "z.ndjson").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return folder


NAMES = ("pages", "*.warc.gz", "z.ndjson", "1.warc.gz")
PAGES = [b"<p>a", b"<p>0", b"<p>1", b"<p>2", b"<p>0", b"<p>1", b"<p>x"]


def importer_of(folder: Path, kept: Kept) -> Importer:
    sources = source_list([str(folder / name) for name in NAMES], SETTINGS)
    progress = Progress(folder / "progress", {"source": sources.fingerprint})
    return Importer(sources, kept, kept.save, progress, DeadLetters(folder / "refused"), most=1)


def letters(folder: Path) -> list[tuple[str, str | None, str | None, str]]:
    lines = map(json.loads, (folder / "refused").read_text("utf-8").splitlines())
    return [(Path(line["source"]).name, line["page"], line["url"], line["type"]) for line in lines]


REFUSED = [
    ("pages", "b.html", None, "/problems/not-html"),
    ("2.warc.gz", None, None, "/problems/malformed-content-encoding"),
    ("z.ndjson", "line 2", "https://a.example/y", "/problems/not-html"),
]


def test_paths_and_patterns_are_imported_as_one_source(tmp_path: Path) -> None:
    kept = Kept()
    importer = importer_of(written(tmp_path), kept)
    steps = list(importer.run())
    assert [page for page, _, _ in kept.pages] == PAGES
    assert importer.result.failed == 3
    assert steps[-1].end == importer.sources.total
    assert [step.end for step in steps] == sorted(step.end for step in steps)
    assert letters(tmp_path) == REFUSED


@pytest.mark.parametrize("stop", range(len(PAGES)))
def test_an_import_of_several_sources_resumes_where_it_stopped(tmp_path: Path, stop: int) -> None:
    kept = Kept(breaks_at=stop)
    with suppress(NotReady):
        list(importer_of(written(tmp_path), kept).run())
    assert len(kept.pages) == stop
    with (tmp_path / "refused").open("ab") as file:
        file.write(b'{"source": "a line of the batch that was lost"}\n')
    kept.breaks_at = 1_000
    again = importer_of(tmp_path, kept)
    list(again.run())
    assert [page for page, _, _ in kept.pages] == PAGES
    assert (again.result.outcomes.total(), again.result.failed) == (len(PAGES), 3)
    assert letters(tmp_path) == REFUSED


def test_a_single_page_can_be_the_source_of_an_import(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>a")
    (placed,) = source_list([str(tmp_path / "a.html")], SETTINGS).pages()
    assert (placed.item.name, placed.item.read()[0]) == ("a.html", b"<p>a")


def test_an_unknown_path_and_a_pattern_without_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="does not exist"):
        source_list([str(tmp_path / "none.warc")], SETTINGS)
    with pytest.raises(SettingsError, match="no file matches"):
        source_list([str(tmp_path / "*.warc")], SETTINGS)


def test_a_file_whose_name_looks_like_a_pattern_is_found(tmp_path: Path) -> None:
    (tmp_path / "a[1].html").write_bytes(b"<p>a")
    assert len(source_list([str(tmp_path / "a[1].html")], SETTINGS).parts) == 1


def test_an_import_without_refused_pages_leaves_no_dead_letter_file(tmp_path: Path) -> None:
    kept = Kept()
    (tmp_path / "pages.ndjson").write_text('{"html": "<p>a"}')
    sources = source_list([str(tmp_path / "pages.ndjson")], SETTINGS)
    (tmp_path / "refused").write_text("of an earlier run\n")
    list(Importer(sources, kept, kept.save, Progress(tmp_path / "p", {}), DeadLetters(tmp_path / "refused")).run())
    assert not (tmp_path / "refused").exists()


def test_an_import_reports_if_its_dead_letter_file_cannot_be_written(tmp_path: Path) -> None:
    kept = Kept()
    (tmp_path / "pages.ndjson").write_text("{")
    sources = source_list([str(tmp_path / "pages.ndjson")], SETTINGS)
    letters = DeadLetters(tmp_path / "no" / "folder")
    with pytest.raises(SettingsError, match="--dead-letters"):
        list(Importer(sources, kept, kept.save, Progress(tmp_path / "p", {}), letters).run())
