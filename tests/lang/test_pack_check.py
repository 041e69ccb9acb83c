"""What `pack check` says of the text of a pack: one table row per kind of complaint."""

from pathlib import Path

import pytest

from app.lang.pack import PACKS, language_pack, languages, use_pack
from app.lang.pack_check import check_text
from app.lang.pack_keys import NEEDED, NEEDED_BY_GRAMMAR, pack_keys
from app.lang.pack_skeleton import skeleton
from app.lang.pack_sort import sorted_text
from tests.builders.packs import packs_restored

GRAMMARS = ("verb_adjacent", "verb_final")


def complaints(text: str) -> list[tuple[int, str, str]]:
    """The complaints that are no `missing`, as line, key and text."""
    found = check_text(f'language = "qx"\n{text}', "qx")
    return [(c.line, c.key, c.text) for c in found if c.text != "missing"]


@pytest.mark.parametrize(
    ("text", "line", "key", "wanted"),
    [
        ("monhts = []", 2, "monhts", "unknown key"),
        ("[dates]\nmonhts = []", 3, "dates.monhts", "unknown key; did you mean `months`?"),
        ('[grammar]\ntype = "verb_adjacent"\nquotatives = []', 4, "grammar.quotatives", "grammar `verb_final`"),
        ('[grammar]\ntype = "inverted"', 2, "grammar", "verb_adjacent"),
        ("[quotes]\ncues = 3", 3, "quotes.cues", "valid tuple"),
        ('stemmer = "italic"', 2, "stemmer", "italian"),
        ('[quotes]\ncue_patterns = [\n  "wirft(",\n]', 3, "quotes.cue_patterns", "not a regular expression"),
        ('[quotes]\ncues = [\n  "dice",\n  "dice",\n]', 5, "quotes.cues", "doubled: `dice` is listed twice"),
        ('[images]\ncredit = [\n  "Foto",\n]', 4, "images.credit", "although the shared pack has it"),
        ('[quotes]\ncues = [\n  "dice",\n  "ama",\n]', 5, "quotes.cues", "not sorted: `ama` comes before `dice`"),
        ('[quotes]\ncues = ["ama", "dice"]', 3, "quotes.cues", "one entry a line"),
        ('[quotes]\ncues = [\n  "Dice",\n]', 4, "quotes.cues", "never matches: `Dice` is compared in lower case"),
        ('[quotes]\ncues = [\n  "dic(?:e|ono)",\n]', 4, "quotes.cues", "is a pattern among words"),
        ('[quotes]\ncues = [\n  "ha  detto",\n]', 4, "quotes.cues", "has a space too many"),
        ('[noise]\nlabels = [\n  "",\n]', 4, "noise.labels", "an empty entry matches everywhere"),
        (
            '[quotes]\nname_noun_stems = [\n  "film",\n  "filmat",\n]',
            5,
            "quotes.name_noun_stems",
            "doubled: `film` stands for `filmat`, too",
        ),
        ('[dates]\nmonths = [["gennaio"]]', 3, "dates.months", "12 lists expected, 1 found"),
        ("[dates]\nmonths = [" + '["maj"],' * 12 + "]", 3, "dates.months", "doubled: `maj` is listed twice"),
        ('[grammar]\ntype = "verb_final"\nevidential_pattern = "Mış"', 4, "grammar.evidential_pattern", "no example"),
        (
            '[quotes]\ncue_patterns = [\n  "warf",\n  "wirft",\n]\n[pattern_examples]\ncue_patterns = ["wirft vor"]',
            4,
            "quotes.cue_patterns",
            "never matches its own examples: `warf`",
        ),
        (
            '[quotes]\ncue_patterns = [\n  "warf",\n]\n[pattern_examples]\ncue_patterns = ["warf", "ruft"]',
            7,
            "pattern_examples.cue_patterns",
            "no pattern of `quotes.cue_patterns` matches `ruft`",
        ),
        ('[pattern_examples]\ncue_pattern = ["warf"]', 3, "pattern_examples.cue_pattern", "no such pattern"),
    ],
)
def test_pack_check_reports_a_fault_with_line_and_key(text: str, line: int, key: str, wanted: str) -> None:
    found = complaints(text)
    assert [complaint for complaint in found if complaint[:2] == (line, key) and wanted in complaint[2]], found


