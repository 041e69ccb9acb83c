"""The wheel, installed elsewhere: it has a command, migrations and the library, and needs nothing of the checkout."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from app.schemas.sample import SAMPLE_PAGE, SAMPLE_QUOTE
from app.store.schema_version import VERSIONS, head_revision
from app.version import VERSION
from tests.builders.commands import sqlite_url
from tests.builders.first_article import first_article
from tests.builders.servers import ROOT, environment, free_port

DATA = re.compile(r"\.(toml|gz|model|html|css|js|svg|typed)$")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of a new environment with the wheel; packages of others come from the environment of the tests."""
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "--quiet"]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    (packages,) = (folder / "lib").glob("python*/site-packages")
    (packages / "others.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python.parent


def outside(folder: Path, *command: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder that holds nothing of the project."""
    environ = environment(**settings)
    environ.pop("PYTHONPATH", None)
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=120)


def test_the_wheel_contains_every_module_data_file_and_migration(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(["git", "ls-files", "app", "manset"], cwd=ROOT, capture_output=True, text=True, check=True)
    needed = {name for name in tracked.stdout.split() if name.endswith(".py") or DATA.search(name)}
    assert len(needed) > 200
    assert not needed - names
    assert {f"app/alembic/versions/{path.name}" for path in VERSIONS.glob("*.py")} <= names
    assert not [name for name in names if not name.startswith(("app/", "manset/", f"manset-{VERSION}.dist-info/"))]
    assert not [name for name in names if "__pycache__" in name]


def test_the_installed_command_prints_its_version_and_its_commands(installed: Path, tmp_path: Path) -> None:
    assert outside(tmp_path, installed / "manset", "--version").stdout == f"manset {VERSION}\n"
    listed = outside(tmp_path, installed / "manset", "--help").stdout
    for name in ("serve", "extract", "import", "db", "keys", "pack", "openapi"):
        assert re.search(rf"^\s+{name}\b", listed, re.M), name


def test_the_installed_package_finds_its_migrations(installed: Path, tmp_path: Path) -> None:
    found = outside(tmp_path, installed / "python", "-c", "import app, manset; print(app.__file__, manset.__file__)")
    assert found.stdout.count(str(installed.parent)) == 2
    url = sqlite_url(tmp_path)
    assert outside(tmp_path, installed / "manset", "db", "upgrade", DATABASE_URL=url).returncode == 0
    assert (
        head_revision()
        in outside(tmp_path, installed / "python", "-m", "app", "db", "current", DATABASE_URL=url).stdout
    )
    assert outside(tmp_path, installed / "manset", "db", "downgrade", "base", DATABASE_URL=url).returncode == 0


def test_the_installed_command_serves_the_api(installed: Path, tmp_path: Path) -> None:
    port = str(free_port())
    arguments = ("serve", "--migrate", "--host", "127.0.0.1", "--port", port, "--workers", "1")
    environ = environment(DATABASE_URL=sqlite_url(tmp_path), LOG_LEVEL="warning", DRAIN_SECONDS="0")
    environ.pop("PYTHONPATH", None)
    first_article([str(installed / "manset"), *arguments], port, tmp_path, environ)


LIBRARY = """
import json, sys, manset
page = sys.stdin.read()
article = manset.extract(page, "https://www.portcourier.example/a")
quote = article.quotes[0]
assert article.body[quote.start : quote.end] == quote.text
try:
    manset.extract(b"%PDF-1.7")
except manset.NotHtml as error:
    refused = error.outcome
entities = manset.extract_entities("Chancellor Merkel met Emmanuel Macron in Paris.", "en")
said = manset.extract_quotes('"We will go," said Angela Merkel.', "en")
print(json.dumps([article.headline, quote.text, refused, [e.name for e in entities], [q.text for q in said]]))
print(*sorted({"fastapi", "sqlalchemy", "uvicorn", "typer"} & set(sys.modules)))
"""


def test_the_library_extracts_without_loading_the_server(installed: Path, tmp_path: Path) -> None:
    command = [str(installed / "python"), "-c", LIBRARY]
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=tmp_path, env=environ, input=SAMPLE_PAGE, capture_output=True, text=True, check=True
    )
    printed, server = done.stdout.split("\n")[:2]
    headline, quote, refused, entities, said = json.loads(printed)
    assert (headline, quote, refused) == ("Bridge to close", SAMPLE_QUOTE, "client_error")
    assert "Emmanuel Macron" in entities
    assert said == ["We will go,"]
    assert server == ""
