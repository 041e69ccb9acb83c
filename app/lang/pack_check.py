"""Check the file of a language pack without running extraction."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from app.lang.pack import SHARED, LanguagePack, shared_words
from app.lang.pack_keys import EXAMPLES, GRAMMARS, NEEDED, NEEDED_BY_GRAMMAR, is_pattern, pack_keys
from app.lang.pack_lines import PackLines, pack_lines
from app.lang.pack_sort import order
from app.text.normalize import fold, lower
from app.text.toml import Table

_PATTERN_SIGNS = re.compile(r"\(\?|\\[wWsSdDbBAZ]|\[[^\]]*\]|[*+|^$]")
_ESCAPE = re.compile(r"\\.|\(\?P<\w+>")
_LOWER_CASE = ("common_words", "quotes.", "grammar.")  # keys whose entries must be in lower case
_BEGINNINGS = (  # keys whose entries are beginnings of words: an entry matches every word that begins with it
    *("quotes.name_noun_stems", "quotes.indirect_cue_stems", "quotes.organization_head_stems"),
    *("grammar.speech_noun_stems", "grammar.claim_noun_stems", "grammar.label_verb_stems", "grammar.channel_stems"),
)
_COUNTS = {"dates.months": 12, "dates.weekdays": 7}


@dataclass(frozen=True)
class Complaint:
    """One fault of a pack: its key, its line (0 if the fault has no line), and a description."""

    key: str
    text: str
    line: int = 0
    stops: bool = False  # whether the fault keeps the file from being loaded as a pack


def check_text(text: str, language: str) -> list[Complaint]:
    """Return the faults of a pack's text in the order of lines; faults without a line come last.

    For the shared pack, `language` is `_shared`: any key may be missing in it.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [Complaint("", f"not TOML: {error}", stops=True)]
    lines = pack_lines(text)
    is_shared = language == SHARED
    if is_shared:
        # `languages` has a few words of languages that have no pack; these words are not checked
        table.pop("languages", None)
    shared = {} if is_shared else dict(flat(shared_words()))
    found = [*_invalid(table), *_lists(table, shared, lines), *_patterns(table, lines)]
    found += [] if is_shared else _missing(table)
    if table.get("language") != (wanted := "und" if is_shared else language):
        found.append(Complaint("language", f'must be "{wanted}", as the file is named', stops=True))
    placed = (replace(c, line=c.line or lines.of(c.key)) for c in found)
    return sorted(placed, key=lambda complaint: complaint.line or len(lines.lines) + 1)


