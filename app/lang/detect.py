"""Detect the language of a page. The words and the script of its text confirm or refute the declared language."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.lang.knowledge import Knowledge
from app.lang.lang_numbers import (
    DETECT_AGAINST_PAGE,
    DETECT_AGAINST_SENDER,
    DETECT_AGREED,
    DETECT_CLEAR,
    DETECT_DECLARED,
    DETECT_DOUBTED,
    DETECT_HITS,
    DETECT_OVERRULED,
    DETECT_SAMPLE,
    DETECT_SHARE,
    DETECT_TEXT,
    DETECT_WORDS,
)
from app.lang.language_codes import language_code
from app.lang.pack import UNKNOWN, known_languages, language_pack
from app.text.toml import read_toml

_WORD = re.compile(r"[a-z]++(?![^\W\d_])|[^\W\d_]++")  # for speed, words of plain letters are tried first
_BEYOND_LATIN = re.compile("[^\u0000-\u02ff]")
SENDER = "hint"  # origin of a language declared by the sender of the page


@dataclass(frozen=True)
class Detected:
    """A detected language and its origin."""

    language: str
    origin: str
    confidence: float
    contradicts: str | None = None  # the declared language, if the text is in another language


class _Scripts(Knowledge):
    scripts: dict[str, tuple[str, ...]]
    families: dict[str, frozenset[str]]


def detect_language(declared: Iterable[tuple[str, str]], text: str) -> Detected:
    """Return the language of a page.

    Args:
        declared: Language tags with their origins, the most trusted first.
        text: Running text of the page, one block on each line; only its beginning is used.
    """
    claims = [(code, origin) for tag, origin in declared if (code := language_code(tag))]
    seen = language_of_text(text)
    if not claims:
        return Detected(seen, "text", DETECT_TEXT) if seen else Detected(UNKNOWN, "none", 0.0)
    code, origin = claims[0]
    if seen is None or seen == code or code in _scripts().families.get(seen, ()):
        return Detected(code, origin, DETECT_AGREED if seen else DETECT_DECLARED)
    times = DETECT_AGAINST_SENDER if origin == SENDER else DETECT_AGAINST_PAGE
    can_be_judged = _can_be_judged(code) or seen in _scripts().scripts
    if can_be_judged and _outweighs(seen, code, text[:DETECT_SAMPLE], times):
        agreeing = next((witness for claimed, witness in claims if claimed == seen), "text")
        return Detected(seen, agreeing, DETECT_OVERRULED, contradicts=code)
    return Detected(code, origin, DETECT_DOUBTED)


def language_of_text(text: str) -> str | None:
    """Return the language that the script or the function words of a text indicate, or None."""
    sample = text[:DETECT_SAMPLE]
    return _by_script(sample) or _by_words(sample)


def _by_script(sample: str) -> str | None:
    beyond = _BEYOND_LATIN.findall(sample)
    if not beyond or len(beyond) < DETECT_SHARE * len(sample) / 2:
        return None
    letters, rest = sum(map(str.isalpha, sample)), "".join(beyond)
    return next(
        (script for script, known in _patterns().items() if len(known.findall(rest)) >= DETECT_SHARE * letters), None
    )


def _by_words(sample: str) -> str | None:
    scores, total = _hits(sample)
    (best, hits), (_, runner_up), *_ = [*scores.most_common(2), ("", 0), ("", 0)]
    return best if total >= DETECT_WORDS and hits >= DETECT_HITS * total and hits >= DETECT_CLEAR * runner_up else None


def _hits(sample: str) -> tuple[Counter[str], int]:
    """Return how many function words of each language a sample has, and the number of all its words."""
    words = _WORD.findall(sample.lower())
    scores: Counter[str] = Counter()
    for languages, count in Counter(filter(None, map(_speakers().get, words))).items():
        for language in languages:
            scores[language] += count
    return scores, len(words)


def _outweighs(seen: str, declared: str, sample: str, times: int) -> bool:
    """Return whether a sample has enough text in the language `seen` to overrule the language `declared`.

    The lines in `seen` must have at least `times` times as many characters as the lines in `declared`.
    """
    sizes: Counter[str | None] = Counter()
    for line in sample.splitlines():
        sizes[_closer(seen, declared, line)] += len(line)
    return sizes[seen] >= times * sizes[declared]


def _closer(seen: str, declared: str, line: str) -> str | None:
    """Return which of two languages a line is in; None if the line has no function word of either language."""
    if seen in _scripts().scripts:
        return seen if _by_script(line) == seen else declared
    scores, _ = _hits(line)
    return max((declared, seen), key=lambda language: scores[language]) if scores[seen] + scores[declared] else None


@cache
def _speakers() -> dict[str, tuple[str, ...]]:
    """Map each function word to the languages to which it belongs."""
    found: dict[str, tuple[str, ...]] = {}
    for language in sorted(known_languages()):
        for word in language_pack(language).common_words:
            found[word.lower()] = (*found.get(word.lower(), ()), language)
    return found


def _can_be_judged(code: str) -> bool:
    """Return whether the pack of a language lists function words, so that a text can be compared with the language."""
    return bool(language_pack(code).common_words)


@cache
def _scripts() -> _Scripts:
    return read_toml((Path(__file__).parent / "scripts.toml"), _Scripts)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = _scripts().scripts
    ranges = {code: "".join(f"\\u{r[:4]}-\\u{r[5:]}" for r in spans) for code, spans in table.items()}
    return {code: re.compile(f"[{span}]") for code, span in ranges.items()}
