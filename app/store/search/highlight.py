"""Cut snippets out of the original text, around the words that match a query."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.lang.search_words import Word, find_words
from app.lang.word_rules import word_rules
from app.store.search.query import SearchQuery, Term

WIDTH = 200  # approximate length of a snippet, in code points
MAX_WORDS = 12_000  # maximum number of words of a text that are searched, from the start; others are not indexed
MAX_HIGHLIGHTS = 50  # maximum number of highlighted words in a snippet; further matching words are not marked
Hit = tuple[int, int]


def snippets_of(texts: Mapping[str, str], query: SearchQuery, language: str) -> list[dict[str, Any]]:
    """Return one snippet of each text with matching words: the passage with most matching words, which are marked."""
    terms = [term for group in query.groups for term in group]
    found = ((name, text, _hits(text, _terms_of(terms, name), language)) for name, text in texts.items())
    return [_snippet(name, text, hits) for name, text, hits in found if hits]


def snippet_of_quote(quote: Mapping[str, Any], query: SearchQuery) -> list[dict[str, Any]]:
    """Return the whole quote as a snippet with its matching words marked; empty if no word matches."""
    text, start = quote["text"], quote["start"]
    hits = _hits(text, [term for group in query.groups for term in group], quote["language"])
    marks = [{"start": start + first, "end": start + last} for first, last in hits[:MAX_HIGHLIGHTS]]
    span = {"start": start, "end": quote["end"], "text": text}
    return [{"field": quote["field"], **span, "highlights": marks}] if marks else []


def _terms_of(terms: Sequence[Term], name: str) -> list[Term]:
    """Return the terms to highlight in a field (`name`): those that search the field, and those that search quotes.

    Quotes may occur in every field.
    """
    return [term for term in terms if name in term.fields or "quotes" in term.fields]


def _hits(text: str, terms: Sequence[Term], language: str) -> list[Hit]:
    """Return the spans of the words that match a term, in order, without repetitions."""
    words = find_words(text, word_rules(language))[:MAX_WORDS] if terms else []
    return sorted({hit for term in terms for hit in _hits_of(words, term)})[:10_000]


def _hits_of(words: Sequence[Word], term: Term) -> Iterator[Hit]:
    forms = set(term.forms)
    for number, word in enumerate(words):
        if term.phrase and word.exact == term.phrase[0]:
            follow = words[number : number + len(term.phrase)]
            if tuple(w.exact for w in follow) == term.phrase:
                yield from ((w.start, w.end) for w in follow)
        if word.stem in forms or (term.prefix and word.exact.startswith(term.prefix)):
            yield word.start, word.end


def _snippet(name: str, text: str, hits: Sequence[Hit]) -> dict[str, Any]:
    start, end = _window(text, hits)
    inside = [{"start": first, "end": last} for first, last in hits if start <= first and last <= end]
    return {"field": name, "start": start, "end": end, "text": text[start:end], "highlights": inside[:MAX_HIGHLIGHTS]}


def _window(text: str, hits: Sequence[Hit]) -> Hit:
    """Return the span of the passage with most matching words; of several such passages, the first.

    The passage begins and ends between words.
    """
    if len(text) <= WIDTH:
        return 0, len(text)
    first, last = _densest(hits)
    room = max(0, WIDTH - (last - first)) // 2
    start, end = max(0, first - room), min(len(text), last + room)
    start = 0 if start == 0 else text.find(" ", start, first) + 1 or first
    end = len(text) if end == len(text) else max(last, text.rfind(" ", last, end))
    return start, end


def _densest(hits: Sequence[Hit]) -> Hit:
    best, following = (0, 0, hits[0]), 0
    for number, (start, _) in enumerate(hits):
        while following < len(hits) and hits[following][1] - start <= WIDTH:
            following += 1
        following = max(following, number + 1)
        best = max(best, (following - number, -number, (start, hits[following - 1][1])))
    return best[2]