def flat(table: Table, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each key of a pack with its value; a key inside a section is dotted: `dates.months`.

    A table inside a section (`entities.places`) and the section `pattern_examples` are yielded whole, as one value.
    """
    for key, value in table.items():
        if isinstance(value, dict) and not prefix and key not in EXAMPLES:
            yield from flat(value, f"{key}.")
        else:
            yield prefix + key, value


def _grammar(table: Table) -> str:
    section = table.get("grammar")
    kind = section.get("type") if isinstance(section, dict) else None
    return kind if kind in GRAMMARS else "verb_adjacent"


def _invalid(table: Table) -> Iterator[Complaint]:
    """Yield a fault for each unknown key, each value of the wrong type, and each pattern that does not compile."""
    try:
        LanguagePack.model_validate(table)
    except ValidationError as error:
        for fault in error.errors():
            path = [str(part) for part in fault["loc"] if part not in GRAMMARS]
            key = ".".join(path[:2]) if path[0] not in EXAMPLES else path[0]
            unknown = fault["type"] == "extra_forbidden"
            yield Complaint(key, _unknown(key, _grammar(table)) if unknown else fault["msg"], stops=True)


def _unknown(key: str, grammar: str) -> str:
    other = next((kind for kind in GRAMMARS if key in pack_keys(kind)), None)
    if other is not None:
        return f"unknown key: it belongs to the grammar `{other}`"
    section, _, name = key.rpartition(".")
    siblings = [known.rpartition(".")[2] for known in pack_keys(grammar) if known.rpartition(".")[0] == section]
    near = get_close_matches(name, siblings, 1)
    return "unknown key" + (f"; did you mean `{near[0]}`?" if near else "")


def _lists(table: Table, shared: Mapping[str, Any], lines: PackLines) -> Iterator[Complaint]:
    for key, value in flat(table):
        if not isinstance(value, list) or key in EXAMPLES:
            continue
        if all(isinstance(entry, str) for entry in value):
            yield from _entries(key, value, shared.get(key, []), str(table.get("language")), lines)
        elif all(isinstance(entry, list) for entry in value):
            yield from _groups(key, value, lines)


def _entries(key: str, words: list[str], shared: list[str], language: str, lines: PackLines) -> Iterator[Complaint]:
    seen: set[str] = set()
    for word in words:
        if word in seen or word in shared:
            where = "twice" if word in seen else "although the shared pack has it"
            yield Complaint(key, f"doubled: `{word}` is listed {where}", lines.of(key, word, word in seen))
        elif fault := _fault(key, word, language) or _covered(key, word, words):
            yield Complaint(key, fault, lines.of(key, word))
        seen.add(word)
    if len({lines.of(key, word) for word in seen}) < len(seen):
        yield Complaint(key, "write one entry a line")
    for word, after in pairwise(words):
        if order(word) > order(after):
            yield Complaint(key, f"not sorted: `{after}` comes before `{word}`", lines.of(key, after))


def _fault(key: str, word: str, language: str) -> str | None:
    """Return why an entry of a pack can never match or matches everything; None for a valid entry."""
    if not word.strip():
        return "an empty entry matches everywhere"
    if word != " ".join(word.split()) and not is_pattern(key):
        return f"never matches: `{word}` has a space too many"
    letters = _ESCAPE.sub("", word) if is_pattern(key) else word
    if key.startswith(_LOWER_CASE) and letters != lower(letters, language):
        return f"never matches: `{word}` is compared in lower case"
    if key.startswith(_LOWER_CASE) and not is_pattern(key) and _PATTERN_SIGNS.search(word):
        return f"never matches: `{word}` is a pattern among words, which are compared literally"
    return None


def _covered(key: str, word: str, words: list[str]) -> str | None:
    shorter = (other for other in words if other and other != word and word.startswith(other))
    found = next(shorter, None) if key in _BEGINNINGS else None
    return f"doubled: `{found}` stands for `{word}`, too" if found else None


def _groups(key: str, groups: list[list[str]], lines: PackLines) -> Iterator[Complaint]:
    """Yield the faults of a list of lists: a word that a list has twice.

    Months and weekdays must have the right number of lists, and no name of one may be in two lists.
    """
    if key in _COUNTS and len(groups) != _COUNTS[key]:
        yield Complaint(key, f"{_COUNTS[key]} lists expected, {len(groups)} found")
    owner: dict[str, int] = {}
    for number, names in enumerate(groups):
        for name in names:
            if (key in _COUNTS and owner.get(fold(name), number) != number) or names.count(name) > 1:
                yield Complaint(key, f"doubled: `{name}` is listed twice", lines.of(key, name))
            owner[fold(name)] = number


def _missing(table: Table) -> Iterator[Complaint]:
    given = {key for key, value in flat(table) if value not in ("", [], {})}
    for key in (*NEEDED, *NEEDED_BY_GRAMMAR[_grammar(table)]):
        if key not in given:
            yield Complaint(key, "missing")


def _patterns(table: Table, lines: PackLines) -> Iterator[Complaint]:
    """Yield a fault for each pattern without an example, and for each example that its pattern does not match."""
    examples = table.get("pattern_examples", {})
    held = {key.rpartition(".")[2]: (key, value) for key, value in flat(table) if is_pattern(key) and value}
    for name in examples if isinstance(examples, dict) else ():
        if name not in held:
            yield Complaint(f"pattern_examples.{name}", "the pack has no such pattern")
    for name, (key, value) in held.items():
        patterns = [value] if isinstance(value, str) else value
        texts = examples.get(name, []) if isinstance(examples, dict) else []
        if not texts:
            yield Complaint(key, f"has no example: give texts that it matches as `{name}` of [pattern_examples]")
        yield from _unmatched(key, patterns, texts, lines) if texts else ()


def _unmatched(key: str, patterns: list[str], texts: list[str], lines: PackLines) -> Iterator[Complaint]:
    name = key.rpartition(".")[2]
    try:
        compiled = {pattern: re.compile(pattern) for pattern in patterns}
    except re.error:
        return  # a pattern that does not compile is reported by `_invalid`
    for pattern, found in compiled.items():
        if not any(found.search(text) for text in texts):
            yield Complaint(key, f"never matches its own examples: `{pattern}`", lines.of(key, pattern))
    for text in texts:
        if not any(found.search(text) for found in compiled.values()):
            place = f"pattern_examples.{name}"
            yield Complaint(place, f"no pattern of `{key}` matches `{text}`", lines.of(place, text))
