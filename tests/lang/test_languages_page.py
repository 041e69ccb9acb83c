"""docs/languages.md explains every key of a pack; its packs are read and their examples tried."""

import re
import tomllib
from pathlib import Path

import pytest

from app.lang.pack_check import flat
from app.lang.pack_keys import GRAMMARS, is_pattern, pack_keys
from tests.builders.commands import run
from tests.builders.servers import ROOT

PAGE = (ROOT / "docs" / "languages.md").read_text("utf-8")
BLOCKS = re.findall(r"```toml (\w\w)\n(.*?)```", PAGE, re.S)
PACKS = {language: "\n".join(block for other, block in BLOCKS if other == language) for language, _ in BLOCKS}
COMPACT = ("missing", "write one entry a line", "although the shared pack has it", "not sorted")


def test_the_languages_page_explains_every_pack_key() -> None:
    shown = {key for text in PACKS.values() for key, _ in flat(tomllib.loads(text))}
    assert {key for grammar in GRAMMARS for key in pack_keys(grammar)} - shown == set()


def test_every_pack_key_has_a_comment_in_the_first_example_that_uses_it() -> None:
    keys = {key.rpartition(".")[2] for grammar in GRAMMARS for key in pack_keys(grammar)}
    plain = {"type", "language", "pages", *("error", "consent", "login", "index"), "examples"}
    commented = {line.split(" = ")[0] for _, block in BLOCKS for line in block.splitlines() if "#" in line}
    headers = {
        "places",
        "regions",
        "ambiguous_places",
        "pattern_examples",
    }  # tables, with the comment beside their header
    assert keys - commented - plain - headers == set()


@pytest.mark.parametrize("language", PACKS)
def test_example_packs_in_the_docs_pass_the_pack_check_and_their_own_examples(language: str, tmp_path: Path) -> None:
    path = tmp_path / f"{language}.toml"
    path.write_text(PACKS[language], "utf-8")
    found = run("pack", "check", str(path)).stdout.splitlines()[:-1]
    assert [line for line in found if not any(said in line for said in COMPACT)] == []


@pytest.mark.parametrize("language", PACKS)
def test_every_pattern_on_the_languages_page_has_an_example(language: str) -> None:
    table = tomllib.loads(PACKS[language])
    patterns = {key.rpartition(".")[2] for key, _ in flat(table) if is_pattern(key)}
    assert patterns == set(table["pattern_examples"])


def test_the_commands_of_the_languages_page_run(tmp_path: Path) -> None:
    assert "python -m app pack new it" in PAGE
    assert run("pack", "new", "it", "--folder", str(tmp_path)).returncode == 0
    (tmp_path / "it.toml").write_bytes((ROOT / "app/lang/packs/it.toml").read_bytes())
    assert "python -m app pack check it.toml" in PAGE
    assert run("pack", "check", str(tmp_path / "it.toml")).returncode == 0
