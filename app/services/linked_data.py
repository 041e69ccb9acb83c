"""Write people, organizations and places as schema.org objects, with their ids in other systems (`sameAs`)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

Json = dict[str, Any]
CONTEXT = {"@context": "https://schema.org"}
_TYPES = {
    "person": "Person",
    "organization": "Organization",
    "location": "Place",
    "event": "Event",
    "product": "Product",
}
_ADDRESSES: Mapping[str, str] = MappingProxyType(
    {"wikidata": "https://www.wikidata.org/entity/{}", "geonames": "https://www.geonames.org/{}"}
)
_CODES: Mapping[str, str] = MappingProxyType({"iso3166": "ISO 3166-1 alpha-2", "iso3166_2": "ISO 3166-2"})


def thing(kind: str, name: str) -> Json:
    """Return the schema.org object for an entity of the type `kind`, with only its type and name."""
    return {"@type": _TYPES.get(kind, "Thing"), "name": name}


def entity_thing(entity: Mapping[str, Any]) -> Json:
    """Return an entity as a schema.org object.

    `sameAs` has its Wikidata and GeoNames URLs, `identifier` its ISO 3166 code.
    """
    ids: Mapping[str, str] = entity["external_ids"]
    codes = [
        {"@type": "PropertyValue", "propertyID": scheme, "value": ids[system]}
        for system, scheme in _CODES.items()
        if system in ids
    ]
    members = {
        "@id": f"urn:uuid:{entity['id']}",
        "alternateName": entity["aliases"],
        "sameAs": [address.format(ids[system]) for system, address in _ADDRESSES.items() if system in ids],
        "identifier": codes,
    }
    return thing(entity["type"], entity["name"]) | known(members)


def known(members: Mapping[str, Any]) -> Json:
    """Return the object without members that are null or empty."""
    return {name: value for name, value in members.items() if value not in (None, [])}
