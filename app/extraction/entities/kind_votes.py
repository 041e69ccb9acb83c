"""Give all mentions of one name the kind that most of them have."""

from collections.abc import Container, Sequence

from app.extraction.entities.candidates import Named
from app.schemas.entity import EntityType
from app.text.normalize import fold


def with_voted_kinds(mentions: Sequence[Named], apart: Container[str]) -> list[Named]:
    """Return the mentions. If a name mostly has another kind in the article, a mention gets that kind.

    `apart`: names that a place and a person of the article share; their mentions keep their kinds.
    """
    kinds = _kinds(mentions)
    return [named if named.name in apart and named.kind else _typed(named, kinds) for named in mentions]


def _typed(named: Named, kinds: dict[str, EntityType]) -> Named:
    kind = kinds.get(named.name) or named.kind
    return named if kind == named.kind else named._replace(kind=kind)


def _kinds(mentions: Sequence[Named]) -> dict[str, EntityType]:
    """Map each name to the kind that most of its mentions have; case and accents of names do not matter."""
    folded = {name: fold(name) for name in {named.name for named in mentions}}
    votes: dict[str, dict[EntityType, int]] = {}
    for named in mentions:
        if named.kind:
            counts = votes.setdefault(folded[named.name], {})
            counts[named.kind] = counts.get(named.kind, 0) + 1
    most = {key: max(counts, key=counts.__getitem__) for key, counts in votes.items()}
    return {name: most[key] for name, key in folded.items() if key in most}
