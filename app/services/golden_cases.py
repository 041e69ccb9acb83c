"""Turn a draft into the short plain values of a golden case, and write the files of a new case."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from app.errors import FileRefused
from app.extraction import extract
from app.schemas.article import ArticleDraft
from app.schemas.quote import QuoteDraft
from app.services.new_rule import new_rule, rule_path
from app.text.normalize import fold
from app.text.toml import toml_text
from app.text.url import canonical_url, registrable_domain

CASES = Path("tests/golden")
EXPECTED = (
    *(
        "headline",
        "alternative_headline",
        "kicker",
        "lede",
        "language",
        "url",
        "section",
        "publisher",
        "agencies",
        "authors",
    ),
    *("tags", "published", "modified_at", "is_paywalled", "page_type", "blocks", "media", "images", "quotes"),
    "entities",
)
_NAME = re.compile(r"[a-z]{2,3}/[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 100  # maximum length of the name of a case, in characters
_WORDS = 8  # the name of a case takes at most this many words from the URL
_LINE = 110  # maximum length of a JSON value on one line, in characters
_UNSURE = 0.7  # fields with a confidence below this are listed to be checked by hand


@dataclass(frozen=True)
class NewCase:
    """A golden case that is not written yet."""

    name: str
    files: dict[Path, bytes]  # content of each file, by path
    checks: tuple[str, ...]  # what a person should check in the files


def view(article: ArticleDraft) -> dict[str, Any]:
    """Reduce a draft to plain values that a person can check."""
    plain = json.loads(article.model_dump_json())
    return {
        **plain,
        "agencies": [agency["code"] for agency in plain["agencies"]],
        "authors": [author["name"] for author in plain["authors"]],
        "tags": [tag["name"] for tag in plain["tags"]],
        "published": plain["published"] and {k: plain["published"][k] for k in ("local", "precision", "zone")},
        "blocks": [[block.type, block.text] for block in article.blocks if block.start is not None],
        "media": [[block.type, block.text] for block in article.blocks if block.start is None],
        "images": plain["images"],
        "page_type": article.page_type.value,
        "quotes": [quote_view(quote) for quote in article.quotes],
        "entities": {entity.name: entity.type for entity in article.entities},
    }


def quote_view(quote: QuoteDraft) -> dict[str, str | None]:
    """Reduce a quote to plain values: field, kind, words, speaker, cue."""
    return {
        "field": quote.field,
        "kind": quote.kind,
        "text": quote.text,
        "speaker": quote.speaker.name if quote.speaker else None,
        "cue": quote.cue.text if quote.cue else None,
    }


def expected_fields(article: ArticleDraft) -> dict[str, Any]:
    """Return the fields of a draft that a golden case compares."""
    fields = view(article)
    return {name: fields[name] for name in EXPECTED}


def new_case(page: bytes, url: str, name: str | None = None, *, with_rule: bool = True) -> NewCase:
    """Build the files of a golden case, and a rule if the publisher has none. Nothing is written.

    Raises:
        FileRefused: the address is not a valid URL, or the name is not `<language>/<name>`.
        ExtractionError: the page contains no article.
    """
    if not url.isprintable() or canonical_url(url) is None:
        raise FileRefused(f"not an address of a page: {url[:200]!a}")
    if name is not None and not is_case_name(name):
        raise FileRefused(f"not the name of a case, as tr/ornek is: {name[:200]!a}")
    article = extract(page, url)
    name = name or case_name(url, article.language)
    folder, expected = CASES / name, expected_fields(article)
    files = {
        folder / "page.html": page,
        folder / "about.toml": toml_text({"url": url}).encode(),
        folder / "expected.json": json_lines(expected).encode(),
    }
    made = new_rule(page, url, article, name, expected_fields) if with_rule else None
    if made:
        files[made.path] = made.text.encode()
    return NewCase(name, files, (*_checks(article), *(made.checks if made else _no_rule(url, name))))


def write_case(root: Path, case: NewCase) -> tuple[Path, ...]:
    """Write the files below `root` and return their paths. An existing rule is not overwritten.

    Raises:
        FileRefused: the case exists, or a file would lie outside of the root or cannot be written.
    """
    paths = tuple(path for path in case.files if CASES in path.parents or not (root / path).exists())
    if outside := next((p for p in paths if not (root / p).resolve().is_relative_to(root.resolve())), None):
        raise FileRefused(f"{root / outside} lies outside of {root}")
    try:
        (root / CASES / case.name).mkdir(parents=True)
        for path in paths:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            with (root / path).open("xb") as file:
                file.write(case.files[path])
    except FileExistsError as error:
        raise FileRefused(f"{error.filename} exists; name the case with --case, or remove it first") from error
    except OSError as error:
        raise FileRefused(f"{error.filename} cannot be written: {error.strerror}") from error
    return paths


def is_case_name(name: str) -> bool:
    """Return whether a name is `<language>/<name>` in lower-case ASCII letters, digits and single hyphens."""
    return len(name) <= _LONGEST and _NAME.fullmatch(name) is not None


def case_name(url: str, language: str) -> str:
    """Derive the name `<language>/<site>-<slug>` of a case from an address, in lower-case ASCII letters and digits."""
    domain = registrable_domain(url) or ""
    last = next((part for part in reversed(urlsplit(url).path.split("/")) if part), "")
    words = re.findall(r"[a-z0-9]+", fold(unquote(re.sub(r"\.[A-Za-z]{2,5}$", "", last))))
    site = re.findall(r"[a-z0-9]+", domain.split(".")[0])
    short = "-".join([*site, *words[:_WORDS]])[: _LONGEST - 4].strip("-")
    return f"{language}/{short or 'page'}"


def json_lines(fields: dict[str, Any]) -> str:
    """Render JSON for editing by hand: one field per line, long fields with one item per line."""
    return "{\n" + ",\n".join(f"  {json.dumps(name)}: {_json(value)}" for name, value in fields.items()) + "\n}\n"


def _json(value: Any) -> str:
    short = json.dumps(value, ensure_ascii=False)
    if len(short) <= _LINE or not isinstance(value, list | dict):
        return short
    if isinstance(value, list):
        return "[\n" + ",\n".join(f"    {json.dumps(item, ensure_ascii=False)}" for item in value) + "\n  ]"
    items = (f"    {json.dumps(k, ensure_ascii=False)}: {json.dumps(v, ensure_ascii=False)}" for k, v in value.items())
    return "{\n" + ",\n".join(items) + "\n  }"


def _checks(article: ArticleDraft) -> Iterator[str]:
    """Yield what a person should check: the blocks, missing fields, fields of low confidence, warnings."""
    size = f"{len(article.blocks)} with {article.word_count} words"
    yield f"blocks: {size}; is every paragraph of the story there, and nothing else?"
    for name in ("lede", "published", "authors", "section", "images"):
        if not getattr(article, name):
            yield f"{name}: none found; does the page print one?"
    for name, found in article.provenance.items():
        if found.confidence < _UNSURE:
            yield f"{name}: unsure ({found.origin}, confidence {found.confidence:.2f})"
    yield from (f"{warning.field or 'page'}: {warning.message}" for warning in article.warnings)


def _no_rule(url: str, name: str) -> tuple[str, ...]:
    path = rule_path(registrable_domain(url))
    return (f'rule: none was written; where there is one, {path} should name "{name}" in its cases',) if path else ()
