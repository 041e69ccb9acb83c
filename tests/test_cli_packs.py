"""`pack new` and `pack check` on the command line."""

from pathlib import Path

import pytest

from tests.builders.commands import one_line, run


def test_the_command_pack_new_writes_a_file_that_pack_check_can_read(tmp_path: Path) -> None:
    made = run("pack", "new", "nl", "--folder", str(tmp_path))
    assert made.returncode == 0, made.stderr
    path = tmp_path / "nl.toml"
    assert 'default_zone = "Europe/Amsterdam"' in path.read_text("utf-8")
    assert one_line(run("pack", "new", "nl", "--folder", str(tmp_path)), "exists already")
    checked = run("pack", "check", str(path))
    assert checked.returncode == 1
    assert "nl.toml:" in checked.stdout
    assert "quotes.cues: missing" in checked.stdout


@pytest.mark.parametrize("language", ["../it", "IT", "i", "ital", "i2", ""])
def test_the_command_pack_new_accepts_only_a_language_code(language: str, tmp_path: Path) -> None:
    assert one_line(run("pack", "new", "--folder", str(tmp_path), "--", language), "not a language code")
    assert not list(tmp_path.iterdir())


def test_pack_check_accepts_a_complete_pack_after_sorting_its_entries(tmp_path: Path) -> None:
    path = tmp_path / "es.toml"
    text = Path("app/lang/packs/es.toml").read_text("utf-8")
    path.write_text(text.replace('  "dijo",\n', "").replace("cues = [\n", 'cues = [\n  "dijo",\n', 1), "utf-8")
    assert "not sorted" in run("pack", "check", str(path)).stdout
    sorted_one = run("pack", "check", "--sort", str(path))
    assert sorted_one.returncode == 0, sorted_one.stdout
    assert path.read_text("utf-8") == text


def test_a_pack_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "it.toml"
    path.write_bytes(b"\xff\xfe")
    assert one_line(run("pack", "check", str(path)), "not UTF-8")
