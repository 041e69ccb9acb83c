"""Repair frequent errors in JSON, so that a strict parser can read it.

Repaired are: comments, doubled or missing commas, missing or surplus brackets, wrong or missing escapes, single quotes,
`undefined`, and code around the value (`window.data = {…};`).
"""

import html
import json
import re
from collections.abc import Iterator

from app.extraction.document.document_numbers import JSON_REPAIR_MISSING

# a quotation mark closes a JSON string only if this pattern matches directly after the mark
_END = r"""\s*(?:[,:}\]]|//|/\*|\Z|"[^"\n]{1,60}"\s*:)"""
_TOKEN = re.compile(
    rf"""(?P<string>"(?:[^"\\]++|\\.|"(?!{_END}))*+")
    |(?P<single>'(?:[^'\\]++|\\.|'(?!\s*[,:}}\]]))*+')
    |(?P<comment>/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)|//[^\n]*)
    |(?P<mark>[{{}}\[\],:])
    |(?P<word>[^\s{{}}\[\],:"']+)
    |(?P<lone>["'])""",
    re.S | re.X,
)
_ESCAPE = re.compile(r"\\(.)|\"", re.S)
_ESCAPED = frozenset('"\\/bfnrtu')
_CLOSING = {"{": "}", "[": "]"}
# words of program code that JSON does not know; they become `null`
_NOTHING = frozenset({"undefined", "NaN", "Infinity", "-Infinity", "None"})
_LITERAL = re.compile(r"true|false|null|-?\d[\d.eE+-]*")


def repaired(text: str) -> str:
    """Return a broken JSON text as strict JSON. If it has several values, commas are put between them.

    Raises:
        ValueError: a string does not end, a word is not a JSON value, or too many brackets are not closed.
    """
    if '"' not in text and "&quot;" in text:
        text = html.unescape(text)
    parts: list[str] = []
    open_marks: list[str] = []
    for kind, token in _tokens(text):
        if token in _CLOSING:
            _separate(parts)
            parts.append(token)
            open_marks.append(_CLOSING[token])
        elif not open_marks:
            continue  # the token is program code before or after the JSON value
        elif token in ("}", "]"):
            _close(parts, open_marks, token)
        elif token in (",", ":"):
            if parts[-1] not in (",", ":", *_CLOSING):
                parts.append(token)
        else:
            _separate(parts)
            parts.append(_value(kind, token))
    if len(open_marks) > JSON_REPAIR_MISSING or (open_marks and parts[-1] in _CLOSING):
        raise ValueError("the JSON text ends too early")
    while open_marks:
        _close(parts, open_marks, open_marks[-1])
    return "".join(parts)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(text):
        # A string does not end. Stop here: each further quotation mark would cause another search to the end of the
        # text.
        if found.lastgroup == "lone":
            raise ValueError("a JSON string does not end")
        if found.lastgroup and found.lastgroup != "comment":
            yield found.lastgroup, found[0]


def _separate(parts: list[str]) -> None:
    """Add a comma to `parts` if it is missing between the last value and the next one."""
    if parts and parts[-1] not in (",", ":", *_CLOSING):
        parts.append(",")


def _close(parts: list[str], open_marks: list[str], mark: str) -> None:
    """Add the closing bracket `mark` to `parts`, and drop commas before it.

    A bracket that does not fit the last of `open_marks` is ignored.
    """
    if mark != open_marks[-1]:
        return
    while parts[-1] == ",":
        parts.pop()
    parts.append("null" if parts[-1] == ":" else "")
    parts.append(open_marks.pop())


def _value(kind: str, token: str) -> str:
    """Return a token (a string, number or other literal) in strict JSON."""
    if kind in ("string", "single"):
        return f'"{_ESCAPE.sub(_right_escape, token[1:-1])}"'
    if not (token in _NOTHING or _LITERAL.fullmatch(token)):
        raise ValueError(f"not a value of JSON: {json.dumps(token[:20])}")
    return "null" if token in _NOTHING else token


def _right_escape(found: re.Match[str]) -> str:
    """Escape a bare quotation mark, or remove the backslash before a character that JSON does not escape."""
    if found[0] == '"':
        return '\\"'
    return found[0] if found[1] in _ESCAPED else found[1]
