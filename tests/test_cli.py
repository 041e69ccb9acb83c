"""The command line: one clear line for every mistake, and the whole way for a folder of pages."""

import gzip
import json
import re
import socket
import subprocess
import sys
import time
import tomllib
from io import StringIO
from pathlib import Path

import httpx
import pytest
from rich.console import Console

from app.config import Settings
from app.console import show_import
from app.services.importer import Importer, Progress, Reached
from app.services.source_list import Place, source_list
from app.store.secrets import database_mark
from app.store.session import make_engine
from app.version import VERSION
from tests.builders.commands import GOLDEN, one_line, run, run_in, sqlite_url
from tests.builders.kept_pages import Kept
from tests.builders.servers import ROOT, environment, free_port, serving, serving_into


def test_a_port_in_use_gives_a_one_line_error(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = run("serve", PORT=port, DATABASE_URL=sqlite_url(tmp_path))
    assert result.returncode == 1
    assert port in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_the_server_does_not_start_with_an_invalid_setting_and_names_it(tmp_path: Path) -> None:
    result = run("serve", PORT="eighty", DATABASE_URL=sqlite_url(tmp_path))
    assert result.returncode == 1
    assert "NEWS_PORT" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_unwritable_database_gives_a_one_line_error(tmp_path: Path) -> None:
    result = run("serve", "--migrate", PORT=str(free_port()), DATABASE_URL=f"sqlite:///{tmp_path}/missing/news.db")
    assert result.returncode == 1
    assert "missing/news.db" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_serving_an_unmigrated_database_prints_the_command_to_run(tmp_path: Path) -> None:
    result = run("serve", PORT=str(free_port()), DATABASE_URL=sqlite_url(tmp_path))
    assert result.returncode == 1
    assert "db upgrade" in result.stderr


def test_the_extract_command_prints_the_record() -> None:
    result = run("extract", str(GOLDEN / "en/harbour-bridge/page.html"))
    record = json.loads(result.stdout)
    assert record["headline"] == "Harbour bridge to close for nine weekends"
    assert record["revision"] is None


def test_extracting_a_file_that_is_not_html_gives_a_one_line_error(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    result = run("extract", str(tmp_path / "picture.png"))
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1


def test_the_openapi_command_prints_the_document() -> None:
    assert json.loads(run("openapi").stdout)["openapi"].startswith("3.1")


def test_the_commands_db_upgrade_and_db_downgrade_migrate_the_database(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    assert run("db", "upgrade", DATABASE_URL=url).returncode == 0
    newest = run("db", "current", DATABASE_URL=url).stdout
    assert newest.split(" ")[0] in newest.split("newest: ")[1]
    assert run("db", "downgrade", "base", DATABASE_URL=url).returncode == 0
    assert "empty" in run("db", "current", DATABASE_URL=url).stdout


def test_the_import_command_reads_a_folder_and_a_file_of_lines(tmp_path: Path) -> None:
    url, pages = sqlite_url(tmp_path), tmp_path / "pages"
    pages.mkdir()
    (pages / "one.html").write_bytes((GOLDEN / "en/harbour-bridge/page.html").read_bytes())
    (pages / "two.html.gz").write_bytes(gzip.compress((GOLDEN / "tr/ntv-feribot/page.html").read_bytes()))
    (pages / "broken.html.gz").write_bytes(b"no gzip")
    (pages / "empty.html").write_bytes(b"")
    (pages / "notes.txt").write_text("not a page")
    run("db", "upgrade", DATABASE_URL=url)
    result = run("import", str(pages), DATABASE_URL=url)
    assert result.returncode == 1
    assert "2 created" in result.stderr
    assert "2 failed" in result.stderr

    lines = tmp_path / "pages.ndjson"
    page = (GOLDEN / "de/nahverkehr/page.html").read_text("utf-8")
    lines.write_text(json.dumps({"html": page, "url": "https://www.elbtaler-bote.example/a"}) + "\n\n", "utf-8")
    assert "1 created" in run("import", str(lines), DATABASE_URL=url).stderr
    assert "1 unchanged" in run("import", str(lines), DATABASE_URL=url).stderr
    with serving(url) as base_url:
        assert len(httpx.get(f"{base_url}/v1/articles").json()["items"]) == 3


def test_the_import_command_reports_a_bad_line_and_continues(tmp_path: Path) -> None:
    url, lines = sqlite_url(tmp_path), tmp_path / "pages.ndjson"
    page = (GOLDEN / "de/nahverkehr/page.html").read_text("utf-8")
    good = json.dumps({"html": page, "url": "https://www.elbtaler-bote.example/a"})
    lines.write_text("\n".join(["{", good, '{"html": "<p>x", "surprise": 1}']), "utf-8")
    run("db", "upgrade", DATABASE_URL=url)
    result = run("import", str(lines), DATABASE_URL=url)
    assert "1 created; 2 failed" in " ".join(result.stderr.split())
    assert "line 1" in result.stderr
    assert "surprise" in result.stderr


def test_refused_pages_of_all_imported_files_are_written_to_one_file(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    page = (GOLDEN / "de/nahverkehr/page.html").read_text("utf-8")
    for name in ("a", "b"):
        posts = [
            {"html": page, "url": f"https://www.elbtaler-bote.example/{name}"},
            {"html": "", "url": "https://x.example/"},
        ]
        (tmp_path / f"{name}.ndjson").write_text("\n".join(map(json.dumps, posts)), "utf-8")
    run("db", "upgrade", DATABASE_URL=url)
    result = run("import", str(tmp_path / "*.ndjson"), DATABASE_URL=url)
    assert "2 created; 2 failed" in " ".join(result.stderr.split())
    letters = [json.loads(line) for line in (tmp_path / ".a.ndjson.refused.ndjson").read_text("utf-8").splitlines()]
    assert [Path(letter["source"]).name for letter in letters] == ["a.ndjson", "b.ndjson"]
    assert {(letter["page"], letter["detail"] != "") for letter in letters} == {("line 2", True)}


def test_messages_of_an_import_are_single_lines_without_control_characters(tmp_path: Path) -> None:
    url, pages = sqlite_url(tmp_path), tmp_path / "pages"
    pages.mkdir()
    name = "\x1b[31m" + "a long name " * 12
    (pages / f"{name}.html").write_bytes(b"")
    run("db", "upgrade", DATABASE_URL=url)
    result = run("import", str(pages), DATABASE_URL=url)
    assert f"\\x1b[31m{name[5:]}.html: the file is empty" in result.stderr.splitlines()
    assert "\x1b" not in result.stderr


def test_an_import_into_another_database_starts_over(tmp_path: Path) -> None:
    """The two databases have the same address."""
    lines, remembered = tmp_path / "pages.ndjson", tmp_path / ".pages.ndjson.progress"
    page = (GOLDEN / "de/nahverkehr/page.html").read_text("utf-8")
    lines.write_text(json.dumps({"html": page, "url": "https://www.elbtaler-bote.example/a"}), "utf-8")
    url = sqlite_url(tmp_path)
    run("db", "upgrade", DATABASE_URL=url)
    source, kept = source_list([str(lines)], Settings()), make_engine(url)
    marks = {"source": source.fingerprint, "database": database_mark(kept)}
    kept.dispose()
    Progress(remembered, marks).save(Reached(Place(0, 10_000_000)))
    assert "nothing to import" in run("import", str(lines), DATABASE_URL=url).stderr
    Progress(remembered, marks).save(Reached(Place(0, 10_000_000)))
    (tmp_path / "news.db").unlink()
    run("db", "upgrade", DATABASE_URL=url)
    again = run("import", str(lines), DATABASE_URL=url)
    assert "another database: starting at the beginning" in again.stderr
    assert "1 created" in again.stderr


def add(root: Path, case: str, *more: str) -> subprocess.CompletedProcess[str]:
    url = tomllib.loads((GOLDEN / case / "about.toml").read_text("utf-8"))["url"]
    return run("golden", "add", str(GOLDEN / case / "page.html"), "--url", url, "--root", str(root), *more)


def test_the_command_golden_add_writes_a_case_and_a_rule_for_review(tmp_path: Path) -> None:
    result = add(tmp_path, "en/harbour-bridge")
    assert result.returncode == 0
    name = "en/portcourier-harbour-bridge-to-close"
    folder, rule = tmp_path / "tests/golden" / name, tmp_path / "app/publishers/rules/portcourier.example.toml"
    assert {path.name for path in folder.iterdir()} == {"page.html", "about.toml", "expected.json"}
    assert (folder / "page.html").read_bytes() == (GOLDEN / "en/harbour-bridge/page.html").read_bytes()
    written = json.loads((folder / "expected.json").read_text("utf-8"))
    mended = json.loads((GOLDEN / "en/harbour-bridge/expected.json").read_text("utf-8"))
    assert {field: written[field] for field in mended} == mended
    assert tomllib.loads(rule.read_text("utf-8")) == {
        "domain": "portcourier.example",
        "name": "The Port Courier",
        "language": "en",
        "lede": "//p[contains(@class, 'standfirst')]",
        "body": "//div[contains(@class, 'article-body')]",
        "cases": [name],
    }
    assert f"wrote {folder / 'expected.json'}" in result.stdout
    assert f"wrote {rule}" in result.stdout
    assert "add what you know of zone, headline" in result.stdout


def test_the_command_golden_add_reads_a_page_from_standard_input(tmp_path: Path) -> None:
    command = ("golden", "add", "-", "--url", "https://www.portcourier.example/x")
    page = (GOLDEN / "en/harbour-bridge/page.html").read_bytes()
    options = ("--case", "en/bridge", "--no-rule", "--root", str(tmp_path))
    result = run_in(ROOT, *command, *options, given=page)
    assert result.returncode == 0
    assert (tmp_path / "tests/golden/en/bridge/page.html").read_bytes() == page
    assert not (tmp_path / "app").exists()


def test_the_command_golden_add_does_not_overwrite_a_case(tmp_path: Path) -> None:
    add(tmp_path, "de/nahverkehr", "--case", "de/busse")
    rule = tmp_path / "app/publishers/rules/elbtaler-bote.example.toml"
    rule.write_text("mine")
    (tmp_path / "tests/golden/de/busse/expected.json").write_text("mended")
    again = add(tmp_path, "de/nahverkehr", "--case", "de/busse")
    assert again.returncode == 1
    assert again.stderr.startswith("manset: ")
    assert "tests/golden/de/busse exists" in again.stderr
    assert len(again.stderr.strip().splitlines()) == 1
    assert (tmp_path / "tests/golden/de/busse/expected.json").read_text() == "mended"
    assert f"kept {rule}" in add(tmp_path, "de/nahverkehr", "--case", "de/anders").stdout
    assert rule.read_text() == "mine"


def test_the_command_golden_add_keeps_the_rule_of_a_known_publisher(tmp_path: Path) -> None:
    result = add(tmp_path, "tr/trthaber-kulik")
    assert result.returncode == 0
    assert not (tmp_path / "app").exists()
    assert "trthaber.com.toml should name" in result.stdout


@pytest.mark.parametrize(
    ("page", "options", "reason"),
    [
        ("<html><title>404 Not Found</title><h1>Page not found</h1><p>Sorry.</p>", (), "no article"),
        ("{}", (), "no HTML"),
        ("<p>x", ("--case", "../../elsewhere"), "not the name of a case"),
        ("<p>x", ("--url", "file:///etc/passwd"), "not an address"),
    ],
)
def test_the_command_golden_add_gives_a_one_line_error_for_an_invalid_page(
    page: str, options: tuple[str, ...], reason: str, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text(page)
    root = tmp_path / "root"
    given = ("--url", "https://www.ornek.example/a", "--root", str(root), *options)
    result = run("golden", "add", str(tmp_path / "page.html"), *given)
    assert result.returncode == 1
    assert reason in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert not root.exists()


def test_serving_with_a_sample_prints_the_extracted_record(tmp_path: Path) -> None:
    page = GOLDEN / "tr/trthaber-kulik/page.html"
    command = [sys.executable, "-m", "app", "serve", "--migrate", "--sample", str(page)]
    settings = environment(PORT=str(free_port()), DATABASE_URL=sqlite_url(tmp_path), LOG_LEVEL="warning")
    with subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        printed = ""
        for line in process.stdout:
            printed += line
            if "Ctrl-C" in line:
                break
        process.terminate()
    for part in ("yalanladı", "2023-09-20T10:08:00+03:00", "Chang Ho-jin", "/docs", "curl -s"):
        assert part in printed


@pytest.mark.usefixtures("new_python")
def test_a_server_prints_its_address_and_that_it_stops(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with serving_into(log, sqlite_url(tmp_path), LOG_LEVEL="info", EXTRACTION_WORKERS="1") as base_url:
        pass
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    (started,) = (line for line in lines if line["event"] == "started")
    assert (started["port"], started["database"], started["workers"]) == (httpx.URL(base_url).port, "sqlite", 1)
    assert started["version"] == VERSION
    assert [line["signal"] for line in lines if line["event"] == "stopping"] == ["SIGTERM"]


def test_a_key_is_created_listed_replaced_and_revoked(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    run("db", "upgrade", DATABASE_URL=url)
    key = run("keys", "create", "crawler", "--scope", "ingest", "--scope", "read", DATABASE_URL=url).stdout.strip()
    assert re.fullmatch(r"nk_[0-9a-f]{16}_[\w-]{43}", key)
    _, key_id, secret = key.split("_", 2)
    with serving(url, HOST="127.0.0.1", ANONYMOUS_SCOPES="none") as base_url:

        def status(text: str) -> int:
            return httpx.get(f"{base_url}/v1/articles", headers={"Authorization": f"Bearer {text}"}).status_code

        assert status(key) == 200
        listed = run("keys", "list", DATABASE_URL=url).stdout
        assert key_id in listed
        assert "crawler" in listed
        assert secret not in listed
        new = run("keys", "rotate", key_id, DATABASE_URL=url).stdout.strip()
        assert (status(key), status(new)) == (200, 200)
        assert key_id in run("keys", "revoke", key_id, DATABASE_URL=url).stdout
        assert (status(key), status(new)) == (401, 200)
        run("keys", "rotate", new.split("_")[1], "--hours", "0", DATABASE_URL=url)
        assert status(new) == 401
    unknown = run("keys", "revoke", "0000", DATABASE_URL=url)
    assert unknown.returncode == 1
    assert "keys list" in unknown.stderr
    assert run("keys", "create", "x", "--scope", "everything", DATABASE_URL=url).returncode != 0


def test_a_restored_backup_can_be_served(tmp_path: Path) -> None:
    url, other = sqlite_url(tmp_path), f"sqlite:///{tmp_path / 'other.db'}"
    run("db", "upgrade", DATABASE_URL=url)
    page = GOLDEN / "tr" / "trthaber-kulik"
    assert "1 created" in run("import", str(page), DATABASE_URL=url).stderr
    assert "bytes" in run("db", "backup", str(tmp_path / "copy"), DATABASE_URL=url).stdout
    assert "newest" in run("db", "restore", str(tmp_path / "copy"), DATABASE_URL=other).stdout
    with serving(other) as base_url:
        assert len(httpx.get(f"{base_url}/v1/articles").json()["items"]) == 1
    again = run("db", "restore", str(tmp_path / "copy"), DATABASE_URL=other)
    assert (again.returncode, len(again.stderr.strip().splitlines())) == (1, 1)


def test_the_reextract_command_extracts_stored_pages(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    run("db", "upgrade", DATABASE_URL=url)
    run("import", str(GOLDEN / "tr" / "trthaber-kulik"), DATABASE_URL=url)
    assert "1 unchanged; 0 failed" in run("reextract", DATABASE_URL=url).stderr
    unknown = run("reextract", "--publisher", "elsewhere.example", DATABASE_URL=url)
    assert unknown.returncode == 1
    assert one_line(unknown, "elsewhere.example")


def test_a_killed_import_resumes_where_it_stopped(tmp_path: Path) -> None:
    url, lines = sqlite_url(tmp_path), tmp_path / "pages.ndjson"
    run("db", "upgrade", DATABASE_URL=url)
    page = (GOLDEN / "tr" / "trthaber-kulik" / "page.html").read_text("utf-8")
    posts = ({"html": page, "url": f"https://www.trthaber.com/haber/dunya/bir-{n}.html"} for n in range(60))
    lines.write_text("\n".join(json.dumps(post) for post in posts), "utf-8")
    remembered = tmp_path / ".pages.ndjson.progress"
    with subprocess.Popen(
        [sys.executable, "-m", "app", "import", str(lines), "--batch", "5"], cwd=ROOT, env=environment(DATABASE_URL=url)
    ) as importing:
        while not remembered.exists() and importing.poll() is None:
            time.sleep(0.01)
        importing.kill()
    assert remembered.exists()
    again = run("import", str(lines), DATABASE_URL=url)
    assert "Resuming after" in again.stderr
    assert not remembered.exists()
    with serving(url) as base_url:
        answer = httpx.get(f"{base_url}/v1/articles", params={"count": "exact", "limit": "1"}).json()
    assert answer["page"]["count"]["value"] == 60


@pytest.mark.usefixtures("new_python")
def test_a_server_that_requires_keys_can_be_started_with_a_sample_page(tmp_path: Path) -> None:
    sample = str(GOLDEN / "tr" / "trthaber-kulik" / "page.html")
    with serving(sqlite_url(tmp_path), "--sample", sample, HOST="0.0.0.0") as base_url:
        while not (items := httpx.get(f"{base_url}/v1/articles").json()["items"]):
            time.sleep(0.1)
        assert len(items) == 1
        assert httpx.post(f"{base_url}/v1/extract", content=b"<p>").status_code == 401


def test_the_version_is_printed() -> None:
    assert run("--version").stdout == f"manset {VERSION}\n"


@pytest.mark.parametrize("command", ["extract", "import"])
def test_a_url_given_as_file_is_refused_because_nothing_is_fetched(command: str) -> None:
    result = run(command, "https://www.portcourier.example/harbour")
    assert result.returncode == 2
    assert "nothing is fetched" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.usefixtures("new_python")
def test_options_of_the_serve_command_override_the_environment(tmp_path: Path) -> None:
    port, log = str(free_port()), tmp_path / "log"
    arguments = ("--host", "localhost", "--port", port, "--workers", "1")
    with serving_into(log, sqlite_url(tmp_path), *arguments, HOST="192.0.2.1", PORT=port, LOG_LEVEL="info") as url:
        assert httpx.get(f"{url}/livez").is_success
    started = next(line for line in map(json.loads, log.read_text("utf-8").splitlines()) if line["event"] == "started")
    assert (started["host"], started["port"], started["workers"]) == ("127.0.0.1", int(port), 1)


def test_the_help_of_a_command_imports_neither_server_nor_database() -> None:
    code = "import sys; from app.cli import main; sys.argv[1:] = ['--help']\ntry: main()\nexcept SystemExit: pass\n"
    code += "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stderr
    assert not {"fastapi", "sqlalchemy", "pydantic", "lxml", "rich", "alembic"} & set(loaded.split())


def test_the_server_imports_neither_the_extraction_pipeline_nor_unneeded_libraries() -> None:
    code = "import sys, app.main; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    unneeded = {"app.extraction.pipeline", "bs4", "tldextract", "requests", "psycopg", "fastwarc", "alembic"}
    assert not (unneeded | {"sqlalchemy.dialects.postgresql"}) & set(loaded.split())


def test_the_progress_bar_of_an_import_ends_at_100_percent(tmp_path: Path) -> None:
    """Blank lines at the end of a file belong to no page, and a packed file has no known length."""
    page = (GOLDEN / "en/harbour-bridge/page.html").read_text("utf-8")
    lines = (json.dumps({"html": page}) + "\n" * 50).encode()
    for name, content in (("a.ndjson", lines), ("b.ndjson.gz", gzip.compress(lines))):
        (tmp_path / name).write_bytes(content)
        kept = Kept()
        importer = Importer(
            source_list([str(tmp_path / name)], Settings()), kept, kept.save, Progress(tmp_path / "progress", {})
        )
        console = Console(file=StringIO(), force_terminal=True, width=100)
        assert show_import(console, importer).outcomes == {"created": 1}
        assert "100%" in console.file.getvalue()  # type: ignore[attr-defined]