def test_pack_check_reports_invalid_toml() -> None:
    (complaint,) = check_text("cues = [", "qx")
    assert complaint.stops
    assert "not TOML" in complaint.text


def test_pack_check_reports_a_language_that_differs_from_the_file_name() -> None:
    assert any(complaint.key == "language" for complaint in check_text('language = "it"', "qx"))


@pytest.mark.parametrize("grammar", GRAMMARS)
def test_pack_check_reports_required_keys_without_an_entry(grammar: str) -> None:
    text = skeleton("qx", grammar)
    missing = {complaint.key for complaint in check_text(text, "qx") if complaint.text == "missing"}
    assert missing == {*NEEDED, *NEEDED_BY_GRAMMAR[grammar]} - {"grammar.type"}
    assert len(check_text(text, "qx")) == len(missing)


@pytest.mark.parametrize("grammar", GRAMMARS)
def test_a_new_pack_file_has_every_key_with_its_description(grammar: str) -> None:
    text = " ".join(skeleton("qx", grammar).replace("\n# ", " ").split())
    for key, field in pack_keys(grammar).items():
        assert key.rpartition(".")[2] in text
        assert field.description, key
        assert " ".join(field.description.split()) in text or key == "examples"


def test_a_new_pack_contains_the_shared_pack_entries_of_its_language() -> None:
    text = skeleton("it", "verb_adjacent")
    assert 'default_zone = "Europe/Rome"' in text
    assert '  "della",' in text
    assert 'conjunctions = [\n  "e",\n]' in text


@pytest.mark.parametrize("grammar", GRAMMARS)
def test_every_required_pack_key_is_a_known_pack_key(grammar: str) -> None:
    assert {*NEEDED, *NEEDED_BY_GRAMMAR[grammar]} <= pack_keys(grammar).keys()


@pytest.mark.parametrize("language", sorted(languages()))
def test_pack_check_finds_no_fault_in_the_packs(language: str) -> None:
    text = (PACKS / f"{language}.toml").read_text("utf-8")
    assert [f"{c.line}: {c.key}: {c.text}" for c in check_text(text, language)] == []


def test_pack_check_finds_no_fault_in_the_shared_pack() -> None:
    text = (PACKS / "_shared.toml").read_text("utf-8")
    assert [f"{c.line}: {c.key}: {c.text}" for c in check_text(text, "_shared")] == []
    misspelt = text.replace("[noise]\n", '[noise]\nlegal_x = ["a"]\n', 1)
    assert any(complaint.stops for complaint in check_text(misspelt, "_shared"))


def test_a_pack_can_be_loaded_from_any_file(tmp_path: Path) -> None:
    path = tmp_path / "qy.toml"
    path.write_text('language = "qy"\ncommon_words = ["xo"]\n', "utf-8")
    before = languages()
    assert not language_pack("qy").common_words
    with packs_restored():
        use_pack(path)
        assert language_pack("qy").common_words == {"xo"}
        assert languages() == before | {"qy"}
    assert languages() == before


def test_sorting_a_pack_keeps_comments_and_removes_duplicates() -> None:
    text = '[quotes]\ncues = [\n  "dice",  # he says\n  "ama",\n  \'dice\',\n]\nmonths = [\n  ["b"],\n  ["a"],\n]\n'
    wanted = '[quotes]\ncues = [\n  "ama",\n  "dice",  # he says\n]\nmonths = [\n  ["b"],\n  ["a"],\n]\n'
    assert sorted_text(text) == wanted
    assert sorted_text(wanted) == wanted
    assert '"ama"' not in sorted_text(text, {"quotes.cues": ["ama"]})
    assert '"ama"' in sorted_text(text, {"quotes.other": ["ama"]})
