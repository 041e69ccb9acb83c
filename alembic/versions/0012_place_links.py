"""Places have their ids in GeoNames and Wikidata beside the one that makes their own id."""

import json
from collections.abc import Callable

import sqlalchemy as sa

from alembic import op
from app.lang.gazetteers import place_links, with_links

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

Ids = dict[str, str]
ENTITY = sa.table("entity", sa.column("key"), sa.column("external_ids_json", sa.Text()))
MENTION = sa.table("mention", sa.column("entity_key"), sa.column("entity_json", sa.Text()))


def upgrade() -> None:
    _change(with_links)


def downgrade() -> None:
    _change(_without_links)


def _without_links(ids: Ids) -> Ids:
    further = [other for system, number in ids.items() for other in place_links().get(f"{system}:{number}", {}).items()]
    return {system: number for system, number in ids.items() if (system, number) not in further}


def _change(change: Callable[[Ids], Ids]) -> None:
    """Change the external ids of records, and of the entities that articles have: text in the JSON of both."""
    database = op.get_bind()
    keys, stored = ENTITY.c.key, ENTITY.c.external_ids_json
    for key, before in database.execute(sa.select(keys, stored).where(stored != "{}")).all():
        after = json.dumps(change(json.loads(before)), separators=(",", ":"))
        if after != before:
            database.execute(sa.update(ENTITY).where(keys == key).values(external_ids_json=after))
            member = [f'"external_ids":{ids}' for ids in (before, after)]
            changed = sa.func.replace(MENTION.c.entity_json, *member)
            database.execute(sa.update(MENTION).where(MENTION.c.entity_key == key).values(entity_json=changed))
