"""Find strings in quotation marks of any shape, also nested, unbalanced, or over several paragraphs.

The characters around a mark decide whether it opens or closes; if they do not, the shape of the mark decides. Of nested
strings only the outermost is returned.
"""

import re
from collections.abc import Iterator
from typing import Literal

from app.extraction.text.reading_numbers import QUOTATION_MARKS_REACH
from app.text.fast_dataclass import fast_dataclass

# Two `'`, two backticks and two `\u2019` are one mark. The pattern begins with a set of characters, for a fast search.
MARK = re.compile(
    r"[\"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u2033'\u2018\u2019\u201a`]"
    r"(?:(?<=')'|(?<=`)`|(?<=\u2019)\u2019|(?<!`))"
)
_LINE = re.compile(r"[^\n]+")
_SINGLE = frozenset("'\u2018\u2019\u201a")
_OPENING = frozenset("\u201c\u201e\u00ab\u2039\u2018\u201a\u201f") | {"``"}
_TWICE = "\u2019\u2019"
_IN_SINGLE = re.compile(r"\u2018(?:[^\u2018\u2019]|\u2019\w)*\Z")  # matches text in which a single mark is open
_CLOSING = frozenset("\u201d\u00bb\u203a\u2019") | {"''", _TWICE}
_BRACKETS = frozenset("([{-\u2013\u2014/")
_APOSTROPHE = frozenset("'\u2019")

Role = Literal["open", "close", "either"]


@fast_dataclass(frozen=True)
class Marked:
    """A string in quotation marks: `[start, end)` excludes the marks, `[outer_start, outer_end)` includes them."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    glued: bool = False  # whether a letter, or an apostrophe and a suffix, follows the closing mark: tr `"Zafer"in`


@fast_dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    role: Role
    single: bool  # whether the mark is a single one, such as `'`, not a double one
    owns: bool = False  # whether the mark may be the apostrophe of a plural possessive: `the residents' cars`


@fast_dataclass(frozen=True)
class _Paragraph:
    start: int
    end: int
    marks: tuple[_Mark, ...]

    @property
    def doubles(self) -> tuple[_Mark, ...]:
        return tuple(mark for mark in self.marks if not mark.single)


def find_marked(text: str) -> tuple[Marked, ...]:
    """Return the outermost strings in quotation marks, in order. Strings without letter or digit are left out."""
    paragraphs = tuple(_paragraphs(text))
    found: list[Marked] = []
    index, skip = 0, 0
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        pairs, opened = _pairs(paragraph, skip) if paragraph.marks else ([], None)
        found += [_marked(text, first, last.start, last.end) for first, last in pairs]
        index, skip = index + 1, 0
        if opened is not None:
            end, outer_end, index, skip = _continue(paragraphs, index - 1)
            found.append(_marked(text, opened, end, outer_end))
    return tuple(quote for quote in found if any(char.isalnum() for char in text[quote.start : quote.end]))


def _marked(text: str, first: _Mark, end: int, outer_end: int) -> Marked:
    start = first.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    tail = text[outer_end : outer_end + 2]
    glued = outer_end > end and bool(tail) and (tail[0].isalpha() or (tail[0] in _APOSTROPHE and tail[1:].isalpha()))
    return Marked(start, end, first.start, outer_end, glued)


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    for line in _LINE.finditer(text):
        start, end = line.span()
        marks = [mark for match in MARK.finditer(text, start, end) if (mark := _mark(text, match))]
        yield _Paragraph(start, end, tuple(marks))


def _mark(text: str, match: re.Match[str]) -> _Mark | None:
    before = text[match.start() - 1 : match.start()] or "\n"
    after = text[match.end() : match.end() + 1] or "\n"
    if match[0] == _TWICE and _IN_SINGLE.search(text, text.rfind("\n", 0, match.start()) + 1, match.start()):
        return _Mark(match.end() - 1, match.end(), "close", True)  # the first of the two marks closes a nested string
    single = match[0] in _SINGLE
    if single and ((before.isalnum() and after.isalnum()) or _elides(text, match)):
        return None
    if before.isdigit() and match[0] in "'\u2019\u2033":
        return None
    role = _role(match[0], before, after)
    owns = single and role == "close" and before in "sS" and text[match.end() + 1 : match.end() + 2].isalnum()
    return None if single and role == "either" else _Mark(match.start(), match.end(), role, single, owns)


def _elides(text: str, match: re.Match[str]) -> bool:
    """Return whether a single mark is one of two apostrophes around one letter, as in `rock 'n' roll`."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    return any(pair[:1].isalpha() and pair[1:] in _APOSTROPHE for pair in (before[::-1], after) if len(pair) > 1)


