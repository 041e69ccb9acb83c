"""The architecture page names existing packages, modules and functions; so does the picture of the pipeline."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
SOURCE = "\n".join(path.read_text("utf-8") for path in (ROOT / "app").rglob("*.py"))
PATHS = sorted({name.rstrip("/") for name in re.findall(r"`(app/[\w/.]+)`", PAGE) if "*" not in name})
FUNCTIONS = sorted(set(re.findall(r"`([a-z]+_[a-z_]+)`", PAGE)))


@pytest.mark.parametrize("name", PATHS)
def test_every_path_in_the_architecture_page_exists(name: str) -> None:
    assert (ROOT / name).exists()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_in_the_architecture_page_exists(name: str) -> None:
    assert re.search(rf"\b{name}\b", SOURCE)


@pytest.mark.parametrize("room", ["api", "extraction"])
def test_every_subpackage_is_mentioned_in_the_architecture_page(room: str) -> None:
    names = [path.name for path in (ROOT / "app" / room).iterdir() if path.is_dir() and path.name != "__pycache__"]
    assert not [name for name in names if not re.search(rf"\b{name}\b", PAGE)]


@pytest.mark.parametrize(("room", "most"), [("extraction", 12), ("api", 6)])
def test_a_package_has_at_most_the_allowed_number_of_subpackages(room: str, most: int) -> None:
    shown = [path for path in (ROOT / "app" / room).iterdir() if path.is_dir() and path.name != "__pycache__"]
    assert len(shown) <= most


def test_module_names_are_unique() -> None:
    paths = (path for path in (ROOT / "app").rglob("*.py") if path.name not in ("__init__.py", "__main__.py"))
    names = [path.name for path in paths]
    assert sorted(names) == sorted(set(names))


def test_the_picture_of_the_pipeline_is_plain_svg_and_names_the_packages() -> None:
    picture = ElementTree.parse(ROOT / "docs" / "pipeline.svg").getroot()
    texts = [node.text for node in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert {"document", "layout", "story", "fields", "quotes", "entities"} <= set(texts)
    assert not [node for node in picture.iter() if "href" in node.attrib or node.tag.endswith("script")]
