"""The explorer's modules as they are written: small, one-way, never markup from text, all words in both languages."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from tests.browser.screenshots import MOST_BYTES, SHOTS
from tests.builders.servers import ROOT

STATIC = ROOT / "app/web/static"
MODULES = sorted((STATIC / "explorer").glob("*.js"))
STRINGS: dict[str, dict[str, str]] = json.loads((STATIC / "strings.json").read_text("utf-8"))
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|\beval\(|new Function"
    r"|setAttribute\(\"(?:style|on\w+)\"|\bstyle:|\.style\b"
)
# Keys that are put together from a code of the API, or from the name of a parameter or unit.
PREFIXES = ("t_", "ts_", "by_", "kind_", "cue_", "pt_", "w_", "d_", "f_", "o_", "nav_", "per_", "role_", "sample_")


@cache
def source(module: Path) -> str:
    return module.read_text("utf-8")


def imports(module: Path) -> list[str]:
    return re.findall(r'from "\./([a-z0-9_]+\.js)"', source(module))


def literal_keys() -> set[str]:
    """Keys that the modules and the page name in full."""
    text = "\n".join(map(source, MODULES)) + (STATIC / "explorer.html").read_text("utf-8")
    return set(re.findall(r'"([a-z0-9_]+)"', text))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_every_explorer_module_is_small_and_begins_with_a_description(module: Path) -> None:
    lines = source(module).splitlines()
    assert len(lines) <= 300
    assert lines[0].startswith("// ")
    functions = re.findall(r"^(?:export )?(?:async )?function \w+.*?^}$", source(module), re.M | re.S)
    assert all(function.count("\n") < 40 for function in functions)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_explorer_modules_never_set_text_as_markup_or_style(module: Path) -> None:
    assert not MARKUP.findall(source(module))
    assert "http://" not in source(module).replace("http://www.w3.org/2000/svg", "")


def test_imports_between_explorer_modules_form_no_cycle() -> None:
    below: dict[str, set[str]] = {}

    def reached(name: str, path: tuple[str, ...]) -> set[str]:
        assert name not in path, f"imports in a circle: {path}"
        if name not in below:
            names = imports(STATIC / "explorer" / name)
            below[name] = set(names).union(*(reached(one, (*path, name)) for one in names))
        return below[name]

    assert reached("main.js", ()) == {module.name for module in MODULES} - {"main.js"}


def is_complete(forms: dict[str, str]) -> bool:
    """Whether a text is there in both languages, with the same places to fill in, in every form of number."""
    places = [set(re.findall(r"\{(\w)\}", part)) for form in forms.values() for part in form.split("|")]
    return set(forms) == {"tr", "en"} and all(forms.values()) and all(place == places[0] for place in places)


def test_every_interface_text_is_used_and_exists_in_turkish_and_english() -> None:
    assert not [key for key, forms in STRINGS.items() if not is_complete(forms)]
    assert not [key for key in STRINGS if key not in literal_keys() and not key.startswith(PREFIXES)]


def test_every_interface_text_that_modules_use_exists() -> None:
    asked = {key for module in MODULES for key in re.findall(r'\bt\("([a-z0-9_]+)"', source(module))}
    assert asked <= set(STRINGS)
    labels = re.findall(r'data-t(?:-label)?="(\w+)"', (STATIC / "explorer.html").read_text("utf-8"))
    assert set(labels) <= set(STRINGS)


def test_the_interface_has_a_text_for_every_warning_of_extraction() -> None:
    """Those of a value that was cut or refused share a text that names the field."""
    modules = [path.read_text("utf-8") for path in (ROOT / "app/extraction").rglob("*.py")]
    codes = {code for text in modules for code in re.findall(r'warn\(\s*"([a-z_]+)"', text)}
    codes |= set(
        re.findall(r'^    "([a-z]+_[a-z]+)": "', (ROOT / "app/extraction/evidence.py").read_text("utf-8"), re.M)
    )
    assert {"body_empty", "parsed_again", "published_from_change"} <= codes
    shared = {code for code in codes if code.endswith(("_cut", "_refused"))}
    assert {code for code in codes - shared if f"w_{code}" not in STRINGS} == set()


def test_the_explorer_page_has_no_inline_script_or_style() -> None:
    page = (STATIC / "explorer.html").read_text("utf-8")
    assert not re.findall(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=", page)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)


def test_the_explorer_page_preloads_all_modules() -> None:
    """Without these links, a browser finds a module only when it has read the one that imports it."""
    page = (STATIC / "explorer.html").read_text("utf-8")
    preloaded = re.findall(r'<link rel="modulepreload" href="/static/explorer/([a-z0-9_]+\.js)">', page)
    assert preloaded == [module.name for module in MODULES if module.name != "main.js"]


def test_the_pictures_of_the_docs_are_the_generated_screenshots() -> None:
    assert {path.stem for path in (ROOT / "docs/pictures").glob("*.png")} == {shot.name for shot in SHOTS}


def test_the_pictures_of_the_docs_are_small_files() -> None:
    assert max(path.stat().st_size for path in (ROOT / "docs/pictures").glob("*.png")) <= MOST_BYTES
