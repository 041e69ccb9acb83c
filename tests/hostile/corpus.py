"""Every hostile case, group by group."""

from tests.hostile.case import HostileCase
from tests.hostile.groups import (
    attributes,
    controls,
    dates,
    doctypes_and_entities,
    encodings,
    injection,
    jsonld,
    nesting,
    non_articles,
    patterns,
    sizes,
    urls,
)

GROUPS = (
    encodings,
    sizes,
    nesting,
    attributes,
    doctypes_and_entities,
    jsonld,
    dates,
    urls,
    injection,
    patterns,
    non_articles,
    controls,
)


def cases() -> list[HostileCase]:
    return [case for group in GROUPS for case in group.cases()]
