"""Imports of folders, NDJSON and WARC files: each page once and in order, bad pages fail alone, stopped runs resume."""

import gzip
import json
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
import zstandard

from app.config import Settings
from app.errors import NotReady, PayloadTooLarge, SettingsError
from app.extraction import Hints
from app.services.dead_letters import DeadLetters
from app.services.importer import Importer, Progress
from app.services.source_list import source_list, source_of
from tests.builders.kept_pages import Kept
from tests.builders.warc_files import record

SETTINGS = Settings()


def importer_of(path: Path, kept: Kept, ahead: int = 2, database: str = "a database") -> Importer:
    sources = source_list([str(path)], SETTINGS)
    marks = {"source": sources.fingerprint, "database": database}
    kept.ahead = ahead
    letters = DeadLetters(path.parent / "refused.ndjson")
    return Importer(sources, kept, kept.save, Progress(path.parent / "progress", marks), letters, most=1)


def problems(importer: Importer) -> list[str | None]:
    return [step.problem for step in importer.run()]


def pages_in(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_bytes(f"<p>{name}".encode())
    return folder


def test_pages_of_a_folder_are_imported_in_a_stable_order(tmp_path: Path) -> None:
    folder = pages_in(tmp_path / "f", "b.html", "a.HTM", "deep/c.xhtml", "d.html.gz", "notes.txt", "i.png", "e.gz")
    names = [item.name for item in source_of(folder, SETTINGS).items()]
    assert names == ["a.HTM", "b.html", "d.html.gz", "deep/c.xhtml"]


def test_compressed_pages_are_unpacked_up_to_the_size_limit(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"<p>packed"))
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(b"<p>" + b" " * 11 * 2**20))
    packed, bomb = source_of(tmp_path, SETTINGS).items()
    assert packed.read() == (b"<p>packed", None, Hints())
    with pytest.raises(PayloadTooLarge):
        bomb.read()


def test_an_imported_line_of_json_may_have_the_members_of_a_json_post(tmp_path: Path) -> None:
    line = {"html": "<p>ç", "url": "https://a.example/1", "fetched_at": "2024-05-01T12:00:00Z", "language": "tr"}
    (tmp_path / "a.ndjson").write_text(json.dumps(line), "utf-8")
    (item,) = source_of(tmp_path / "a.ndjson", SETTINGS).items()
    page, url, hints = item.read()
    assert (page, url) == ("<p>ç".encode(), "https://a.example/1")
    wanted = Hints(force=False, charset="utf-8", language="tr", fetched_at=datetime(2024, 5, 1, 12, tzinfo=UTC))
    assert hints == wanted


def test_a_bad_page_in_a_folder_does_not_stop_the_import(tmp_path: Path) -> None:
    folder = pages_in(tmp_path / "f", "a.html", "d.html")
    (folder / "b.html").write_bytes(b"plain")
    (folder / "c.html.gz").write_bytes(b"not gzip")
    (folder / "e.html").write_bytes(b"")
    kept = Kept()
    importer = importer_of(folder, kept)
    found = problems(importer)
    assert [problem is None for problem in found] == [True, False, False, True, False]
    assert found[1] == "b.html: the text holds no HTML tag"
    assert str(found[2]).startswith("c.html.gz: ")
    assert [page for page, _, _ in kept.pages] == [b"<p>a.html", b"<p>d.html"]
    assert (importer.result.failed, dict(importer.result.outcomes)) == (3, {"created": 1, "unchanged": 1})


def test_a_bad_line_is_reported_and_does_not_stop_the_import(tmp_path: Path) -> None:
    file = tmp_path / "pages.ndjson"
    long = '{"html": "' + "x" * 13 * 2**20 + '"}'
    lines = ['{"html": "<p>a"}', "", "{", '{"html": "<p>b", "surprise": 1}', '{"html": 7}', long, '{"html": "<p>c"}']
    file.write_text("\n".join(lines), "utf-8")
    importer = importer_of(file, Kept())
    found = problems(importer)
    names = [None, "line 3", "line 4", "line 5", "line 6", None]
    assert [problem and problem.partition(":")[0] for problem in found] == names
    assert "surprise" in str(found[2])
    assert importer.result.failed == 4


