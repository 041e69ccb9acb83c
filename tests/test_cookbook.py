"""The cookbook of docs/api.md: every request is run as printed, every answer holds what is printed."""

import json
import re
import shlex
import subprocess
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.builders.cookbook import posts
from tests.builders.postgresql import new_database
from tests.builders.servers import ROOT, serving

RECIPES = re.findall(r"```sh\n(curl .*?)```\s+```json\n(.*?)```", (ROOT / "docs" / "api.md").read_text("utf-8"), re.S)
DEFAULT_ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def cookbook_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an empty database for the cookbook's server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('cookbook') / 'news.db'}"
        return
    server, template = request.getfixturevalue("postgresql_template")
    with new_database(server, template) as name:
        yield f"{server}/{name}"


@pytest.fixture(scope="module")
def base_url(cookbook_database: str) -> Iterator[str]:
    """A server with the sample article, two sites that copied it, three other articles and one revision."""
    with serving(cookbook_database) as base_url:
        for url, content in posts():
            headers = {"Content-Type": "text/html"}
            params = {"url": url}
            answer = httpx.post(f"{base_url}/v1/articles", params=params, content=content, headers=headers, timeout=300)
            assert answer.status_code in (200, 201), answer.text
        yield base_url


def test_the_cookbook_has_at_least_ten_recipes() -> None:
    assert len(RECIPES) >= 10


@pytest.mark.parametrize(
    ("command", "printed"), RECIPES, ids=[command.split("127.0.0.1:8000")[1][:40] for command, _ in RECIPES]
)
def test_each_recipe_of_the_cookbook_prints_the_documented_answer(command: str, printed: str, base_url: str) -> None:
    arguments = shlex.split(command.replace("\\\n", " ").replace(DEFAULT_ADDRESS, base_url))
    done = subprocess.run([*arguments, "--fail-with-body"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert holds(json.loads(done.stdout), json.loads(printed)) == []


def holds(answer: Any, printed: Any, path: str = "") -> list[str]:
    """Where the answer is not what is printed; members left out are not compared, lists must be whole."""
    if isinstance(printed, dict) and isinstance(answer, dict):
        return [wrong for name, value in printed.items() for wrong in holds(answer.get(name), value, f"{path}/{name}")]
    if isinstance(printed, list) and isinstance(answer, list) and (len(printed) == len(answer) or path == "/changes"):
        pairs = enumerate(zip(answer, printed, strict=False))
        return [wrong for number, pair in pairs for wrong in holds(*pair, f"{path}/{number}")]
    return [] if answer == printed else [f"{path}: {answer!r} is not {printed!r}"]
