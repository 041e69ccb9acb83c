"""Start tags in the bytes of a page, read before any parser does: how many there are, their attributes, the metas.

They are read as the parser reads them: a bracket in quotes ends no tag, and scripts, styles and comments hold none.
Every byte is read once.
"""

import re
from collections.abc import Iterator

from app.errors import ExtractionLimit

MAX_ELEMENTS = 600_000
MAX_ATTRIBUTES = 500
_LONG = 2 * MAX_ATTRIBUTES  # bytes of a tag with more attributes, at least

_SPACE = rb"[\t\n\f\r ]"
_NAME_END = rb"[\t\n\f\r />]"
_VALUE = rb"""(?:"[^"]*+"|'[^']*+'|[^\t\n\f\r "'>][^\t\n\f\r >]*+)"""
_ATTRIBUTE = rb"[^\t\n\f\r />][^\t\n\f\r />=]*+(?:%b*+=%b*+%b?+)?+" % (_SPACE, _SPACE, _VALUE)
_PART = rb"(?:%b++|/(?!>)|%b)" % (_SPACE, _ATTRIBUTE)  # of a tag, behind its name
_TAG = rb"[a-z][^\t\n\f\r />]*+%b*+" % _PART
_COMMENT = rb"!--(?:-?>|(?:[^-]++|-(?!-!?>))*+)|[!?][^>]*+"
# An end tag of more than a name: its parts are passed over as those of a start tag.
_END_TAG = rb"/(?:[a-z][^\t\n\f\r /<>]*+(?:<[^\t\n\f\r />]*+%b*+|%b++)|[^a-z>][^>]*+)" % (_PART, _PART)
# In a script, a comment may hold the tags of another one.
_INNER_SCRIPT = rb"<script(?=%b)(?:[^<-]++|-(?!->)|<(?!/script%b))*+(?:</script)?+" % (_NAME_END, _NAME_END)
_SCRIPT_COMMENT = rb"<!--(?!-?>)(?:[^<-]++|-(?!->)|<(?!/?script%b)|%b)*+" % (_NAME_END, _INNER_SCRIPT)


def _with_text(name: bytes, also: bytes = rb"(?!)") -> bytes:
    """An element that holds text alone, up to its end tag."""
    return rb"(?=%b%b)%b(?:>(?:[^<]++|%b|<(?!/%b%b))*+)?+" % (name, _NAME_END, _TAG, also, name, _NAME_END)


_WITH_TEXT = (
    _with_text(b"script", _SCRIPT_COMMENT),
    *map(_with_text, (b"style", b"title", b"textarea", b"iframe", b"noembed", b"noframes", b"xmp")),
    rb"plaintext%b[\s\S]*+" % _NAME_END,
)
# Most tags are told by their first letter to be none of these.
_UNLIKE_MOST = rb"(?=[!?/stinxp])(?:%b)" % b"|".join((_COMMENT, _END_TAG, *_WITH_TEXT))
_MARKUP = re.compile(rb"<(?:%b|%b)" % (_UNLIKE_MOST, _TAG), re.I)
_BARE_TAG = re.compile(rb"(?P<name><[a-z][^\t\n\f\r />]*+)(?P<attributes>%b*+)" % _PART, re.I)
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_PAIR = re.compile(rb"""(?P<name>[^\s=]+)(?:\s*=\s*(?P<quote>["']?)(?P<value>.*)(?P=quote))?\Z""", re.S)


def without_long_tags(page: bytes) -> bytes:
    """The page with attributes beyond the limit cut: the parser compares each with all before it.

    Raises:
        ExtractionLimit: there are more elements than are read.
    """
    parts: list[bytes] = []
    done = 0
    for start in _starts(page, _LONG):
        tag = _BARE_TAG.match(page, start)
        attributes = _ATTRIBUTES.findall(tag["attributes"]) if tag else []
        if tag and len(attributes) > MAX_ATTRIBUTES:
            parts += [page[done:start], b" ".join([tag["name"], *attributes[:MAX_ATTRIBUTES]])]
            done = tag.end()
    return b"".join([*parts, page[done:]]) if parts else page


def metas(page: bytes) -> Iterator[dict[bytes, bytes]]:
    """Attributes of every `meta`, by lower-case name.

    Raises:
        ExtractionLimit: there are more elements than are read.
    """
    for start in _starts(page):
        tag = _BARE_TAG.match(page, start) if page[start + 1 : start + 5].lower() == b"meta" else None
        if tag and tag["name"].lower() == b"<meta":
            pairs = (_PAIR.match(attribute) for attribute in reversed(_ATTRIBUTES.findall(tag["attributes"])))
            yield {pair["name"].lower(): pair["value"] or b"" for pair in pairs if pair}  # the first of a name counts


def _starts(page: bytes, longer: int = 0) -> Iterator[int]:
    """Where pieces of markup begin that are longer than so many bytes."""
    for number, markup in enumerate(_MARKUP.finditer(page)):
        if number >= MAX_ELEMENTS:
            raise ExtractionLimit(f"the page has more than {MAX_ELEMENTS:,} elements")
        if markup.end() - markup.start() > longer:
            yield markup.start()
