"""The TypeScript client: it is built from the description, and follows the changes of a server that is killed."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.builders.cookbook import posts
from tests.builders.servers import ROOT, free_port, started

PACKAGE = ROOT / "clients" / "typescript"
CHANGES = 7
HAS_NODE = bool(shutil.which("npm") and shutil.which("node")) or bool(os.environ.get("REQUIRE_NODE"))
pytestmark = pytest.mark.skipif(not HAS_NODE, reason="no Node.js here; CI has one (REQUIRE_NODE=1)")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the compiled client."""
    folder = tmp_path_factory.mktemp("typescript") / "client"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("node_modules", "dist", "api.ts"))
    environ = {**os.environ, "MANSET_OPENAPI": str(ROOT / "tests" / "api" / "openapi.json")}
    for command in (["npm", "ci", "--no-audit", "--no-fund"], ["npm", "run", "--silent", "build"]):
        done = subprocess.run(
            command, cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == 0, done.stdout + done.stderr
    shutil.copy(ROOT / "tests" / "clients" / "typescript_calls.mjs", folder)
    (folder / "posts.json").write_text(json.dumps([{"url": url, "html": page.decode()} for url, page in posts()]))
    return folder


def change_something(base_url: str) -> None:
    """Post one more page, so that there is a change after the last one that was followed."""
    _, page = next(posts())
    params, headers = {"url": "https://www.ornek.com.tr/haber/1"}, {"Content-Type": "text/html"}
    posted = httpx.post(f"{base_url}/v1/articles", params=params, content=page, headers=headers, timeout=60)
    assert posted.status_code == 201


def test_the_typescript_client_follows_changes_although_the_server_is_killed(built: Path, tmp_path: Path) -> None:
    port, database = str(free_port()), f"sqlite:///{tmp_path / 'news.db'}"
    with started(database, PORT=port) as (base_url, server):
        command = ["node", "typescript_calls.mjs", base_url, "posts.json", str(CHANGES + 1)]
        with subprocess.Popen(command, cwd=built, stdout=subprocess.PIPE, text=True) as program:
            assert program.stdout
            found = json.loads(program.stdout.readline())
            seen = [int(program.stdout.readline()) for _ in range(CHANGES)]
            server.kill()
            server.wait()
            with started(database, PORT=port) as (_, again):
                change_something(base_url)
                seen.append(int(program.stdout.readline()))
                assert program.wait(60) == 0
                again.kill()
    assert found == {
        "statuses": [201] * 6 + [200, 422],
        "problem": "not-html",
        "cards": 6,
        "quote": "derhal",
        "spans": ["cue", "entity", "quote", "speaker"],
        "whole": True,
        "refused": [True, 404, "not-found"],
        "total": 6,
        "changes": list(range(1, CHANGES + 1)),
    }
    assert seen == list(range(1, CHANGES + 2))
