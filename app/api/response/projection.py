"""Reduce records to the requested members, and convert offsets to the requested unit."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from app.text.offsets import Unit, converter

Json = dict[str, Any]


@dataclass(frozen=True)
class Shape:
    """How to show a record."""

    fields: frozenset[str] = frozenset()  # members to show, besides `id`; empty: all members
    offsets: Unit = "codepoint"  # unit in which offsets count
    hidden: frozenset[str] = frozenset()  # members that are read only to convert offsets, and are not shown

    @property
    def changes_nothing(self) -> bool:
        """Return whether records are sent exactly as stored."""
        return not self.fields and not self.converts_offsets

    @property
    def converts_offsets(self) -> bool:
        """Return whether offsets must be converted: stored offsets count code points, and another unit is requested."""
        return self.offsets != "codepoint"

    def article(self, item: bytes) -> bytes:
        """Return an article's card or record with only the selected members, and offsets in the selected unit."""
        if self.changes_nothing:
            return item
        record: Json = orjson.loads(item)
        texts = {name: record.get(name) or "" for name in ("headline", "lede", "body")}
        self._convert(texts, _spans_of_article(record))
        return self._select(record)

    def quote(self, item: bytes, texts: Mapping[str, Mapping[str, str]]) -> bytes:
        """Return a quote with only the selected members, and offsets in the selected unit.

        `texts`: id of an article -> name of a field -> text of the field, into which the offsets point.
        """
        if self.changes_nothing:
            return item
        record: Json = orjson.loads(item)
        self._convert(texts.get(record["article_id"], {}), _spans_of_quote(record))
        return self._select(record)

    def entity(self, item: bytes) -> bytes:
        """Return an entity with only the selected members."""
        return item if self.changes_nothing else self._select(orjson.loads(item))

    def _convert(self, texts: Mapping[str, str], spans: Iterable[tuple[str, Json]]) -> None:
        if not self.converts_offsets:
            return
        convert: dict[str, Callable[[int], int]] = {}
        for field, span in spans:
            if field not in convert:
                convert[field] = converter(texts.get(field, ""), self.offsets)
            span["start"], span["end"] = convert[field](span["start"]), convert[field](span["end"])

    def _select(self, record: Json) -> bytes:
        def is_selected(name: str) -> bool:
            return name == "id" or ((not self.fields or name in self.fields) and name not in self.hidden)

        return orjson.dumps({name: value for name, value in record.items() if is_selected(name)})


def _spans_of_article(record: Json) -> Iterator[tuple[str, Json]]:
    """Yield each span of an article with the name of the field that it points into."""
    yield from (("body", block) for block in record.get("blocks", ()) if block["start"] is not None)
    for quote in record.get("quotes", ()):
        yield from _spans_of_quote(quote)
    for entity in record.get("entities", ()):
        yield from ((mention["field"], mention) for mention in entity["mentions"])
    for snippet in record.get("snippets", ()):
        yield snippet["field"], snippet
        yield from ((snippet["field"], highlight) for highlight in snippet["highlights"])


def _spans_of_quote(quote: Json) -> Iterator[tuple[str, Json]]:
    speaker = quote["speaker"] or {}
    spans = (quote, speaker.get("mention"), quote["cue"])
    yield from ((quote["field"], span) for span in spans if span)
    for snippet in quote.get("snippets", ()):
        yield from ((quote["field"], span) for span in (snippet, *snippet["highlights"]))
