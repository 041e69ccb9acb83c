"""A language pack: all the code knows of a language, read from `packs/<language>.toml` and validated.

Each section has a model of its own module; a misspelt key stops the start, not a request.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import Field

from app.lang.credit_words import CreditWords
from app.lang.date_words import DateWords
from app.lang.image_words import ImageWords
from app.lang.name_words import NameWords
from app.lang.navigation_words import NavigationWords
from app.lang.noise_words import NoiseWords
from app.lang.page_title_words import PageWords
from app.lang.paraphrase_words import ParaphraseWords
from app.lang.quote_words import SpeechWords
from app.lang.section_words import Knowledge

PACKS = Path(__file__).parent / "packs"
UNKNOWN = "und"
_OTHER = "_other"


class LanguagePack(Knowledge):
    language: str = Field(description="ISO 639-1 code.")
    default_zone: str | None = Field(default=None, description="IANA zone where the language means one country.")
    zones: Mapping[str, str] = Field(
        default_factory=dict, description="IANA zones of languages without a pack of their own, by ISO 639-1 code."
    )
    common_words: frozenset[str] = Field(
        default=frozenset(), description="Frequent function words, lower case; tell the language."
    )
    dates: DateWords = DateWords()
    credits: CreditWords = CreditWords()
    noise: NoiseWords = NoiseWords()
    quotes: SpeechWords = SpeechWords()
    paraphrase: ParaphraseWords = ParaphraseWords()
    entities: NameWords = NameWords()
    navigation: NavigationWords = NavigationWords()
    images: ImageWords = ImageWords()
    pages: PageWords = PageWords()


@cache
def language_pack(language: str) -> LanguagePack:
    """The pack of a language; where there is none, what is known of all others, so that every stage runs in any."""
    name = language if language in languages() else _OTHER
    known = tomllib.loads((PACKS / f"{name}.toml").read_text("utf-8"))
    pack = LanguagePack.model_validate({**known, "language": language})
    return pack if pack.default_zone else pack.model_copy(update={"default_zone": pack.zones.get(language)})


@cache
def all_packs() -> tuple[LanguagePack, ...]:
    """Every pack, that of the other languages last."""
    return tuple(language_pack(language) for language in (*sorted(languages()), UNKNOWN))


@cache
def languages() -> frozenset[str]:
    """Languages with a pack."""
    return frozenset(path.stem for path in PACKS.glob("*.toml")) - {_OTHER}
