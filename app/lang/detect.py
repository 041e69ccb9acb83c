"""Which language a page is in: what it declares, checked against its words and its script."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.lang.knowledge import Knowledge
from app.lang.language_codes import language_code
from app.lang.pack import UNKNOWN, known_languages, language_pack
from app.text.toml import read_toml

_SAMPLE = 4_000  # characters read
_WORDS = 10  # of a text that is judged
_WORD = re.compile(r"[^\W\d_]+")
_BEYOND_LATIN = re.compile("[^\u0000-\u02ff]")
_SHARE = 0.15  # of the letters in a script from which it counts
_HITS = 0.05  # of the words that are a language's function words
_CLEAR = 1.5  # times as many as the runner-up
SENDER = "hint"  # the witness that knows the page beside what it says of itself
_AGAINST_SENDER, _AGAINST_PAGE = 3, 1  # times as much text in another language as contradicts


@dataclass(frozen=True)
class Detected:
    """A language with the witness believed; `contradicts` names a declared language that the text is not in."""

    language: str
    origin: str
    confidence: float
    contradicts: str | None = None


class _Scripts(Knowledge):
    scripts: dict[str, tuple[str, ...]]
    families: dict[str, frozenset[str]]


def detect_language(declared: Iterable[tuple[str, str]], text: str) -> Detected:
    """The language of a page.

    Args:
        declared: Language tags with the witness that says so, the most trusted first.
        text: Running text of the page, its pieces as lines; its beginning is read.
    """
    claims = [(code, origin) for tag, origin in declared if (code := language_code(tag))]
    seen = language_of_text(text)
    if not claims:
        return Detected(seen, "text", 0.9) if seen else Detected(UNKNOWN, "none", 0.0)
    code, origin = claims[0]
    if seen is None or seen == code or code in _scripts().families.get(seen, ()):
        return Detected(code, origin, 0.99 if seen else 0.8)
    times = _AGAINST_SENDER if origin == SENDER else _AGAINST_PAGE
    can_be_judged = _can_be_judged(code) or seen in _scripts().scripts
    if can_be_judged and _outweighs(seen, code, text[:_SAMPLE], times):
        agreeing = next((witness for claimed, witness in claims if claimed == seen), "text")
        return Detected(seen, agreeing, 0.85, contradicts=code)
    return Detected(code, origin, 0.7)


def language_of_text(text: str) -> str | None:
    """The language that the script or the function words of a text show clearly; None when they do not."""
    sample = text[:_SAMPLE]
    return _by_script(sample) or _by_words(sample)


def _by_script(sample: str) -> str | None:
    beyond = _BEYOND_LATIN.findall(sample)
    if not beyond or len(beyond) < _SHARE * len(sample) / 2:
        return None
    letters, rest = sum(map(str.isalpha, sample)), "".join(beyond)
    return next((script for script, known in _patterns().items() if len(known.findall(rest)) >= _SHARE * letters), None)


def _by_words(sample: str) -> str | None:
    scores, total = _hits(sample)
    (best, hits), (_, runner_up), *_ = [*scores.most_common(2), ("", 0), ("", 0)]
    return best if total >= _WORDS and hits >= _HITS * total and hits >= _CLEAR * runner_up else None


def _hits(sample: str) -> tuple[Counter[str], int]:
    """How many of the words are function words of each language, and how many there are."""
    words = Counter(_WORD.findall(sample.lower()))
    scores: Counter[str] = Counter()
    for word, count in words.items():
        for language in _speakers().get(word, ()):
            scores[language] += count
    return scores, words.total()


def _outweighs(seen: str, declared: str, sample: str, times: int) -> bool:
    """Whether the lines that speak for one language are so many times as long as those that speak for the declared."""
    sizes: Counter[str | None] = Counter()
    for line in sample.splitlines():
        sizes[_closer(seen, declared, line)] += len(line)
    return sizes[seen] >= times * sizes[declared]


def _closer(seen: str, declared: str, line: str) -> str | None:
    """Which of two languages a line speaks for; None where it has words of neither."""
    if seen in _scripts().scripts:
        return seen if _by_script(line) == seen else declared
    scores, _ = _hits(line)
    return max((declared, seen), key=lambda language: scores[language]) if scores[seen] + scores[declared] else None


@cache
def _speakers() -> dict[str, list[str]]:
    """Languages by each of their function words."""
    found: dict[str, list[str]] = {}
    for language in sorted(known_languages()):
        for word in language_pack(language).common_words:
            found.setdefault(word.lower(), []).append(language)
    return found


def _can_be_judged(code: str) -> bool:
    """The text can speak against a language only where its words are known."""
    return bool(language_pack(code).common_words)


@cache
def _scripts() -> _Scripts:
    return read_toml((Path(__file__).parent / "scripts.toml"), _Scripts)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = _scripts().scripts
    ranges = {code: "".join(f"\\u{r[:4]}-\\u{r[5:]}" for r in spans) for code, spans in table.items()}
    return {code: re.compile(f"[{span}]") for code, span in ranges.items()}
