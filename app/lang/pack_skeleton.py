"""Generate a language pack for people to fill in. It has every key, with its description as a comment."""

import textwrap
from collections.abc import Iterator
from typing import Any

from pydantic.fields import FieldInfo

from app.lang.lang_numbers import PACK_SKELETON_WIDTH
from app.lang.pack import LanguagePack, few_words
from app.lang.pack_check import flat
from app.lang.pack_keys import EXAMPLES, GRAMMARS, pack_keys
from app.lang.pack_sort import order
from app.text.toml import toml_text

_EXAMPLE = """
# Quotations that extraction must find, with their speakers; ten show that the pack works.
# [[examples]]
# text = "…"
# words = "…"
# speaker = "…"

# For the key of each pattern, texts that the pattern matches.
[pattern_examples]
"""


def skeleton(language: str, grammar: str) -> str:
    """Return the text of a pack with every key.

    Lists are empty, to be filled in. Single values are in comments.

    Args:
        language: ISO 639 code. Words of the language in the shared pack are filled in.
        grammar: `verb_final` or `verb_adjacent`.
    """
    known = dict(flat({**few_words(language), "language": language, "grammar": {"type": grammar}}))
    section, parts = (
        "",
        [f"# How {language} is written and spoken in the news. docs/languages.md explains every key.\n"],
    )
    for key, field in pack_keys(grammar).items():
        if key in EXAMPLES:
            continue
        head, _, name = key.rpartition(".")
        if head != section:
            parts += ["\n", *_comment(_about(head, grammar)), f"[{head}]\n"]
            section = head
        parts += [*_comment(field.description or ""), _entry(name, known.get(key), field)]
    return "".join([*parts, _EXAMPLE])


def _about(section: str, grammar: str) -> str:
    annotation = GRAMMARS[grammar] if section == "grammar" else LanguagePack.model_fields[section].annotation
    return (annotation.__doc__ or "").strip().split("\n\n")[0]


def _comment(text: str) -> Iterator[str]:
    return (f"# {line}\n" for line in textwrap.wrap(" ".join(text.split()), PACK_SKELETON_WIDTH))


def _entry(name: str, value: Any, field: FieldInfo) -> str:
    if isinstance(value, list):
        return f"{name} = [\n" + "".join(f"  {_quoted(word)},\n" for word in sorted(value, key=order)) + "]\n"
    if value is not None:
        return toml_text({name: value})
    default = field.get_default(call_default_factory=True)
    if isinstance(default, tuple | frozenset):
        return f"{name} = []\n"
    return f"# {name} = {_example_value(default)}\n"


def _example_value(default: Any) -> str:
    if isinstance(default, bool):
        return "true"
    if isinstance(default, int):
        return str(default)
    return "{}" if isinstance(default, dict) else "''"


def _quoted(word: str) -> str:
    return toml_text({"x": word}).removeprefix("x = ").strip()
