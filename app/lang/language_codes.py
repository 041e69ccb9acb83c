"""Convert language tags (BCP 47, ISO 639) to the codes that articles are stored with. `iso639.toml` has the codes."""

import re
from functools import cache
from pathlib import Path

from app.lang.knowledge import Knowledge
from app.text.toml import read_toml

_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*\Z", re.A | re.I)


class _Table(Knowledge):
    codes: dict[str, tuple[str, ...]]
    same: dict[str, str]


def language_code(tag: str) -> str | None:
    """Return the code with which articles are stored: `tr`, `tr-TR`, `tr_TR` and `tur` → `tr`, `nb` → `no`.

    A language without a two-letter code keeps its three-letter code of ISO 639-3. Return None if the tag names no
    language.
    """
    found = _TAG.match(tag.strip())
    if found is None:
        return None
    code = _two_letters().get(found[1].lower(), found[1].lower())
    code = _table().same.get(code, code)
    return code if len(code) > 2 or code in _table().codes else None


@cache
def _table() -> _Table:
    return read_toml(Path(__file__).with_name("iso639.toml"), _Table)


@cache
def _two_letters() -> dict[str, str]:
    return {longer: code for code, others in _table().codes.items() for longer in others}