def _role(mark: str, before: str, after: str) -> Role:
    if before == ":" and after == "\n" and mark not in _SINGLE:
        return "open"  # after a colon, a mark at the end of a line opens a quotation that begins on the next line
    free = before.isspace() or before in _BRACKETS or MARK.fullmatch(before) is not None
    ended = after.isspace() or (not after.isalnum() and MARK.fullmatch(after) is None and after not in "([#@$")
    if free and not after.isspace() and not before.isalnum():
        closing = ended and mark in _CLOSING
        return "close" if closing or (mark in _CLOSING and not before.isspace() and before not in _BRACKETS) else "open"
    if not before.isspace() and ended:
        return "close"
    if mark in _OPENING and (after.isalnum() or after.isspace()):
        return "open"
    if mark in _CLOSING:
        return "close"
    return "close" if before.isalnum() else "either"


def _pairs(paragraph: _Paragraph, skip: int) -> tuple[list[tuple[_Mark, _Mark]], _Mark | None]:
    """Return a paragraph's outermost pairs of marks, and the mark that is still open at its end.

    The first `skip` marks are ignored.
    """
    marks = _without_possessives(paragraph.marks[skip:])
    last_single = max((mark.start for mark in marks if mark.single and mark.role == "close"), default=-1)
    pairs: list[tuple[_Mark, _Mark]] = []
    stack: list[_Mark] = []
    closed: list[_Mark] = []
    loose: _Mark | None = None  # the last opening mark of the kind `'` that is not closed yet
    for mark in marks:
        if mark.single and (
            (stack and not stack[0].single) or (not stack and (mark.role != "open" or mark.start > last_single))
        ):
            loose = mark if mark.role == "open" and not stack else loose
            continue
        if stack and stack[0].single and not mark.single:
            continue
        if loose and not stack and mark.role == "close":
            pairs.append((loose, mark))
        loose = None
        if mark.role == "open" or (mark.role == "either" and not stack):
            if not (stack and mark.single):
                stack.append(mark)
        elif stack:
            closed.append(mark)
            opener = stack.pop()
            if not stack:
                pairs.append((opener, mark))
                closed.clear()
    return _recovered(pairs, stack, closed)


def _without_possessives(marks: tuple[_Mark, ...]) -> tuple[_Mark, ...]:
    """Drop the apostrophe of a plural possessive (`residents'`).

    A mark that may be such an apostrophe is dropped if the next single mark (`'`) can close the quote instead.
    """
    if not any(mark.owns for mark in marks):
        return marks
    following: dict[_Mark, _Mark | None] = {}
    after: _Mark | None = None
    for mark in reversed(marks):
        following[mark] = after
        after = mark if mark.single else after
    return tuple(mark for mark in marks if not (mark.owns and (closing := following[mark]) and closing.role == "close"))


def _recovered(
    pairs: list[tuple[_Mark, _Mark]], stack: list[_Mark], closed: list[_Mark]
) -> tuple[list[tuple[_Mark, _Mark]], _Mark | None]:
    """Return all pairs of a paragraph, and the mark that stays open at its end.

    `stack`: the opening marks that no mark closes, outermost first. `closed`: the closing marks of quotations inside
    the outermost one. If `closed` is not empty, its last mark closes the outermost quotation, and an opening mark after
    this last mark stays open. If `closed` is empty, the outermost mark stays open.
    """
    if not stack or stack[0].single:
        return pairs, None
    if closed and closed[-1].start > stack[-1].start:
        return [*pairs, (stack[0], closed[-1])], None
    if closed:
        return [*pairs, (stack[0], closed[-1])], stack[-1]
    return pairs, stack[0]


def _continue(paragraphs: tuple[_Paragraph, ...], index: int) -> tuple[int, int, int, int]:
    """Find the end of a quotation that is still open after paragraph `index`.

    The opening mark may be repeated at the start of each paragraph. Return the offsets before and after the closing
    mark, the index of the next paragraph to read, and how many marks to skip there.
    """
    repeated, last = None, index
    for ahead in range(index + 1, min(len(paragraphs), index + QUOTATION_MARKS_REACH)):
        paragraph = paragraphs[ahead]
        doubles = paragraph.doubles
        begins = bool(doubles) and doubles[0].start == paragraph.start and doubles[0].role != "close"
        if repeated is None:
            repeated = begins
        if begins and repeated:
            closing = _closing(doubles[1:])
            if closing is not None:
                return closing.start, closing.end, ahead, paragraph.marks.index(closing) + 1
            last = ahead
        elif not repeated and not begins and (not doubles or doubles[0].role != "open"):
            if doubles:
                return doubles[0].start, doubles[0].end, ahead, paragraph.marks.index(doubles[0]) + 1
        else:
            break
    return paragraphs[last].end, paragraphs[last].end, last + 1, 0


def _closing(marks: tuple[_Mark, ...]) -> _Mark | None:
    """Return the mark that closes a quotation, or None. `marks`: the marks after the opening mark."""
    depth = 1
    for mark in marks:
        depth += 1 if mark.role == "open" else -1
        if depth == 0:
            return mark
    return None
