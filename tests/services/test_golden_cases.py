"""New cases: named after their address, inside of the root, readable, and passing as they are."""

import json
import tomllib
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import ExtractionError, FileRefused
from app.extraction import extract
from app.publishers.rule import GENERIC, PublisherRule, publishers
from app.services.golden_cases import (
    EXPECTED,
    case_name,
    expected_fields,
    is_case_name,
    json_lines,
    new_case,
    view,
    write_case,
)
from tests.golden_case import CASES, address, draft, page

STORY = "<p>The council closed the bridge for nine weekends, and nobody in the village was asked before it did so.</p>"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
HOSTILE = st.sampled_from(["../../x", "/etc/passwd", "..\\..\\x", 'a"]\n[b]', "']|//*['", "\x7f\x1f", "con", "a" * 300])
VALUES = st.one_of(TEXTS, HOSTILE)


@pytest.mark.parametrize("case", CASES)
def test_adding_a_golden_page_again_writes_the_same_expected_fields(case: str, tmp_path: Path) -> None:
    url = address(case)
    assert url
    made = new_case(page(case), url)
    write_case(tmp_path, made)
    folder = tmp_path / "tests/golden" / made.name
    written = json.loads((folder / "expected.json").read_text("utf-8"))
    assert tuple(written) == EXPECTED
    extracted = view(
        extract((folder / "page.html").read_bytes(), tomllib.loads((folder / "about.toml").read_text())["url"])
    )
    assert written == {field: extracted[field] for field in written}


@pytest.mark.parametrize("case", CASES)
def test_the_rule_generated_for_a_new_case_does_not_change_any_extracted_field(case: str) -> None:
    url = address(case) or ""
    made = new_case(page(case), url, "xx/one")
    rules = [content for path, content in made.files.items() if path.parent.name == "rules"]
    domain = draft(case).publisher.domain if draft(case).publisher else None  # type: ignore[union-attr]
    assert bool(rules) == (domain not in publishers())
    for content in rules:
        rule = PublisherRule.model_validate(tomllib.loads(content.decode()))
        assert rule.domain == domain
        assert rule.cases == ("xx/one",)
        ruled = extract(page(case), url, rule=rule)
        assert expected_fields(ruled) == expected_fields(extract(page(case), url, rule=GENERIC))


@settings(max_examples=25, deadline=None)
@given(title=VALUES, site=VALUES, name=VALUES, path=VALUES, host=st.sampled_from(["a.example", "[::1]", "x_y.example"]))
def test_any_page_gives_valid_golden_files_inside_the_root_folder(
    title: str, site: str, name: str, path: str, host: str
) -> None:
    content = (
        f"<html lang='{escape(name)}'><title>{escape(title)}</title>"
        f"<meta property='og:site_name' content='{escape(site)}'>"
        f"<h1 class='{escape(name)}'>A bridge {escape(title)}</h1><div id='{escape(name)}'>{STORY * 3}</div>"
    ).encode()
    try:
        made = new_case(content, f"https://{host}/{path}")
    except (FileRefused, ExtractionError):
        return
    with TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        written = write_case(root, made)
        assert {file for file in Path(folder).rglob("*") if file.is_file()} == {root / file for file in written}
        assert is_case_name(made.name)
        for file in written:
            text = (root / file).read_bytes()
            if file.suffix == ".toml":
                values = tomllib.loads(text.decode())
                assert file.name == "about.toml" or PublisherRule.model_validate(values).domain == file.stem
            elif file.suffix == ".json":
                assert json.loads(text)["headline"]


@given(st.text(), st.sampled_from(["tr", "und", "zh"]))
def test_any_url_gives_a_valid_name_for_a_golden_case(path: str, language: str) -> None:
    assert is_case_name(case_name(f"https://www.ornek.com.tr/{path}", language))


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.trthaber.com/haber/dunya/rusya-gorusme-797123.html", "tr/trthaber-rusya-gorusme-797123"),
        ("https://ornek.com.tr/İstanbul'da-kar-yağışı/", "tr/ornek-istanbul-da-kar-yagisi"),
        ("https://ornek.com.tr/%C5%9Fehir.aspx?id=3#x", "tr/ornek-sehir"),
        ("https://akhbar.example/%D8%AC%D8%B3%D8%B1", "tr/akhbar"),
        (
            "https://bir.example/one-two-three-four-five-six-seven-eight-nine",
            "tr/bir-one-two-three-four-five-six-seven-eight",
        ),
        ("https://[::1]/", "tr/1"),
    ],
)
def test_a_golden_case_is_named_after_its_url(url: str, name: str) -> None:
    assert case_name(url, "tr") == name


@pytest.mark.parametrize(
    "name", ["", "tr", "tr/", "/tr/x", "tr/../x", "tr/x/y", "TR/x", "tr/x.", "tr/-x", "tr/x\n", "tr/" + "x" * 98]
)
def test_an_invalid_name_for_a_golden_case_is_refused(name: str) -> None:
    assert not is_case_name(name)
    with pytest.raises(FileRefused, match="not the name of a case"):
        new_case(b"<p>x", "https://ornek.example/a", name)


@pytest.mark.parametrize(
    "url", ["", "x", "ftp://ornek.example/a", "https://", "https://ornek.example/\udcff", "https://a.example/\n"]
)
def test_a_golden_case_with_an_invalid_url_is_refused(url: str) -> None:
    with pytest.raises(FileRefused, match="not an address"):
        new_case(b"<p>x", url)


def test_a_new_golden_case_does_not_follow_a_symbolic_link_out_of_the_root_folder(tmp_path: Path) -> None:
    made = new_case(page("en/harbour-bridge"), "https://www.portcourier.example/x", "en/x")
    (tmp_path / "root/tests").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "root/tests/golden").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileRefused, match="lies outside"):
        write_case(tmp_path / "root", made)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_golden_case_that_cannot_be_written_gives_a_one_line_error(tmp_path: Path) -> None:
    (tmp_path / "tests").write_text("a file")
    made = new_case(page("en/harbour-bridge"), "https://www.portcourier.example/x", "en/x")
    with pytest.raises(FileRefused, match="cannot be written"):
        write_case(tmp_path, made)


def test_long_fields_of_expected_json_have_one_item_per_line() -> None:
    fields = {
        "lede": None,
        "tags": ["a", "b"],
        "blocks": [["paragraph", "ş" * 120], ["heading", "x"]],
        "entities": {"a": "b" * 120},
    }
    written = json_lines(fields)
    assert json.loads(written) == fields
    assert written.splitlines()[:4] == ["{", '  "lede": null,', '  "tags": ["a", "b"],', '  "blocks": [']
    assert written.count("\n") == 11


def test_a_new_golden_case_lists_missing_and_uncertain_fields_to_check() -> None:
    content = f"<html lang=en><title>Bridge is closed</title><h1>Bridge is closed</h1>{STORY}".encode()
    checks = " / ".join(new_case(content, "https://ornek.example/local/a-bridge").checks)
    for part in ("blocks: 1 with 19 words", "lede: none found", "published: none found", "authors: none found"):
        assert part in checks
    assert "publisher: unsure (url, confidence 0.60)" in checks
    assert "app/publishers/rules/ornek.example.toml: add what you know of name, zone, headline, lede, body" in checks
