"""Other forms of an article, checked with third-party programs: the types of schema.org, and a feed reader."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.builders.servers import ROOT

NPM, NODE = shutil.which("npm"), shutil.which("node")
SOURCE = ROOT / "tests" / "client"

if not (NPM and NODE) and not os.environ.get("REQUIRE_NODE"):
    pytest.skip("no Node.js here; CI has one (REQUIRE_NODE=1)", allow_module_level=True)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Path:
    """A folder with the locked packages."""
    folder = tmp_path_factory.mktemp("client")
    for name in ("package.json", "tsconfig.json", "tsconfig.forms.json", "feeds.mjs"):
        shutil.copy(SOURCE / name, folder)
    shutil.copytree(node_modules, folder / "node_modules", symlinks=True, copy_function=os.link)
    return folder


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("served_database", ["sqlite"], indirect=True)  # the forms do not depend on the database
def test_json_ld_of_an_article_fits_the_types_of_schema_org(project: Path, client: httpx.Client) -> None:
    ids = [item["id"] for item in client.get("/v1/articles?limit=200&fields=id").json()["items"]]
    forms = [client.get(f"/v1/articles/{one}", headers={"Accept": "application/ld+json"}).text for one in ids]
    assert len(forms) > 3
    articles = ",\n".join(forms)
    head = 'import type { NewsArticle, WithContext } from "schema-dts";\n'
    source = f"{head}export const articles: WithContext<NewsArticle>[] = [{articles}];\n"
    (project / "newsarticle.ts").write_text(source)
    run(project, "npx", "tsc", "--project", "tsconfig.forms.json")


def test_a_feed_reader_reads_the_rss_atom_and_json_feeds(project: Path, client: httpx.Client) -> None:
    cards = client.get("/v1/articles?limit=200").json()["items"]
    told = json.loads(run(project, "node", "feeds.mjs", str(client.base_url).rstrip("/")))
    assert {form: read["format"] for form, read in told.items()} == {"rss": "rss", "atom": "atom", "json": "json"}
    for read in told.values():
        assert [entry["title"] for entry in read["entries"]] == [card["headline"] for card in cards]
        assert [entry["id"].removeprefix("urn:uuid:") for entry in read["entries"]] == [card["id"] for card in cards]
