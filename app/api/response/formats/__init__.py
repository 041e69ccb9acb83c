"""Write an article or an entity in another media type. Each writer is a function from the record's JSON to bytes."""

from collections.abc import Callable, Mapping

from app.api.response.formats.markdown import write_markdown
from app.api.response.formats.ninjs import write_ninjs
from app.api.response.formats.schema_org import write_entity_jsonld, write_jsonld

FORMS: Mapping[str, Callable[[bytes], bytes]] = {
    "application/ld+json": write_jsonld,
    "application/vnd.iptc.ninjs+json": write_ninjs,
    "text/markdown": write_markdown,
}
ENTITY_FORMS: Mapping[str, Callable[[bytes], bytes]] = {"application/ld+json": write_entity_jsonld}
