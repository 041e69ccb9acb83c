"""The README's commands work as printed, and lists in the docs are complete."""

import doctest
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import generate_latest
from typer.main import get_command

from app.api.state.metrics import Metrics
from app.cli import app
from app.config import Settings
from app.store.session import make_engine
from tests.builders.servers import ROOT, environment, serving

README = (ROOT / "README.md").read_text("utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")
PROMISES = (ROOT / "docs" / "promises.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
CURLS = re.findall(r"```sh\n(curl .*?)```", README, re.S)
PYTHON = re.findall(r"```python\n(.*?)```", README, re.S)
SESSIONS = re.findall(r"```python\n(>>>.*?)```", (ROOT / "docs" / "extraction.md").read_text("utf-8"), re.S)
DEFAULT_ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    database = tmp_path_factory.mktemp("readme") / "news.db"
    sample = ROOT / "tests/golden/tr/trthaber-kulik"
    with serving(f"sqlite:///{database}") as address:
        posting = ["curl", "-sf", "-H", "Content-Type: text/html", "--data-binary", f"@{sample / 'page.html'}"]
        url = "https://www.trthaber.com/haber/dunya/rusya-gorusme-iddialarini-yalanladi-797123.html"
        subprocess.run([*posting, f"{address}/v1/articles?url={url}"], check=True, capture_output=True)
        yield address


def test_the_readme_has_curl_examples() -> None:
    assert len(CURLS) >= 5


@pytest.mark.parametrize("command", CURLS)
def test_each_curl_example_of_the_readme_works(command: str, base_url: str) -> None:
    arguments = shlex.split(command.replace("\\\n", " ").replace(DEFAULT_ADDRESS, base_url))
    result = subprocess.run([*arguments, "--fail"], cwd=ROOT, capture_output=True, text=True, check=True)
    answer = json.loads(result.stdout)
    assert answer.get("items") or answer.get("outcome") == "created" or answer.get("headline") or answer.get("about")


@pytest.mark.parametrize("code", PYTHON)
def test_the_python_example_of_the_readme_runs(code: str) -> None:
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip()


def test_the_trace_example_of_the_readme_prints_origins_and_reasons() -> None:
    command = re.search(r"^\.venv/bin/python (-m app extract .*)$", README, re.M)
    assert command
    arguments = [sys.executable, *shlex.split(command[1])]
    result = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=True, env=environment())
    assert json.loads(result.stdout)["headline"]
    assert "blocks dropped" in result.stderr
    assert "headline" in result.stderr


@pytest.mark.parametrize("target", re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.M))
def test_make_help_lists_every_target(target: str) -> None:
    result = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert f"make {target} " in result.stdout


@pytest.mark.parametrize("name", re.findall(r"\btests/[\w/]+\.py\S*", MAKEFILE))
def test_a_test_named_in_the_makefile_exists(name: str) -> None:
    """By file and function: `-k` with a word of an old name selects nothing, and the target fails."""
    path, _, function = name.partition("::")
    assert f"def {function}(" in (ROOT / path).read_text("utf-8") if function else (ROOT / path).is_file()
    assert " -k " not in MAKEFILE


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    variable = f"NEWS_{name.upper()}"
    assert f"`{variable}`" in OPERATIONS
    assert f"{variable}=" in (ROOT / ".env.example").read_text("utf-8")
    assert Settings.model_fields[name].description


def test_every_metric_is_documented() -> None:
    names = re.findall(r"^# TYPE (\S+)", generate_latest(Metrics().registry).decode(), re.M)
    assert len(names) > 6
    for name in names:
        assert name.endswith("_created") or f"`{name}" in OPERATIONS, name


def test_every_command_is_in_the_readme() -> None:
    def paths(command: Any, path: str) -> Iterator[str]:
        for name, child in getattr(command, "commands", {}).items():
            yield from paths(child, f"{path} {name}")
        if not hasattr(command, "commands"):
            yield path

    for path in paths(get_command(app), "python -m app"):
        group, _, name = path.rpartition(" ")
        assert re.search(rf"`{re.escape(group)}[^|]*\b{name}\b", README), path


def test_docker_compose_keeps_the_password_out_of_the_database_address() -> None:
    compose = (ROOT / "compose.yaml").read_text("utf-8")
    address = re.search(r"NEWS_DATABASE_URL: (\S+)", compose)
    assert address
    assert "$" not in address[1]
    assert make_engine(address[1]).url.password is None
    for line in ("PGPASSWORD: ${POSTGRES_PASSWORD", "stop_grace_period: 30s", "init: true", "NEWS_HOST: 0.0.0.0"):
        assert line in compose


@pytest.mark.parametrize("page", sorted(p.name for p in (ROOT / "docs").glob("*.md")))
def test_links_between_pages_of_the_docs_work(page: str) -> None:
    folder = ROOT / "docs"
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (folder / page).read_text("utf-8")):
        assert (folder / target).exists() or (Path(target).name == "openapi.json")


@pytest.mark.parametrize("session", SESSIONS)
def test_python_sessions_in_the_docs_print_what_they_show(session: str) -> None:
    runner = doctest.DocTestRunner()
    runner.run(doctest.DocTestParser().get_doctest(session, {}, "docs", None, None))
    assert runner.tries > 10
    assert not runner.failures


def test_every_promise_in_the_docs_names_an_existing_test() -> None:
    lines = [line for line in PROMISES.splitlines() if re.match(r"\| \d+ \|", line)]
    assert [int(line.split("|")[1]) for line in lines] == list(range(1, 21))
    for line in lines:
        tests, commands = re.findall(r"`(tests/[^`]*)::(\w+)`", line), re.findall(r"`make (\w+)`", line)
        assert tests or commands, line
        for path, name in tests:
            assert f"def {name}(" in (ROOT / path).read_text("utf-8"), name
        for command in commands:
            assert f"\n{command}:" in MAKEFILE
