"""The numbers of a package are in one commented table, `*_numbers.py`, and nowhere else in the package."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

APP = Path(__file__).parent.parent / "app"
TABLES = sorted(APP.rglob("*_numbers.py"))
SHARED = "shared"  # section of the numbers that several modules use
SMALL = (0, 1, 2)  # also `False` and `True`
STRUCTURAL: dict[str, set[float]] = {  # numbers that are no thresholds, by module: formats, calendars, code points
    "extraction/document/assembly.py": {3},  # argument of a call
    "extraction/document/class_names.py": {128},  # ASCII
    "extraction/document/decode.py": {9, 11, 14, 27, 28, 32, 127},  # code points of control characters
    "extraction/document/json_repair.py": {20},  # characters in a message
    "extraction/document/layout_builder.py": {7, 9},  # levels of headings, number of actions
    "extraction/document/own_anchor.py": {7},  # levels of headings
    "extraction/document/start_tags.py": {5},  # letters of `<meta`
    "extraction/entities/clusters.py": {4},  # bytes of a fingerprint
    "extraction/entities/decoding.py": {16},  # bits of a weight
    "extraction/entities/lexicon.py": {3, 4, 5},  # lengths of prefixes and suffixes, as the attributes name them
    "extraction/entities/tagger.py": {3, 4, 8, 24},  # bits, and offsets of the words around a word
    "extraction/entities/weights.py": {4, 15, 32},  # bytes and bits of a weight
    "extraction/fields/clock_times.py": {24, 59},  # hours, seconds
    "extraction/fields/date_parser.py": {10, 1900, 2000},  # digits of Unix time, centuries
    "extraction/fields/url_dates.py": {2000},  # century
    "extraction/quotes/attribution/known_speakers.py": {30},  # bits: an offset beyond any text
    "extraction/quotes/attribution/reader.py": {3},  # digits of a confidence
    "lang/detect.py": {4, 5},  # offsets in `0370-03ff`
    "lang/name_words.py": {8},  # bound of a key of packs
    "lang/pack_check.py": {7, 12},  # days of a week, months
    "text/intervals.py": {4, 7, 12, 28, 31},  # days and months
    "text/normalize.py": {0x10000, 0xFFFE, 0xFFFF, 17},  # planes of Unicode
    "text/offsets.py": {0x10000},
    "text/similarity.py": {4, 32},  # bytes and bits of a hash
    "text/tokens.py": {0x20, 0x2000, 0x2100},  # code points
    "text/url.py": {80, 443},  # ports
}


def name_of(path: Path) -> str:
    return str(path.relative_to(APP))


def modules_of(table: Path) -> list[Path]:
    return [path for path in table.parent.rglob("*.py") if path != table]


def entries(table: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (section, name, comment) of each number; the comment stands after it, or on the line before it."""
    section = ""
    for before, line in pairwise(table.read_text("utf-8").splitlines()):
        if line.startswith("# ") and not before:
            section = line.removeprefix("# ").partition(" ")[0]
        names, equals, rest = line.partition(" = ")
        if equals:
            comment = rest.partition("  # ")[2] or (before.removeprefix("# ") if before.startswith("# ") else "")
            yield from ((section, name, comment) for name in names.split(", "))


@pytest.mark.parametrize("table", TABLES, ids=name_of)
def test_each_number_in_a_module_of_numbers_has_a_comment(table: Path) -> None:
    assert list(entries(table))
    assert not [name for _, name, comment in entries(table) if not comment]


@pytest.mark.parametrize("table", TABLES, ids=name_of)
def test_each_constant_is_used_by_the_module_named_in_the_heading_above_it(table: Path) -> None:
    modules = {path.stem: path.read_text("utf-8") for path in modules_of(table)}
    for section, name, _ in entries(table):
        users = [stem for stem, code in modules.items() if len(re.findall(rf"\b{name}\b", code)) >= 2]  # import and use
        assert name.startswith(prefixes(section))
        assert len(users) >= 2 if section == SHARED else section in users, f"{name} is not used"


def prefixes(section: str) -> tuple[str, ...]:
    """Return the prefixes of a module's numbers: `QUOTATION_CONTEXT_`, or only its last words, `CONTEXT_`."""
    words = section.upper().split("_")
    return tuple("_".join([*words[at:], ""]) for at in range(len(words)))


@pytest.mark.parametrize("table", TABLES, ids=name_of)
def test_a_package_with_a_module_of_numbers_has_no_number_in_its_other_modules(table: Path) -> None:
    found = [f"{name_of(path)}:{line} {number}" for path in modules_of(table) for line, number in own_numbers(path)]
    assert not found


def own_numbers(path: Path) -> Iterator[tuple[int, float]]:
    """Yield (line, value) of each number in the code that is neither small nor structural."""
    allowed = {*SMALL, *STRUCTURAL.get(name_of(path), ())}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and node.value not in allowed:
            yield node.lineno, node.value
