"""The commands and the Python code of docs/data.md run from top to bottom in one folder."""

import doctest
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.builders.commands import run_in, sqlite_url
from tests.builders.servers import ROOT

CELLS = re.findall(r"```(sh|python)\n(.*?)```", (ROOT / "docs" / "data.md").read_text("utf-8"), re.S)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "tests" / "golden" / "en", tmp_path / "tests" / "golden" / "en")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_command(line: str, folder: Path) -> None:
    program, *arguments = shlex.split(line)
    assert program == "manset"
    done = run_in(folder, *arguments, DATABASE_URL=sqlite_url(folder))
    assert done.returncode == 0, f"{line}: {done.stderr}"


def test_the_examples_of_the_data_page_run(folder: Path) -> None:
    names: dict[str, object] = {}
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    for kind, cell in CELLS:
        if kind == "sh":
            for line in cell.strip().splitlines():
                run_command(line, folder)
        else:
            test = doctest.DocTestParser().get_doctest(cell, names, "data.md", None, None)
            runner.run(test, clear_globs=False)
            names.update(test.globs)
    assert runner.tries > 15
    assert not runner.failures
    assert {"articles.ndjson", "quotes.csv", "quotes.parquet"} <= {path.name for path in folder.iterdir()}
