"""A TypeScript client generated from the description compiles and works; so do the other forms against their types."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.builders.answers import kulik
from tests.builders.servers import ROOT

NPM, NODE = shutil.which("npm"), shutil.which("node")
SOURCE = ROOT / "tests" / "client"

if not (NPM and NODE) and not os.environ.get("REQUIRE_NODE"):
    pytest.skip("no Node.js here; CI has one (REQUIRE_NODE=1)", allow_module_level=True)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The client's sources with the locked packages and the types made from the description."""
    folder = tmp_path_factory.mktemp("client")
    for name in ("package.json", "package-lock.json", "tsconfig.json", "client.ts", "feeds.mjs"):
        shutil.copy(SOURCE / name, folder)
    run(folder, "npm", "ci", "--no-audit", "--no-fund")
    run(folder, "npx", "openapi-typescript", str(ROOT / "tests/api/openapi.json"), "--output", "api.ts")
    return folder


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_generated_client_compiles_and_works(project: Path, client: httpx.Client) -> None:
    """With it the JSON-LD of every stored article: it must fit the types of schema.org."""
    ids = [item["id"] for item in client.get("/v1/articles?limit=200&fields=id").json()["items"]]
    forms = [client.get(f"/v1/articles/{one}", headers={"Accept": "application/ld+json"}).text for one in ids]
    articles = ",\n".join(forms)
    head = 'import type { NewsArticle, WithContext } from "schema-dts";\n'
    (project / "newsarticle.ts").write_text(
        f"{head}export const articles: WithContext<NewsArticle>[] = [{articles}];\n"
    )
    run(project, "npx", "tsc")
    (project / "out" / "package.json").write_text('{"type": "module"}')
    told = json.loads(run(project, "node", "out/client.js", str(client.base_url).rstrip("/")))
    assert kulik(client)["headline"] in told["headlines"]
    assert len(told["headlines"]) == len(set(told["headlines"])) > 3
    assert told["words"] == told["same"] == "derhal"
    assert told["speaker"] == "Chang Ho-jin"
    assert told["wrong"] == "422 /problems/validation-error /limit"
    assert told["total"] == len(ids)


def test_a_feed_reader_reads_the_feeds(project: Path, client: httpx.Client) -> None:
    cards = client.get("/v1/articles?limit=200").json()["items"]
    told = json.loads(run(project, "node", "feeds.mjs", str(client.base_url).rstrip("/")))
    assert {form: read["format"] for form, read in told.items()} == {"rss": "rss", "atom": "atom", "json": "json"}
    for read in told.values():
        assert [entry["title"] for entry in read["entries"]] == [card["headline"] for card in cards]
        assert [entry["id"].removeprefix("urn:uuid:") for entry in read["entries"]] == [card["id"] for card in cards]
