"""Scan the start tags in the bytes of a page before parsing: count elements, shorten tags, read `meta`.

The scan recognises tags as the parser does: `>` in quotes does not end a tag, and scripts, styles and comments contain
no tags. Every byte is read once.
"""

import re
from collections.abc import Iterator

from app.errors import ExtractionLimit
from app.extraction.document.document_numbers import START_TAGS_MOST_ATTRIBUTES, START_TAGS_MOST_ELEMENTS

# only tags longer than this many bytes are searched for too many attributes; shorter tags cannot have so many
_LONG = 2 * START_TAGS_MOST_ATTRIBUTES
_HALF = START_TAGS_MOST_ATTRIBUTES // 2

_SPACE = rb"[\t\n\f\r ]"
_NAME_END = rb"[\t\n\f\r />]"
_VALUE = rb"""(?:"[^"]*+"|'[^']*+'|[^\t\n\f\r "'>][^\t\n\f\r >]*+)"""
_ATTRIBUTE = rb"[^\t\n\f\r />][^\t\n\f\r />=]*+(?:%b*+=%b*+%b?+)?+" % (_SPACE, _SPACE, _VALUE)
# what may follow the name of a tag: a space, a slash or an attribute
_PART = rb"(?:%b++|/(?!>)|%b)" % (_SPACE, _ATTRIBUTE)
# For speed: most attributes have a value in double quotes, which is tried first.
_USUAL_PART = rb"""(?:%b++(?:[^\t\n\f\r />=]++="[^"]*+")?+)""" % _SPACE
_TAG_NAME = rb"[a-z][^\t\n\f\r />]*+"
_TAG = rb"%b%b*+%b*+" % (_TAG_NAME, _USUAL_PART, _PART)
# a tag that surely has at most `START_TAGS_MOST_ATTRIBUTES` attributes; each part has one at the most
_SHORT_TAG = rb"%b%b{0,%d}+%b{0,%d}+(?=/?>)" % (_TAG_NAME, _USUAL_PART, _HALF, _PART, _HALF)
_COMMENT = rb"!--(?:-?>|(?:[^-]++|-(?!-!?>))*+)|[!?][^>]*+"
# An end tag may have attributes, too; they are skipped like those of a start tag.
_END_TAG = rb"/(?:[a-z][^\t\n\f\r /<>]*+(?:<[^\t\n\f\r />]*+%b*+|%b++)|[^a-z>][^>]*+)" % (_PART, _PART)
# A comment in a script may contain the tags of another script, whose `</script>` does not end the outer one.
_INNER_SCRIPT = rb"<script(?=%b)(?:[^<-]++|-(?!->)|<(?!/script%b))*+(?:</script)?+" % (_NAME_END, _NAME_END)
_SCRIPT_COMMENT = rb"<!--(?!-?>)(?:[^<-]++|-(?!->)|<(?!/?script%b)|%b)*+" % (_NAME_END, _INNER_SCRIPT)


def _with_text(tag: bytes, name: bytes, also: bytes = rb"(?!)") -> bytes:
    """Return the pattern of an element that contains only text (such as `script`), from its tag to its end tag.

    `tag` is the pattern of a tag. `also` matches the parts of the element that may contain `<`, such as a comment in a
    script.
    """
    return rb"(?=%b%b)%b(?:>(?:[^<]++|%b|<(?!/%b%b))*+)?+" % (name, _NAME_END, tag, also, name, _NAME_END)


def _markup(tag: bytes) -> bytes:
    """Return the pattern of what follows the `<` of a piece of markup. `tag` is the pattern of a tag."""
    names = (b"style", b"title", b"textarea", b"iframe", b"noembed", b"noframes", b"xmp")
    with_text = (_with_text(tag, b"script", _SCRIPT_COMMENT), *(_with_text(tag, name) for name in names))
    to_the_end = rb"(?=plaintext%b)%b[\s\S]*+" % (_NAME_END, tag)
    unlike_most = b"|".join((_COMMENT, _END_TAG, *with_text, to_the_end))
    # For speed: the look-ahead checks the first letter, so that most tags need no further comparison.
    return rb"(?=[!?/stinxp])(?:%b)|%b" % (unlike_most, tag)


_BARE_END_TAG = rb"/[a-z][a-z0-9:-]*+>"  # half of all tags are end tags without attributes: skipped first, to save time
_MARKUP = re.compile(rb"<(?!%b)(?:%b)" % (_BARE_END_TAG, _markup(_TAG)), re.I)
# For speed: matches a page without a tag of many attributes. Most pages are such pages; no tag of them is looked at.
_USUAL_PAGE = re.compile(rb"(?:[^<]*+<(?:%b|%b|(?![a-z])))*+[^<]*+\Z" % (_BARE_END_TAG, _markup(_SHORT_TAG)), re.I)
_BARE_TAG = re.compile(rb"(?P<name><[a-z][^\t\n\f\r />]*+)(?P<attributes>%b*+)" % _PART, re.I)
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_PAIR = re.compile(rb"""(?P<name>[^\s=]+)(?:\s*=\s*(?P<quote>["']?)(?P<value>.*)(?P=quote))?\Z""", re.S)


def without_long_tags(page: bytes) -> bytes:
    """Drop the attributes of a tag after the first `START_TAGS_MOST_ATTRIBUTES`.

    The time to parse a tag grows with the square of the number of its attributes.

    Raises:
        ExtractionLimit: the page has more than `START_TAGS_MOST_ELEMENTS` elements.
    """
    # a page of fewer bytes than this does not have too many elements, either
    if len(page) < START_TAGS_MOST_ELEMENTS and _USUAL_PAGE.match(page):
        return page
    parts: list[bytes] = []
    done = 0
    for start in _starts(page, _LONG):
        tag = _BARE_TAG.match(page, start)
        attributes = _ATTRIBUTES.findall(tag["attributes"]) if tag else []
        if tag and len(attributes) > START_TAGS_MOST_ATTRIBUTES:
            parts += [page[done:start], b" ".join([tag["name"], *attributes[:START_TAGS_MOST_ATTRIBUTES]])]
            done = tag.end()
    return b"".join([*parts, page[done:]]) if parts else page


def metas(page: bytes) -> Iterator[dict[bytes, bytes]]:
    """Yield for every `meta` element a map from the lower-case names of its attributes to their values.

    Raises:
        ExtractionLimit: the page has more than `START_TAGS_MOST_ELEMENTS` elements.
    """
    for start in _starts(page):
        tag = _BARE_TAG.match(page, start) if page[start + 1 : start + 5].lower() == b"meta" else None
        if tag and tag["name"].lower() == b"<meta":
            pairs = (_PAIR.match(attribute) for attribute in reversed(_ATTRIBUTES.findall(tag["attributes"])))
            # the attributes are read in reverse, because the first of two with the same name counts
            yield {pair["name"].lower(): pair["value"] or b"" for pair in pairs if pair}


def _starts(page: bytes, longer: int = 0) -> Iterator[int]:
    """Yield the offset of each piece of markup that is longer than `longer` bytes.

    A piece of markup is a tag, a comment, or a text-only element (such as `script`). End tags without attributes are
    skipped.
    """
    for number, markup in enumerate(_MARKUP.finditer(page)):
        if number >= START_TAGS_MOST_ELEMENTS:
            raise ExtractionLimit(f"the page has more than {START_TAGS_MOST_ELEMENTS:,} elements")
        if markup.end() - markup.start() > longer:
            yield markup.start()
