"""Check the outcome of a hostile page: against its case, and against the invariants of every record."""

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

from tests.hostile.case import Article, HostileCase

Record = dict[str, Any]
_SHOWN = 80  # characters of a value in a fault


def faults(case: HostileCase, outcome: Record | str) -> list[str]:
    """One line for each thing that is wrong; `outcome` is a record as JSON or the slug of an error."""
    expected = case.expected
    if isinstance(expected, str) or isinstance(outcome, str):
        return [] if outcome == expected else [f"is {_short(outcome)}, must be {_short(expected)}"]
    return [*_differences(expected, outcome), *unsound(outcome)]


def _differences(expected: Article, record: Record) -> Iterator[str]:
    for field in ("headline", "body"):
        wanted = getattr(expected, field)
        if wanted is not None and record[field] != wanted:
            yield f"{field} is {_short(_apart(record[field], wanted))}"
    yield from (f"body lacks {_short(words)}" for words in expected.holds if words not in record["body"])
    said = "\n".join([record["headline"], record["lede"] or "", record["body"], *_names(record)])
    yield from (f"text holds {_short(words)}" for words in expected.lacks if words in said)
    for path, value in expected.facts.items():
        if (found := _member(record, path)) != value:
            yield f"{path} is {_short(found)}, must be {_short(value)}"
    codes = {warning["code"] for warning in record["warnings"]}
    yield from (f"no warning {code}, only {sorted(codes)}" for code in expected.warnings if code not in codes)
    yield from (f"{name} is {_short(record[name])}, must be empty" for name in expected.empty if record[name])


def unsound(record: Record) -> Iterator[str]:
    """Yield the violations of the invariants of every record."""
    texts = {name: record[name] or "" for name in ("headline", "lede", "body")}
    spans = [*record["quotes"], *(mention for entity in record["entities"] for mention in entity["mentions"])]
    for span in spans:
        if texts[span["field"]][span["start"] : span["end"]] != span["text"]:
            yield f"a span in {span['field']} does not hold {_short(span['text'])}"
    for path, text in _strings(record, ""):
        if not unicodedata.is_normalized("NFC", text):
            yield f"{path} is not NFC: {_short(text)}"
        if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text if sign > "\ud7ff"):
            yield f"{path} holds NUL or a surrogate: {_short(text)}"


def strict(text: str | bytes) -> Record:
    """Parse the JSON with a strict parser."""

    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is not JSON")

    record: Record = json.loads(text, parse_constant=refuse)
    return record


def _names(record: Record) -> Iterator[str]:
    yield from (thing["name"] for name in ("authors", "tags", "agencies") for thing in record[name])
    yield from (record[name]["name"] for name in ("section", "publisher") if record[name])


def _member(record: Any, path: str) -> object:
    for step in path.split("."):
        try:
            record = record[int(step) if step.isdigit() else step]
        except (KeyError, IndexError, TypeError):
            return None
    return record


def _strings(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item, path)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _strings(item, f"{path}.{name}")


def _apart(found: str, wanted: str) -> str:
    """The value from a little before the place where it leaves what it must be."""
    same = next(
        (i for i, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b), min(len(found), len(wanted))
    )
    return f"at {same} {found[max(0, same - 20) : same + 40]!r}, must be {wanted[max(0, same - 20) : same + 40]!r}"


def _short(value: object) -> str:
    shown = repr(value) if not isinstance(value, str) else value
    return shown if len(shown) <= 2 * _SHOWN else f"{shown[: 2 * _SHOWN]}…"