def test_pages_of_a_warc_file_are_imported(tmp_path: Path) -> None:
    url = "https://a.example/1"
    records = [
        record(url, b"<p>\xe7"),
        record("https://a.example/moved", b"<p>x", status=301),
        record("https://a.example/i.png", b"\x89PNG", kind="image/png"),
        record("urn:not-an-address", b"<p>y"),
        record("https://a.example/2", b"<p>z", kind="application/xhtml+xml"),
    ]
    (tmp_path / "plain.warc").write_bytes(b"".join(records))
    (tmp_path / "packed.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    for name in ("plain.warc", "packed.warc.gz"):
        kept = Kept()
        found = problems(importer_of(tmp_path / name, kept))
        assert [problem is None for problem in found] == [True, False, True]
        assert "must be an absolute http(s) address" in str(found[1])
        (page, address, hints), (last, _, _) = kept.pages
        assert (page, address, hints.get("charset")) == (b"<p>\xe7", url, "windows-1254")
        assert hints.get("fetched_at") == datetime(2024, 5, 1, 12, tzinfo=UTC)
        assert last == b"<p>z"


PLAIN = b"<p>" + bytes(range(256)) * 400
ZLIB = zlib.compress(PLAIN)


def named(value: str | bytes) -> str:
    """Compress without a time stamp, so that the bytes are the same in every process."""
    return value[:40] if isinstance(value, str) else f"{len(value)} bytes"


CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PLAIN), PLAIN)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (gzip.compress(PLAIN), "Content-Encoding: gzip"),
        (gzip.compress(PLAIN), "Content-Encoding: X-GZIP"),
        (gzip.compress(PLAIN[:9]) + gzip.compress(PLAIN[9:]), "Content-Encoding: gzip"),
        (ZLIB, "Content-Encoding: deflate"),
        (brotli.compress(PLAIN), "Content-Encoding: br"),
        (zstandard.compress(PLAIN), "Content-Encoding: zstd"),
        (CHUNKED, "Transfer-Encoding: chunked"),
        (PLAIN, "Content-Encoding: identity"),
    ],
    ids=named,
)
def test_content_codings_in_a_warc_file_are_decoded(tmp_path: Path, body: bytes, field: str) -> None:
    (tmp_path / "a.warc").write_bytes(record("https://a.example/1", body, field))
    kept = Kept()
    assert problems(importer_of(tmp_path / "a.warc", kept)) == [None]
    assert kept.pages[0][0] == PLAIN


@pytest.mark.parametrize(
    ("body", "field"),
    [
        *((PLAIN, f"Content-Encoding: {name}") for name in ("gzip", "deflate", "br", "zstd", "surprise")),
        (PLAIN, "Transfer-Encoding: chunked"),
        (PLAIN, f"X: {'a' * 70_000}"),
        (gzip.compress(PLAIN)[:-9], "Content-Encoding: gzip"),
        (gzip.compress(PLAIN)[:99], "Content-Encoding: gzip"),
        (ZLIB[:99], "Content-Encoding: deflate"),
        (brotli.compress(PLAIN)[:99], "Content-Encoding: br"),
        (zstandard.compress(PLAIN)[:99], "Content-Encoding: zstd"),
        (CHUNKED[:99], "Transfer-Encoding: chunked"),
        (gzip.compress(b"<p>" + bytes(11 * 2**20)), "Content-Encoding: gzip"),
        (zlib.compress(b"<p>" + bytes(11 * 2**20)), "Content-Encoding: deflate"),
    ],
    ids=named,
)
def test_a_warc_record_with_a_wrong_length_does_not_stop_the_import(tmp_path: Path, body: bytes, field: str) -> None:
    bad, good = record("https://a.example/bad", body, field), record("https://a.example/good", b"<p>good")
    (tmp_path / "a.warc").write_bytes(good + bad + good)
    kept = Kept()
    found = problems(importer_of(tmp_path / "a.warc", kept))
    assert [problem is None for problem in found] == [True, False, True]
    assert str(found[1]).startswith("https://a.example/bad: ")
    assert [page for page, _, _ in kept.pages] == [b"<p>good"] * 2


def test_a_warc_record_marked_as_truncated_fails(tmp_path: Path) -> None:
    cut = record("https://a.example/1", b"<p>half", also="WARC-Truncated: length")
    (tmp_path / "a.warc").write_bytes(cut)
    (problem,) = problems(importer_of(tmp_path / "a.warc", Kept()))
    assert "length" in str(problem)


def test_a_warc_url_in_angle_brackets_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "A.WARC").write_bytes(record("<https://a.example/1>", b"<p>wget"))
    kept = Kept()
    assert problems(importer_of(tmp_path / "A.WARC", kept)) == [None]
    assert kept.pages[0][1] == "https://a.example/1"


@pytest.mark.parametrize("name", ["lines.ndjson", "lines.ndjson.gz", "LINES.NDJSON.GZ"])
def test_a_file_of_lines_may_be_compressed_and_have_a_byte_order_mark(tmp_path: Path, name: str) -> None:
    lines = b'\xef\xbb\xbf{"html": "<p>a"}\n\n{"html": "<p>b"}\n'
    (tmp_path / name).write_bytes(gzip.compress(lines) if name.lower().endswith(".gz") else lines)
    kept = Kept(breaks_at=1)
    with suppress(NotReady):
        problems(importer_of(tmp_path / name, kept))
    kept.breaks_at = 9
    assert problems(importer_of(tmp_path / name, kept)) == [None]
    assert [page for page, _, _ in kept.pages] == [b"<p>a", b"<p>b"]


def test_pages_before_the_break_of_a_truncated_gzip_file_are_imported(tmp_path: Path) -> None:
    lines = (gzip.compress(b'{"html": "<p>%d"}\n' % number) for number in range(9))
    (tmp_path / "cut.ndjson.gz").write_bytes(b"".join(lines)[:-10])
    (tmp_path / "no.ndjson.gz").write_bytes(b"no gzip")
    for name, whole in {"cut.ndjson.gz": 8, "no.ndjson.gz": 0}.items():
        kept = Kept()
        found = problems(importer_of(tmp_path / name, kept))
        assert "cannot be read after" in str(found.pop())
        assert (found, len(kept.pages)) == ([None] * whole, whole)


