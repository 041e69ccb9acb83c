"""Find the names that an article uses for an entity, and the row of `entity` to which the entity's mentions refer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

import orjson

from app.lang.search_words import folded, split_words
from app.schemas.entity import EntityDraft
from app.store.packed_text import packed_text
from app.text.identity import id_in_language
from app.text.normalize import folded_name

LONGEST = 200  # maximum length of a stored name, in code points; a longer one is not stored and cannot be looked up
_LEAST_ACRONYM = 2


@dataclass(frozen=True)
class Own:
    """An entity of one article.

    A short name (a surname such as `Demir`, an acronym) may mean different entities in different languages. It has a
    row of `entity` for each language, and one row for all languages together (`public_id`). Any other name has one row:
    `id` and `public_id` are the same.
    """

    # id of the row that the mentions refer to; of the rows of a short name, this is the row for the article's language
    id: UUID
    public_id: UUID  # id of the row that stands for the name in all languages together
    type: str
    name: str
    folded: str
    external_ids_json: str
    mention_count: int
    packed: bytes  # JSON of the entity, packed as the database stores it
    forms: tuple["Form", ...]  # the name and the aliases, without duplicates
    language: str
    ordinal: int

    @property
    def is_short(self) -> bool:
        """Return whether the name is a short name (a surname, an acronym). Only short names have a row per language."""
        return self.id != self.public_id


@dataclass(frozen=True)
class Form:
    """A name of an entity."""

    name: str  # as written
    folded: str
    short: str | None  # folded short form: a surname, or an alias of one word
    is_name: bool  # whether the name is the main name of the entity


def owns_of(drafts: Iterable[EntityDraft], language: str) -> list[Own]:
    """Return the entities of an article without duplicates, each with the ids of its rows of `entity`."""
    by_id = {draft.id: own_of(draft, language, number) for number, draft in enumerate(drafts)}
    return list(by_id.values())


def own_of(draft: EntityDraft, language: str, ordinal: int = 0) -> Own:
    """Return an entity of an article with the ids of its rows. `ordinal`: its index among the article's entities."""
    return Own(
        id=_own_id(draft, language),
        public_id=draft.id,
        type=draft.type,
        name=draft.name,
        folded=folded_name(draft.name),
        external_ids_json=orjson.dumps(draft.external_ids).decode(),
        mention_count=draft.mention_count,
        packed=packed_text(draft.model_dump_json()),
        forms=_forms(draft),
        language=language,
        ordinal=ordinal,
    )


def name_words(name: str) -> Iterator[str]:
    """Yield the words of a name, each once, folded for comparison with the words that a client searches."""
    yield from dict.fromkeys(folded(part) for parts in split_words(name) for part in parts if part)


def _own_id(draft: EntityDraft, language: str) -> UUID:
    return id_in_language(draft.id, language) if _is_short(draft) else draft.id


def _is_short(draft: EntityDraft) -> bool:
    """Return whether an article names an entity only by a surname or an acronym, not by its full name."""
    if draft.external_ids or " " in draft.name.strip():
        return False
    is_acronym = draft.name.isupper() and len(draft.name) >= _LEAST_ACRONYM
    return draft.type == "person" or (draft.type == "organization" and is_acronym)


def _forms(draft: EntityDraft) -> tuple[Form, ...]:
    names = dict.fromkeys((draft.name, *draft.aliases))
    return tuple(_form(name, draft) for name in names if name.strip() and len(name) <= LONGEST)


def _form(name: str, draft: EntityDraft) -> Form:
    key = folded_name(name)
    return Form(name, key, _short_of(key, draft), name == draft.name)


def _short_of(key: str, draft: EntityDraft) -> str | None:
    """Return the short form of a folded name, or None.

    The short form of a person's full name is the last word: `demir` of `ayse demir`. If the entity's main name has
    several words, each alias of one word is a short form: `who`, an alias of `World Health Organization`.
    """
    words = key.split()
    if len(words) > 1:
        return words[-1] if draft.type == "person" else None
    return key if " " in draft.name.strip() else None
