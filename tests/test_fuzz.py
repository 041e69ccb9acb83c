"""The fuzzer finds nothing in a few hundred calls of each target, and finds a fault that is planted."""

from pathlib import Path

import pytest

from benchmarks.fuzz.__main__ import report
from benchmarks.fuzz.pages import scripts, shortened
from benchmarks.fuzz.runs import TARGETS, Result, Target, run
from tests.golden_case import page

pytest.importorskip("atheris", reason="has no wheel for this Python or this system")
PLANTED = """
def check(data):
    if b"!" in data: {fault}

def seeds(pages):
    return [b"abc"]

def tokens():
    return ["!", "\\u0130"]
"""


@pytest.fixture(autouse=True)
def _without_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CORPUS", raising=False)


@pytest.mark.parametrize("name", TARGETS)
def test_a_short_fuzz_run_finds_no_failure(name: str, tmp_path: Path) -> None:
    result = run(TARGETS[name], 300, tmp_path, seed=1, pages=6)
    assert not result.stopped, (tmp_path / "log.txt").read_text("utf-8", "replace")[-3_000:]
    assert not [path.with_suffix(".txt").read_text("utf-8") for path in result.failures]
    assert result.runs >= 300


def planted(fault: str, folder: Path, monkeypatch: pytest.MonkeyPatch, *, seconds: int = 1) -> Result:
    (folder / "planted.py").write_text(PLANTED.format(fault=fault))
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return run(Target("planted", 10_000, 20, seconds=seconds, mebibytes=400), 10_000, folder / "work", seed=1)


def test_the_fuzzer_reports_a_planted_fault_once_and_continues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = planted("raise ValueError(data)", tmp_path, monkeypatch)
    assert not result.is_good
    assert (result.runs, result.stopped) == (10_000, None)
    (found,) = result.failures
    assert b"!" in found.read_bytes()
    assert "ValueError" in found.with_suffix(".txt").read_text("utf-8")


HANGS = "\n        while True: pass"
# The fuzzer looks at the memory now and then: the call holds it until then.
SWELLS = f"\n        x = bytearray(2**30){HANGS}"


@pytest.mark.parametrize(("fault", "seconds"), [(HANGS, 1), (SWELLS, 300), ("import os; os.abort()", 1)])
def test_the_fuzzer_reports_hangs_memory_growth_and_crashes(
    fault: str, seconds: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = planted(fault, tmp_path, monkeypatch, seconds=seconds)
    assert result.stopped
    assert not result.is_good
    assert [b"!" in path.read_bytes() for path in result.failures] == [True]


def test_the_fuzzer_prints_the_folder_of_its_failures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report(
        [Result("good", 10, 1.0, ()), Result("bad", 7, 1.0, (tmp_path / "x",), "stopped with exit code 70")], tmp_path
    )
    printed = capsys.readouterr().out
    assert f"bad: inputs that fail are in {tmp_path}/bad/failures" in printed
    assert "bad: stopped with exit code 70" in printed
    assert "good: " not in printed


def test_the_fuzzer_shortens_a_failing_page() -> None:
    whole = page("tr/trthaber-kulik")
    short = shortened(whole)
    assert len(short) < len(whole) / 2
    assert b"<h1" in short
    assert b"og:title" in short
    assert shortened(short) == short
    assert [*scripts(b'<script type="application/ld+json">{}</script>')] == [b"{}"]
