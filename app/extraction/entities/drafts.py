"""Write the entities of an article with their mentions, names and external ids."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from app.extraction.entities.bearers import FoundEntity
from app.extraction.entities.candidates import Named
from app.extraction.entities.gazetteer import is_country, linked_ids
from app.extraction.entities.surroundings import Texts
from app.extraction.entities.towns import clubs_among, is_no_place, region_of
from app.lang.gazetteers import with_links
from app.lang.pack import LanguagePack
from app.schemas.entity import EntityDraft
from app.text.identity import entity_id
from app.text.normalize import fold


def drafts_of(
    entities: Sequence[FoundEntity], order: Mapping[int, int], pack: LanguagePack, texts: Texts
) -> Iterator[EntityDraft]:
    """Yield the drafts of entities. `order`: `id()` of a mention -> its position among all mentions of the article."""
    clubs = clubs_among([entity.name for entity in entities if entity.kind == "organization"], pack)
    for entity in entities:
        mentions = sorted(entity.mentions, key=lambda named: order[id(named)])
        yield _draft(entity, mentions, clubs, pack, texts)


def _draft(
    entity: FoundEntity, mentions: Sequence[Named], clubs: Collection[str], pack: LanguagePack, texts: Texts
) -> EntityDraft:
    name, kind = entity.name, entity.kind
    if kind == "location" and is_no_place(mentions, clubs, texts, pack):
        kind = "organization"
    if kind == "location" and is_country(name, pack) and (region := region_of(mentions, texts, pack)):
        name = f"{name}, {region}"  # a town with the name of a country: `Lebanon, Indiana`
    folded = fold(name)
    aliases = dict.fromkeys(named.name for named in mentions if named.name != name and fold(named.name) != folded)
    external_ids = with_links(linked_ids(name, pack.language)) if kind == "location" else {}
    # for speed, one call creates the entity and its mentions
    return EntityDraft.model_validate(
        {
            "id": entity_id(kind, name, external_ids),
            "name": name,
            "type": kind,
            "aliases": tuple(aliases),
            "external_ids": external_ids,
            "mention_count": len(mentions),
            "mentions": tuple([{"field": n.field, "start": n.start, "end": n.end, "text": n.text} for n in mentions]),
        }
    )
