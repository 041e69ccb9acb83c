"""Every command line of the README, CONTRIBUTING and docs runs as it is written."""

import gzip
import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.builders.commands import GOLDEN, run_in, sqlite_url
from tests.builders.servers import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXT = "\n".join(path.read_text("utf-8") for path in PAGES)
SAMPLE = GOLDEN / "tr" / "ntv-feribot" / "page.html"
ADDRESS = "https://www.ornek.com.tr/haber/1"
# What the docs leave to the reader, and what this test puts in its place.
PLACEHOLDERS = {
    "FILE": "page.html",
    "PAGE": "page.html",
    "FOLDER": "pages/",
    "TABLE": "articles",
    "PATH": "pages/",
    "URL": ADDRESS,
    "U": ADDRESS,
    "DOMAIN": "ornek.com.tr",
    "NAME": "Ankara",
    "LANGUAGE": "nl",
    "LANG/NAME": "tr/feribot",
    "REVISION": "-1",
}
# Mentions of a command without its arguments, and a file to write where `page.html` is one to read.
OWN_FORMS = {
    "db backup FILE": "db backup news.backup",
    "export TABLE FILE": "export quotes quotes.parquet",
    "extract PATH... -f csv -o FILE [-j N]": "extract pages/ -f csv -o pages.csv -j 2",
    "import": "import --help",
    "import PATH...": "import pages/ pages.ndjson",
    "keys create": "keys create --help",
}


def commands() -> list[str]:
    """Commands of `python -m app` and of `manset` in inline code and code blocks, without comments.

    `serve` and `mcp` are left out: other tests start them.
    """
    inline = re.findall(r"`(?:docker compose exec api )?python -m app ([^`]+)`", TEXT)
    installed = re.findall(r"`manset ([a-z][^`]+)`", TEXT)  # those of blocks are run by the test of their page
    blocks = re.findall(r"^(?:\S+=\S+ )?(?:\.venv/bin/)?python -m app ([^\n#]+)", TEXT, re.M)
    found = {" ".join(command.split()) for command in (*inline, *installed, *blocks)}
    return sorted(command for command in found if not command.startswith(("serve", "mcp")))


def filled(command: str, key: str) -> list[str]:
    """The words of a command with its placeholders filled; optional parts are given."""
    plain = OWN_FORMS.get(command, command).replace("[", "").replace("]", "")
    return [PLACEHOLDERS.get(word, key if word == "ID" else word) for word in shlex.split(plain)]


def in_folder(folder: Path, *arguments: str, database: str = "") -> subprocess.CompletedProcess[str]:
    return run_in(folder, *arguments, DATABASE_URL=database or sqlite_url(folder))


@pytest.fixture
def folder(tmp_path: Path, sqlite_template: Path) -> Path:
    """A folder with a database and every file that the docs name."""
    shutil.copy(sqlite_template, tmp_path / "news.db")
    page = SAMPLE.read_bytes()
    (tmp_path / "page.html").write_bytes(page)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "page.html.gz").write_bytes(gzip.compress(page))
    (tmp_path / "pages.ndjson").write_text(json.dumps({"url": ADDRESS, "html": page.decode()}) + "\n", "utf-8")
    (tmp_path / "archive").mkdir()
    for name in ("crawl", "more", "archive/1"):
        (tmp_path / f"{name}.warc.gz").write_bytes(gzip.compress(warc_record(page)))
    golden = tmp_path / "tests" / "golden" / "tr" / "ntv-feribot"
    shutil.copytree(SAMPLE.parent, golden)
    (tmp_path / "app" / "publishers").mkdir(parents=True)
    shutil.copytree(ROOT / "app" / "publishers" / "rules", tmp_path / "app" / "publishers" / "rules")
    return tmp_path


def warc_record(page: bytes) -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {ADDRESS}\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n"
        "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


@pytest.mark.parametrize("command", commands())
def test_a_documented_command_runs(command: str, folder: Path) -> None:
    key, database = "", ""
    if re.search(r"\bID\b", command):
        made = in_folder(folder, "keys", "create", "crawler", "--scope", "read")
        key = made.stdout.split("nk_")[1].split("_")[0]
    if command.startswith("reextract"):
        address = f"https://www.{filled(command, key)[-1]}/haber/1"
        line = json.dumps({"url": address, "html": (folder / "page.html").read_text("utf-8")})
        (folder / "pages.ndjson").write_text(line + "\n", "utf-8")
        assert in_folder(folder, "import", "pages.ndjson").returncode == 0
    if command.startswith("db restore"):
        backup = shlex.split(command)[-1] if "FILE" not in command else "page.html"
        assert in_folder(folder, "db", "backup", backup).returncode == 0
        database = f"sqlite:///{folder / 'empty.db'}"
    if command.startswith("pack check"):
        pack = ROOT / "app" / "lang" / "packs" / "it.toml"
        shutil.copy(pack, folder / "it.toml")
        shutil.copy(pack, folder / "page.html")
    done = in_folder(folder, *filled(command, key), database=database)
    assert done.returncode == 0, done.stdout[-500:] + done.stderr[-500:]


@pytest.mark.parametrize("module", sorted(set(re.findall(r"python -m ((?:benchmarks|training)\.\w+)", TEXT))))
def test_a_documented_module_has_a_docstring_and_can_be_run(module: str) -> None:
    """Modules of `benchmarks` and `training` run for minutes, so this test does not run them."""
    source = (ROOT / module.replace(".", os.sep)).with_suffix(".py").read_text("utf-8")
    assert source.startswith('"""')
    assert 'if __name__ == "__main__":' in source


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make ([a-z-]+)`", TEXT))))
def test_a_documented_target_is_in_the_makefile(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.M)
