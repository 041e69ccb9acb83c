"""Pages of the site that are made of files elsewhere: README, CONTRIBUTING, CHANGELOG, the client's, the OpenAPI."""

import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from app.config import Settings
from app.main import create_app

ROOT = Path(__file__).parent.parent.parent
PAGES = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changes.md",
    "clients/python/README.md": "client.md",
    "clients/typescript/README.md": "typescript.md",
}
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)")
_REPOSITORY = {"../../README.md": "index.md", "SECURITY.md": "security.md"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are not in the folder of the docs, and the description itself."""
    for source, target in PAGES.items():
        text = _LINK.sub(_relinked, (ROOT / source).read_text("utf-8"))
        files.append(File.generated(config, target, content=text))
    description = create_app(Settings(database_url="sqlite://")).openapi()
    files.append(File.generated(config, "openapi.json", content=json.dumps(description, ensure_ascii=False)))
    files.append(File.generated(config, "reference.md", content="\n".join(_reference(description))))
    return files


def _relinked(link: re.Match[str]) -> str:
    """Return a link that leads to the page of the site; one to a file of the repository alone becomes its text."""
    text, path, anchor = link[1], link[2], link[3] or ""
    page = PAGES.get(path) or _REPOSITORY.get(path) or (path[5:] if path.startswith("docs/") else None)
    return f"[{text}]({page}{anchor})" if page else text


def _reference(description: dict[str, Any]) -> Iterator[str]:
    """Yield lines of the reference: every operation with its parameters and its answers, by tag."""
    yield "# OpenAPI\n\nA running service shows this at `/docs`, to try."
    yield "The whole description: [openapi.json](openapi.json).\n"
    operations = [
        (operation["tags"][0], method.upper(), path, operation)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    ]
    names = [tag["name"] for tag in description["tags"]]
    operations.sort(key=lambda one: names.index(one[0]))
    for tag, listed in groupby(operations, key=lambda one: one[0]):
        yield f"\n## {tag.capitalize()}\n"
        for _, method, path, operation in listed:
            yield f"\n### {operation['summary']}\n\n`{method} {path}`\n\n{operation['description']}\n"
            yield from _parameters(operation.get("parameters", []))
            yield f"\nAnswers: {', '.join(f'`{status}`' for status in operation['responses'])}.\n"


def _parameters(parameters: list[dict[str, Any]]) -> Iterator[str]:
    if parameters:
        yield "\n| parameter | in | meaning |\n|---|---|---|"
    for one in parameters:
        meaning = one.get("description", "").replace("\n", " ").replace("|", "\\|")
        yield f"| `{one['name']}` | {one['in']} | {meaning} |"
