"""Plug-in recognisers: a tiny pipeline built here, and clear errors if a package or model is missing."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.errors import SettingsError
from app.extraction import extract, extract_entities, use_recognizer
from app.extraction.entities import adapters

TEXT = "Kanatlı Derneği'nin başkanı Zümrüt Ak, Karapınar'a gitti. Ak döndü."
PATTERNS = [
    {"label": "ORG", "pattern": "Kanatlı Derneği'nin"},
    {"label": "PERSON", "pattern": "Zümrüt Ak"},
    {"label": "PERSON", "pattern": [{"TEXT": "Ak"}]},
    {"label": "GPE", "pattern": [{"TEXT": {"REGEX": "^Karapınar"}}]},
    {"label": "DATE", "pattern": "gitti"},
]


@pytest.fixture(autouse=True)
def builtin_afterwards() -> Iterator[None]:
    yield
    use_recognizer("builtin")


@pytest.fixture
def pipeline(tmp_path: Path) -> str:
    """The folder of a Turkish spaCy pipeline that knows the names of the text."""
    import spacy  # only the process that runs this test needs a second for it

    made = spacy.blank("tr")
    made.add_pipe("entity_ruler").add_patterns(PATTERNS)
    made.to_disk(tmp_path / "tiny")
    return str(tmp_path / "tiny")


def found(text: str = TEXT) -> dict[str, str]:
    return {entity.name: entity.type for entity in extract_entities(text, "tr")}


def test_a_surname_and_a_full_name_found_by_spacy_become_one_entity(pipeline: str) -> None:
    use_recognizer(f"spacy:{pipeline}")
    assert found() == {"Kanatlı Derneği": "organization", "Zümrüt Ak": "person", "Karapınar": "location"}
    person = next(entity for entity in extract_entities(TEXT, "tr") if entity.type == "person")
    assert [mention.text for mention in person.mentions] == ["Zümrüt Ak", "Ak"]


def test_names_found_by_a_plug_in_are_entities_of_the_article(pipeline: str) -> None:
    use_recognizer(f"spacy:{pipeline}")
    article = extract(f"<html lang=tr><h1>Dernek</h1><article><p>{TEXT * 5}</p></article>".encode(), force=True)
    assert {entity.name for entity in article.entities} >= {"Zümrüt Ak", "Karapınar"}
    for mention in (mention for entity in article.entities for mention in entity.mentions):
        assert article.body[mention.start : mention.end] == mention.text or mention.field != "body"


def test_the_error_names_a_model_that_cannot_be_loaded() -> None:
    with pytest.raises(SettingsError, match=r"spacy: the model 'no_such_model' cannot be loaded"):
        use_recognizer("spacy:no_such_model")


@pytest.mark.parametrize("name", ["gliner", "stanza"])
def test_the_error_for_a_missing_package_is_one_line(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(SettingsError, match=rf"^NEWS_ENTITY_RECOGNIZER={name} .*pip install {name}$"):
        use_recognizer(f"{name}:x")


def test_the_error_for_an_unknown_recogniser_names_the_known_ones() -> None:
    with pytest.raises(SettingsError, match="builtin, gliner, spacy, stanza"):
        use_recognizer("flair:x")


class Gliner:
    """The part of GLiNER's interface that the adapter uses."""

    @classmethod
    def from_pretrained(cls, model: str) -> "Gliner":
        assert model == "tiny"
        return cls()

    def predict_entities(self, text: str, labels: list[str]) -> list[dict[str, object]]:
        assert "person" in labels
        at = text.index("Zümrüt Ak")
        return [{"start": at, "end": at + 9, "label": "person"}, {"start": -1, "end": 10**6, "label": "person"}]


class Stanza:
    """The part of Stanza's interface that the adapter uses."""

    def __init__(self, language: str, **options: object) -> None:
        assert (language, options["dir"], options["download_method"]) == ("tr", "models", None)

    def __call__(self, text: str) -> SimpleNamespace:
        at = text.index("Karapınar")
        entity = SimpleNamespace(start_char=at, end_char=at + len("Karapınar'a"), type="LOC")
        return SimpleNamespace(ents=[entity, SimpleNamespace(start_char=0, end_char=3, type="MONEY")])


def test_names_found_by_gliner_and_stanza_are_read_through_their_adapters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gliner", SimpleNamespace(GLiNER=Gliner))
    use_recognizer("gliner:tiny")
    assert found() == {"Zümrüt Ak": "person"}
    monkeypatch.setitem(sys.modules, "stanza", SimpleNamespace(Pipeline=Stanza))
    use_recognizer("stanza:models")
    assert found() == {"Karapınar": "location"}


def test_every_label_of_a_plug_in_recogniser_maps_to_an_entity_type() -> None:
    assert set(adapters.LABELS.values()) == {"person", "location", "organization", "event", "product"}
