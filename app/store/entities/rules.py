"""Decide which entity a name means. The result depends on the stored articles, not on their order."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Integer, Row, bindparam, func, select
from sqlmodel import Session, col

from app.lang.gazetteers import people
from app.lang.pack import languages
from app.store.entities.redirect_ends import heads_of
from app.store.entity_tables import EntityName
from app.store.prepared import Prepared, rows_of
from app.store.tables import Entity

# A name may belong to two entities. It means the entity with more articles only if this entity has at least 20 times as
# many articles as the other entity. This holds for names of places, names of one word, and short names.
CLEAR = 20
LEAST = 3  # a short name may mean an entity only if at least this many articles use the entity's full name
_DATELINE = (
    5  # a name in capitals with at least this many letters may be a dateline (`PARIS`); a shorter one is an acronym
)
RIVALS = 50  # maximum number of entities compared as candidates for a short name: those with most articles
_NO_IDS = "{}"
_INTERNATIONAL = "en"  # the language whose names of places are used in all languages
# if a name has several types with equally many articles, the first of these types is preferred
_TYPES = ("person", "organization", "location", "event", "product", "other")
_COLUMNS: tuple[Any, ...] = (
    *(col(EntityName.folded), col(Entity.key), col(Entity.id), col(Entity.type), col(Entity.name)),
    *(col(Entity.external_ids_json), col(EntityName.language), col(EntityName.name).label("spelling")),
)
_OF_NAMES = Prepared(
    select(*_COLUMNS, func.sum(col(EntityName.name_count)).label("articles"))
    .join_from(EntityName, Entity)
    .where(col(EntityName.folded).in_(bindparam("names", expanding=True)), col(EntityName.name_count) > 0)
    .group_by(*_COLUMNS)
)
_SHORTS = Prepared(
    select(col(EntityName.short), col(EntityName.language))
    .where(col(EntityName.short).in_(bindparam("shorts", expanding=True)))
    .distinct()
)


@dataclass(frozen=True)
class Bearer:
    """An entity that a name may mean."""

    key: int
    id: UUID
    type: str
    name: str
    articles: int  # number of articles that use the name for this entity
    is_linked: bool  # whether the entity has an external id
    is_country: bool  # whether the entity has an ISO 3166 code, that is, whether it is a country or a province
    spellings: frozenset[str] = frozenset()  # all spellings of the name, in lower case and with accents
    languages: frozenset[str] = frozenset()  # languages of the articles that use the name


def bearers_by_name(session: Session, names: Collection[str]) -> dict[str, list[Bearer]]:
    """Map each folded name to the entities with this name: one for each type, and one for each external id."""
    found: dict[str, dict[object, Bearer]] = defaultdict(dict)
    for row in rows_of(session, _OF_NAMES, names=names):
        one, known = _bearer(row), found[row.folded]
        same = one.id if one.is_linked else one.type
        known[same] = _joined(one, known[same]) if same in known else one
    return {name: list(known.values()) for name, known in found.items()}


def _bearer(row: Row[Any]) -> Bearer:
    ids = row.external_ids_json
    of = frozenset({row.spelling.lower()}), frozenset({row.language})
    return Bearer(row.key, row.id, row.type, row.name, row.articles, ids != _NO_IDS, '"iso3166' in ids, *of)


def _joined(one: Bearer, other: Bearer) -> Bearer:
    articles, spellings = one.articles + other.articles, one.spellings | other.spellings
    return replace(one, articles=articles, spellings=spellings, languages=one.languages | other.languages)


def same_name(name: str, kind: str, bearers: Sequence[Bearer]) -> Bearer | None:
    """Return the entity into which the rules merge the entity of this name and type; None if no rule applies.

    `bearers`: all entities with this name: one for each type, and one for each external id.
    """
    own = next((one for one in bearers if one.type == kind and not one.is_linked), None)
    if own is None or len(bearers) == 1:
        return None
    if place := _place_of(own, bearers):
        return place
    others = [one for one in bearers if not one.is_linked or one.spellings & own.spellings]
    best = min((own, *others), key=_rank)
    return None if best == own or (" " not in name and not _is_obvious(own, best)) else best


def _place_of(own: Bearer, bearers: Sequence[Bearer]) -> Bearer | None:
    """Return the country, province or city that the name of `own` means, or None.

    `bearers`: all entities with this name. Those with an external id are places. If there are several places, the name
    means the one with most articles, but only if this place has far more articles than the next one (see CLEAR).
    A person's name means no place. Three further conditions must be true:

    - The name of a city is spelled exactly as in articles that mean this city. The name of a country or province may
      also be spelled without accents: `Turkiye` means Türkiye, but Spanish `América` does not mean the United States.
    - If the place is a city, `own` is a location or a dateline (`PARIS`).
    - The name is used for the place in a language of `own`, or in English. Turkish articles call Seoul `Seul`, and
      French articles do not. So `Seul` in French articles is not Seoul (see `_is_foreign`).
    """
    places = sorted((one for one in bearers if one.is_linked), key=lambda one: (-one.articles, str(one.id)))
    if not places or own.type == "person" or not _is_clear(places) or _is_foreign(own, places[0]):
        return None
    is_dateline = own.name.isupper() and len(own.name) >= _DATELINE
    is_spelled = bool(own.spellings & places[0].spellings)
    is_country = places[0].is_country and (is_spelled or all(map(str.isascii, own.spellings)))
    is_city = (own.type == "location" or is_dateline) and is_spelled
    return places[0] if is_country or is_city else None


def _is_foreign(own: Bearer, place: Bearer) -> bool:
    """Return whether no language uses the name both for `own` and for `place`.

    Return False if the place has this name in English, too, because news in every language uses English names of
    places. Also return False if a language without a pack uses the name for `own`, because it is unknown what this
    language calls the place.
    """
    is_told = _INTERNATIONAL in place.languages or not own.languages <= languages()
    return not is_told and own.languages.isdisjoint(place.languages)


def country_of(city: UUID, bearers: Sequence[Bearer]) -> Bearer | None:
    """Return the country or province with the name of a city, such as Luxembourg; None if there is none, or several.

    News uses such a name for the city and for the country.
    """
    countries = [one for one in bearers if one.is_country and one.id != city]
    return countries[0] if len(countries) == 1 else None


def _is_clear(sorted_bearers: Sequence[Bearer]) -> bool:
    return len(sorted_bearers) == 1 or sorted_bearers[0].articles >= CLEAR * sorted_bearers[1].articles


def _is_obvious(own: Bearer, best: Bearer) -> bool:
    """Return whether `own`, an entity with a name of one word, may be merged into `best`.

    For this, `best` must have far more articles. A person is never merged into a place, nor a place into a person.
    """
    return best.articles >= CLEAR * own.articles and {own.type, best.type} != {"person", "location"}


def _rank(one: Bearer) -> tuple[int, bool, int, str]:
    """Return the sort key of an entity among those with its name.

    Entities with more articles come first, then people with a known given name, then the types as in `_TYPES`.
    """
    first = one.name.split()[:1]
    is_listed = one.type == "person" and bool(first) and "g" in people().get(first[0], "")
    return -one.articles, not is_listed, _TYPES.index(one.type), str(one.id)


def borne_names(session: Session, shorts: Collection[str]) -> set[tuple[str, str]]:
    """Return (short form, language) for each member of `shorts` that is the short form of a name in that language."""
    rows = rows_of(session, _SHORTS, shorts=shorts) if shorts else ()
    return {(row.short, row.language) for row in rows}


def bearer_of(session: Session, short: str, language: str, kind: str) -> int | None:
    """Return the key of the entity that a short name means in a language; None if no entity is by far the likeliest."""
    rows = _full_names(session, short, language, kind)
    if not rows:
        return None
    best, heads = rows[0], heads_of(session, [row.entity_key for row in rows])
    mine = sum(_articles(row) for row in rows if heads[row.entity_key] == heads[best.entity_key])
    rivals = [_articles(row) for row in rows if not _is_same(row, best, heads)]
    return best.entity_key if mine >= max(LEAST, CLEAR * max(rivals, default=0)) else None


def _full_names(session: Session, short: str, language: str, kind: str) -> list[Row[Any]]:
    """Return the entities of the type `kind` whose name in `language` has the short form `short`.

    The entities with most articles come first.
    """
    found = rows_of(session, _full_names_statement(), short=short, language=language, kind=kind, most=RIVALS)
    return sorted(found, key=lambda row: (-_articles(row), row.folded_name))


@cache
def _full_names_statement() -> Prepared:
    named, called = func.sum(col(EntityName.name_count)), func.max(col(EntityName.article_count))
    columns: tuple[Any, ...] = (col(EntityName.entity_key), col(Entity.folded_name))
    pairs = (EntityName.short, "short"), (EntityName.language, "language"), (Entity.type, "kind")
    used = (col(column) == bindparam(name) for column, name in pairs)
    rows = select(*columns, named.label("named"), called.label("called")).join_from(EntityName, Entity).where(*used)
    most: BindParameter[int] = bindparam("most", type_=Integer())
    return Prepared(rows.group_by(*columns).order_by(named.desc(), called.desc(), columns[1]).limit(most))


def _articles(row: Row[Any]) -> int:
    """Return how many articles use a full name of the entity that has the short form: `Ayşe Demir` for `Demir`.

    If the short form is only an alias (`WHO`), there are no such articles: return how many articles use this alias.
    """
    return int(row.named or row.called)


def _is_same(row: Row[Any], best: Row[Any], heads: Mapping[int, int]) -> bool:
    """Return whether two rows belong to one entity, or the name of `row` contains all words of the name of `best`."""
    is_longer = set(best.folded_name.split()) <= set(row.folded_name.split())
    return is_longer or heads[row.entity_key] == heads[best.entity_key]
