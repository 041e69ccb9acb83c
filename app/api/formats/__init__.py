"""Other forms of an article: each a function from the record's JSON to bytes."""

from collections.abc import Callable, Mapping

from app.api.formats.jsonld import write_jsonld
from app.api.formats.markdown import write_markdown
from app.api.formats.ninjs import write_ninjs

FORMS: Mapping[str, Callable[[bytes], bytes]] = {
    "application/ld+json": write_jsonld,
    "application/vnd.iptc.ninjs+json": write_ninjs,
    "text/markdown": write_markdown,
}
