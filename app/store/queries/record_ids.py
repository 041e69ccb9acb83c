"""Replace the ids of merged entities in answers by the ids of the entities that they were merged into.

Stored JSON keeps the ids that entities had before they were merged.
"""

from typing import Any

from sqlalchemy import Row, Select
from sqlmodel import col

from app.store.entity_tables import EntityRedirect
from app.store.tables import Quote

QUOTE_COLUMNS: tuple[Any, ...] = (col(Quote.quote_json), col(EntityRedirect.head_value))
_ID_AT = 7  # index of the first character of the id in an entity's JSON: `{"id":"…"`
_ID_END = 43  # index after the last character of the id in an entity's JSON
# the text before the speaker's id in the JSON of a quote; no value in the JSON contains this text, because JSON escapes
# quotation marks in values
_SPEAKER = '"entity_id":"'
_ID_LENGTH = 36


def with_speakers(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Join the redirects of speakers to an SQL statement that selects quotes."""
    return statement.outerjoin_from(Quote, EntityRedirect, col(EntityRedirect.own_id) == col(Quote.speaker_id))


def quote_of(row: Row[Any]) -> str:
    """Return the JSON of a quote, with the speaker's id after merges. `row`: has the columns QUOTE_COLUMNS."""
    quote, record = str(row.quote_json), row.head_value
    if record is None or (at := quote.find(_SPEAKER)) < 0:
        return quote
    start = at + len(_SPEAKER)
    return f"{quote[:start]}{record}{quote[start + _ID_LENGTH :]}"


def entity_of(entity: str, record: str | None = None, resolved_by: str | None = None) -> str:
    """Return the JSON of an article's entity as clients read it.

    `record`: the id of the entity's record, if the entity was merged. `resolved_by`: what decided the merge
    (`collection`, `curation`); None if the article itself names the record.
    """
    number = record or entity[_ID_AT:_ID_END]
    reason = f'"{resolved_by}"' if resolved_by else "null"
    return f'{{"id":"{number}"{entity[_ID_END + 1 : -1]},"resolved_by":{reason}}}'
