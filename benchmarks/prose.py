"""Draw texts of the project at random, to be read by somebody who has not seen the code.

    python -m benchmarks.prose [--seed 1] [--count 60]

Texts are docstrings and comments of `app`, names of tests, messages of errors and warnings, and sentences of the docs.
Docstrings and comments are printed with the line of code that a reader of the file sees beside them, sentences of the
docs with their heading and the sentence before.
The same seed draws the same texts from the same commit.
"""

import argparse
import ast
import io
import random
import re
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
_SHORTEST = 25  # minimum length of a text that is drawn, in characters
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z`*])")
_HEADING = re.compile(r"# [a-z_]+")  # of a part of a table of numbers
_ITEM = re.compile(r"\s*(?:[-*]|\d+\.) ")  # of a list
_MARKUP = re.compile(r"(?:#|\||```|!\[|>|- \[|$)")


class Text(NamedTuple):
    """A text, its location as `path:line`, and what a reader sees beside it.

    That is a signature, the line that a comment is about, or the heading of a sentence and the sentence before it.
    """

    place: str
    kind: str
    words: str
    beside: str = ""


@cache
def texts() -> tuple[Text, ...]:
    """Return all texts, in the order of paths and lines."""
    return tuple(_texts())


def _texts() -> Iterator[Text]:
    for path in sorted((ROOT / "app").rglob("*.py")):
        source = path.read_text("utf-8")
        yield from _docstrings(path, source)
        yield from _comments(path, source)
        yield from _messages(path, source)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        yield from _test_names(path)
    for path in sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]):
        yield from _sentences(path)


def _place(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def _docstrings(path: Path, source: str) -> Iterator[Text]:
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            words = ast.get_docstring(node)
            if words:
                line = getattr(node, "lineno", 1)
                signature = lines[line - 1 : node.body[0].lineno - 1]
                yield Text(_place(path, line), "docstring", words, " ".join(" ".join(signature).split()))


def _comments(path: Path, source: str) -> Iterator[Text]:
    """Yield the comments; consecutive lines that hold only comments are one comment. Names of modules are headings."""
    words, first, last, lines = "", 0, 0, source.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and "type:" not in token.string and not _HEADING.fullmatch(token.string):
            line, is_alone = token.start[0], not token.line[: token.start[1]].strip()
            if words and is_alone and line == last + 1:
                words, last = f"{words} {token.string.lstrip('# ')}", line
                continue
            yield from [Text(_place(path, first), "comment", words, _code_from(lines, first))] * bool(words)
            words, first, last = token.string.lstrip("# "), line, line if is_alone else 0
    yield from [Text(_place(path, first), "comment", words, _code_from(lines, first))] * bool(words)


def _code_from(lines: list[str], line: int) -> str:
    """Return the first code at a line or below it, without its comment."""
    code = (text.split("  # ")[0].strip() for text in lines[line - 1 :])
    return next((text for text in code if text and not text.startswith("#")), "")


def _messages(path: Path, source: str) -> Iterator[Text]:
    """Yield the string arguments of raised errors and of warnings."""
    for node in ast.walk(ast.parse(source)):
        call = node.exc if isinstance(node, ast.Raise) else node
        if isinstance(call, ast.Call) and (isinstance(node, ast.Raise) or getattr(call.func, "id", "") == "warn"):
            said = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            yield from (Text(_place(path, call.lineno), "message", words) for words in said if " " in words)


def _test_names(path: Path) -> Iterator[Text]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield Text(_place(path, node.lineno), "test name", node.name)


def _sentences(path: Path) -> Iterator[Text]:
    """Yield the sentences of the paragraphs and list items of a page; code, tables and headings are left out."""
    is_code, paragraph, first, heading = False, "", 1, ""
    for number, line in enumerate([*path.read_text("utf-8").splitlines(), ""], 1):
        is_code ^= line.lstrip().startswith("```")
        is_indented = line.startswith("    ") and not paragraph
        is_prose, item = not (is_code or is_indented or _MARKUP.match(line.strip())), _ITEM.match(line)
        if paragraph and (item or not is_prose):
            sentences = _SENTENCE.split(paragraph)
            pairs = zip(["", *sentences], sentences, strict=False)
            yield from (Text(_place(path, first), "docs", own, f"{heading} … {last}".strip()) for last, own in pairs)
            paragraph = ""
        if line.startswith("#") and not is_code:
            heading = line.lstrip("# ")
        if is_prose:
            first = first if paragraph else number
            paragraph = f"{paragraph} {line[item.end() if item else 0 :].strip()}".strip()


def draw(seed: int, count: int) -> list[Text]:
    """Return `count` different texts, each kind in proportion to its share of all texts."""
    long_enough = [text for text in texts() if len(text.words) >= _SHORTEST]
    return random.Random(seed).sample(long_enough, count)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=60)
    arguments = parser.parse_args()
    for number, text in enumerate(draw(arguments.seed, arguments.count), 1):
        beside = f"     {text.beside}\n" if text.beside else ""
        sys.stdout.write(f"{number:>3}. [{text.kind}] {text.place}\n{beside}     {' '.join(text.words.split())}\n")


if __name__ == "__main__":
    main()
