"""The documentation as a site: it is built without warnings, needs no other host, and every link leads somewhere."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from tests.builders.servers import ROOT

DESCRIPTION = json.loads((ROOT / "tests" / "api" / "openapi.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
    closed = {"http_proxy": "http://127.0.0.1:1", "https_proxy": "http://127.0.0.1:1", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        build, cwd=ROOT, env={**os.environ, **closed}, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def pages(site: Path) -> list[Path]:
    return sorted(site.glob("*.html"))


def test_no_page_is_missing_from_the_site(site: Path) -> None:
    names = {path.stem for path in pages(site)}
    assert {path.stem for path in (ROOT / "docs").glob("*.md")} <= names
    assert {"index", "contributing", "changes", "client", "reference"} <= names


def test_the_site_loads_nothing_from_another_host(site: Path) -> None:
    for path in pages(site):
        page = html.fromstring(path.read_bytes())
        loaded = [*page.xpath("//@src"), *page.xpath("//link[not(@rel='canonical')]/@href")]
        assert loaded
        assert not [address for address in loaded if re.match(r"(https?:)?//", address)], path.name
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?(https?:)?//", sheet.read_text("utf-8")), sheet.name


def test_every_internal_link_of_the_site_leads_to_an_existing_page_and_heading(site: Path) -> None:
    trees = {path.name: html.fromstring(path.read_bytes()) for path in pages(site)}
    ids = {name: set(tree.xpath("//@id")) for name, tree in trees.items()}
    for name, tree in trees.items():
        for link in tree.xpath("//article//a/@href"):
            if re.match(r"[a-z]+:", link):
                continue
            target, _, anchor = unquote(link).partition("#")
            assert (site / (target or name)).exists(), f"{name}: {link}"
            assert not anchor or anchor in ids[target or name], f"{name}: {link}"


def test_the_api_reference_of_the_site_has_every_operation(site: Path) -> None:
    text = html.fromstring((site / "reference.html").read_bytes()).text_content()
    for path, methods in DESCRIPTION["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in text
    assert json.loads((site / "openapi.json").read_text("utf-8")) == DESCRIPTION


def test_the_search_of_the_site_finds_words_of_every_page(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    found = {entry["location"].split("#")[0] for entry in index["docs"]}
    assert {path.name for path in pages(site)} - {"404.html"} <= found
