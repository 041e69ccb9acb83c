"""Text that makes careless regular expressions slow; one list for the hostile pages and for the benchmark."""

from collections.abc import Callable
from itertools import cycle, islice

from tests.hostile.case import Article, HostileCase, case
from tests.hostile.story import TURKISH, page

SIZE = 64 * 1024  # characters of the text in a page

# Units that are repeated; each is bait for the search of quotes, names, dates, agencies, bylines or endings.
UNITS = {
    "straight-quotes": '"',
    "curly-opening": "“",
    "curly-closing": "”",
    "curly-pairs": "“”",
    "low-quotes": "„",
    "guillemets-opening": "«",
    "guillemets-alternating": "«a» »b«",
    "single-quotes": "‘",
    "apostrophes": "'",
    "apostrophes-open": "'a ",
    "apostrophes-in-words": "a'b ",
    "backticks": "`",
    "primes": "″",
    "corner-brackets": "「",
    "mixed-quotes": "\"'“”‘’«»„",
    "quoted-letters": '"a" ',
    "opening-with-lines": "“a\n\n",
    "opening-with-spaces": " “a",
    "quote-said": "“a” dedi ",
    "quote-said-name": '"Gel" dedi Ali Kaya, ',
    "quotes-of-one-name": '"Hazırız" diyen Ak, "geldik" ifadesini kullandı. ',
    "quotes-of-a-word": '"Ak geldi" dedi Ak. ',
    "colon-quotes": 'Ann said: "Go now." ',
    "commas-said-name": 'x," said Ann, "',
    "mixed-pairs": '“a” "b"',
    "said-that-sentences": "Ann said that it goes. ",
    "said-quote-english": '"a," said Ann Lee of the ',
    "said": "dedi ",
    "said-that": "said that ",
    "said-chain": ", said Ann Lee, adding that ",
    "according": "according to a ",
    "told": "söyledi ",
    "participles": "olduğunu ",
    "stating": "Ali, yolun açıldığını belirterek, ",
    "german-said": "sagte am Tag, sei ",
    "dialogue-dashes": "— a\n",
    "dashes": "-",
    "long-dashes": "—",
    "dashes-with-spaces": " - ",
    "commas": ",",
    "commas-with-spaces": "a, ",
    "semicolons": ";",
    "dots": ".",
    "dots-with-spaces": "a. ",
    "ellipses": "… ",
    "exclamations": "!?",
    "digits": "1",
    "digits-and-dots": "1.2.",
    "digits-and-colons": "10:",
    "digits-and-slashes": "1/2/",
    "dates": "03.05.2024 ",
    "dates-glued": "03.05.2024",
    "iso-dates": "2024-05-03T",
    "month-names": "3 Mayıs ",
    "times": "10:08 ",
    "capitals": "A",
    "capital-words": "Ak ",
    "capital-words-and": "Ak ve ",
    "capital-names": "Ali Kaya Kaya ",
    "long-name-words": "Lale Vakfı ",
    "suffixed-names": "Rusya'nın Seul ",
    "titles": "Dr. ",
    "titles-professor": "Prof. Dr. ",
    "titles-english": "Mr. ",
    "initials": "A. B. ",
    "initials-alone": "A. ",
    "capital-apostrophes": "O'",
    "capital-commas": "X1, ",
    "capital-colons": "Ali: ",
    "capitals-and-letters": "A B c ",
    "agency-brackets": "(AA) ",
    "agency-open-brackets": "(AA ",
    "agency-names": "Anadolu Ajansı ",
    "source-labels": "Kaynak: ",
    "by-labels": "By Ann Lee and ",
    "photo-labels": "Fotoğraf: (",
    "spaces": "  \t",
    "no-break-spaces": "\u00a0",
    "lines": "\n",
    "lines-with-letters": "a\n",
    "ampersands": "&",
    "ampersands-hash": "&#",
    "slashes": "/",
    "addresses": "http://a.b/",
    "mail": "a@b.",
    "handles": "@a ",
    "hashes": "#a ",
    "colons": ":",
    "colons-with-words": "a: ",
    "parentheses-open": "(",
    "parentheses": "()",
    "brackets": "[",
    "braces": "{",
    "angle-open": "< ",
    "angle-letters": "<a",
    "emoji": "😀",
    "emoji-joined": "👩\u200d👩\u200d👧",
    "combining": "a\u0301\u0323",
    "dotted-i": "İıIi",
    "long-word": "a",
    "underscores": "_",
    "pipes": " | ",
    "stars": "*",
    "quoted-phrase-old": "“a” the old, ",
    "numbers-with-units": "10 bin lira ",
    "percent": "yüzde 5 ",
    "middle-dots": " · ",
}


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda size: unit * (size // len(unit))


def _behind_a_letter(unit: str) -> Callable[[int], str]:
    """A run that is no block of its own, and that nothing follows."""
    return lambda size: "a" + unit * (size // len(unit))


def _nested(size: int) -> str:
    """Quotation marks in quotation marks, closed in order."""
    return "“a " * (size // 6) + "a” " * (size // 6)


def _opened_once(size: int) -> str:
    """A mark that is opened at the beginning and closed at the end."""
    return "“" + "a b " * (size // 4) + "”"


def _one_capital(size: int) -> str:
    return "dedi " * (size // 5) + "Ali Kaya"


def _surnames(size: int) -> str:
    """Full names that all differ, each followed by its surname."""
    names = (f"{first}{last}lek" for first in _syllables() for last in _syllables())
    sentences = (f"Emma {name.capitalize()} kam. Dann ging {name.capitalize()} heim." for name in names)
    return "\n".join(islice(cycle(sentences), size // 40))


def _syllables() -> list[str]:
    return [f"{one}{vowel}{end}" for one in "bdfgklmnprstw" for vowel in "aeiou" for end in "lnr"]


def _marks_of_a_letter(size: int) -> str:
    """All on one letter, in an order that sorts badly."""
    return "a" + "\u0301\u0323" * (size // 2)


PATTERNS: dict[str, Callable[[int], str]] = {
    **{name: _repeated(unit) for name, unit in UNITS.items()},
    "nested-quotes": _nested,
    "quote-around-all": _opened_once,
    "said-until-a-name": _one_capital,
    "marks-of-a-letter": _marks_of_a_letter,
    "surnames": _surnames,
    **{f"word-and-{name}": _behind_a_letter(UNITS[name]) for name in ("dots", "exclamations", "ellipses")},
    "word-and-closed-dots": _behind_a_letter(".)"),
}


def _page(pattern: Callable[[int], str]) -> Callable[[], str]:
    return lambda: page(after=f"<p>{pattern(SIZE)}</p>")


def cases() -> list[HostileCase]:
    """Each pattern as one paragraph behind the story."""
    kept = Article(TURKISH.headline, holds=TURKISH.paragraphs)
    return [case(f"patterns/{name}", _page(pattern), kept) for name, pattern in PATTERNS.items()]
