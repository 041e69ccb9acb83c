"""The gender and number that the pronouns of a passage show."""

from functools import cache

from app.extraction.quotes.attribution.name_evidence import WORD
from app.lang.pack import language_pack


@cache
def _pronouns(language: str) -> dict[str, str]:
    words = language_pack(language).quotes
    plural, male = dict.fromkeys(words.plural_pronouns, "p"), dict.fromkeys(words.masculine_pronouns, "m")
    return plural | male | dict.fromkeys(words.feminine_pronouns, "f")


def gender_of(passage: str, language: str) -> str | None:
    """Return f, m or p (plural) for the pronouns of a passage, None without any."""
    known = _pronouns(language)
    found = {known[word] for word in WORD.findall(passage) if word in known}
    return next((gender for gender in "fmp" if gender in found), None)