@pytest.mark.parametrize("is_packed", [True, False])
@pytest.mark.parametrize("cut", [2, 60, 150])
def test_pages_before_the_break_of_a_truncated_warc_file_are_imported(
    tmp_path: Path, is_packed: bool, cut: int
) -> None:
    pack: Callable[[bytes], bytes] = gzip.compress if is_packed else bytes
    whole, last = (pack(record(f"https://a.example/{word}", word.encode() * 99)) for word in ("<one>", "<two>"))
    (tmp_path / "cut.warc.gz").write_bytes(whole + last[:-cut])
    kept = Kept()
    found = problems(importer_of(tmp_path / "cut.warc.gz", kept))
    pages = [b"<one>" * 99, *([b"<two>" * 99] if cut == 2 else [])]  # the end of the file alone is missing
    assert [page for page, _, _ in kept.pages] == pages
    assert [bool(problem) for problem in found] == [False] * len(pages) + [True]
    assert "cannot be read after" in str(found[-1])


@pytest.fixture(params=["folder", "lines", "warc"])
def ten_pages(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    names = [f"{number}.html" for number in range(10)]
    if request.param == "folder":
        yield pages_in(tmp_path / "f", *names)
    elif request.param == "lines":
        (tmp_path / "p.ndjson").write_text("\n".join(json.dumps({"html": f"<p>{name}"}) for name in names), "utf-8")
        yield tmp_path / "p.ndjson"
    else:
        records = [record(f"https://a.example/{name}", f"<p>{name}".encode()) for name in names]
        (tmp_path / "p.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
        yield tmp_path / "p.warc.gz"


@pytest.mark.parametrize("stop", [0, 1, 4, 9])
def test_a_stopped_import_resumes_where_it_stopped(ten_pages: Path, stop: int) -> None:
    kept = Kept(breaks_at=stop)
    importer = importer_of(ten_pages, kept)
    with suppress(NotReady):
        problems(importer)
    assert len(kept.pages) == stop
    kept.breaks_at = 1_000
    again = importer_of(ten_pages, kept)
    assert problems(again) == [None] * (10 - stop)
    assert [page.decode() for page, _, _ in kept.pages] == [f"<p>{number}.html" for number in range(10)]
    assert again.result.outcomes.total() == 10
    assert problems(importer_of(ten_pages, Kept())) == [None] * 10  # complete: nothing is remembered


@pytest.mark.parametrize("change", ["a page more", "another size", "another time", "another database", "a mess"])
def test_an_import_of_a_changed_source_or_database_starts_over(tmp_path: Path, change: str) -> None:
    folder, database = pages_in(tmp_path / "f", "a.html", "b.html", "c.html"), "a database"
    with suppress(NotReady):
        problems(importer_of(folder, Kept(breaks_at=2)))
    if change == "a page more":
        pages_in(folder, "0.html")
    elif change == "another size":
        (folder / "a.html").write_bytes(b"<p>other")
    elif change == "another time":
        os.utime(folder / "a.html", (1, 1))
    elif change == "another database":
        database = "another"
    else:
        (tmp_path / "progress").write_bytes(b"[]")
    importer = importer_of(folder, Kept(), database=database)
    assert "beginning" in str(importer.notice)
    assert problems(importer) == [None] * len(list(folder.iterdir()))


def test_an_import_of_a_changed_file_of_lines_starts_over(tmp_path: Path) -> None:
    """The size of the file is the same as before."""
    file = tmp_path / "a.ndjson"
    file.write_text('{"html": "<p>1"}\n{"html": "<p>2"}\n')
    with suppress(NotReady):
        problems(importer_of(file, Kept(breaks_at=1)))
    file.write_text('{"html": "<p>3"}\n{"html": "<p>4"}\n')
    os.utime(file, ns=(1, 1))
    kept = Kept()
    assert problems(importer_of(file, kept)) == [None] * 2
    assert kept.pages[0][0] == b"<p>3"


def test_an_import_reports_if_its_progress_file_cannot_be_written(tmp_path: Path) -> None:
    sources = source_list([str(pages_in(tmp_path / "f", "a.html"))], SETTINGS)
    kept = Kept()
    importer = Importer(sources, kept, kept.save, Progress(tmp_path / "no" / "folder", {}))
    with pytest.raises(SettingsError, match="--progress"):
        problems(importer)


def test_an_import_of_an_empty_source_reports_nothing_to_import(tmp_path: Path) -> None:
    (tmp_path / "empty.ndjson").write_bytes(b"\n\n")
    (tmp_path / "empty.warc").write_bytes(b"")
    (tmp_path / "none").mkdir()
    for name in ("empty.ndjson", "empty.warc", "none"):
        assert problems(importer_of(tmp_path / name, Kept())) == []
