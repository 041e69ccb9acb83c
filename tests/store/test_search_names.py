"""A search by a name finds articles that name it, and no other word that the name's stem happens to be."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine

from app.lang.gazetteers import single_names
from app.lang.search_words import folded, stemmed
from app.lang.word_rules import stemmed_languages
from app.store.filters import ArticleFilter
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.listing import ListRequest
from app.store.search.query import Search, parse_query
from app.store.session import reading, writing
from app.store.writes import save_article
from tests.builders.drafts import article

PLAIN: dict[str, Any] = {"people": (), "places": (), "said": (), "lede": None, "headline": "başlık"}
PROVINCES = (Path(__file__).parent / "provinces.txt").read_text("utf-8").split()
CAPITALS = str.maketrans({"i": "İ", "ı": "I"})
ASCII = str.maketrans("çğıöşüâÇĞİÖŞÜ", "cgiosuaCGIOSU")
NAMES = ("Biden", "Sudan", "Roma", "Putin", "Aslan", "Osman", "Turan", "Texas", "Jones")


def ways(name: str) -> set[str]:
    """The name as printed, in lower case, in Turkish capitals, and each in ASCII."""
    small = name.replace("I", "ı").replace("İ", "i").lower()
    typed = {name, small, small.translate(CAPITALS).upper()}
    return typed | {way.translate(ASCII) for way in typed}


def stems_of(name: str) -> set[str]:
    """What the stemmers make of a name, where that is another word."""
    stems = {stemmed(name, rules.language, rules.stemmer) for rules in stemmed_languages() if rules.stemmer}
    return stems - {folded(name)}


def found(engine: Engine, q: str, **more: Any) -> list[int]:
    with reading(engine) as session:
        query = ArticleQuery(ArticleFilter(q=q, **more))
        items = list_articles(session, query, ListRequest("published_at", limit=200)).items
    return [int(orjson.loads(item)["url"].rsplit("/", 1)[1]) for item in items]


def fill(engine: Engine, *bodies: str, **more: Any) -> None:
    with writing(engine) as session:
        for number, body in enumerate(bodies):
            save_article(session, article(number, paragraphs=(body,), **(PLAIN | more)))


def test_searching_a_province_finds_only_the_article_that_names_the_province(engine: Engine) -> None:
    """The last articles hold, in lower case, each stem of each province in five languages, and inflected words."""
    stems = sorted(set().union(*map(stems_of, PROVINCES)))
    assert {"a", "kar", "bur", "batma", "sams"} <= {*stems, "kar"}
    inflected = ("Kar yağdı, karın kalınlığı arttı.", "Suyun rengi, sudan çıkan balık.", "Batma tehlikesi, batmadan.")
    fill(engine, *(f"{name} merkezinde hava bugün açık." for name in PROVINCES), " ".join(stems), *inflected)
    wrong = {way: hits for n, name in enumerate(PROVINCES) for way in ways(name) if (hits := found(engine, way)) != [n]}
    assert not wrong


@pytest.mark.parametrize("language", ["tr", "en", "de", "fr", "es"])
def test_a_search_for_a_name_does_not_find_texts_that_contain_only_its_stem(engine: Engine, language: str) -> None:
    stems = sorted(set().union(*map(stems_of, NAMES)))
    fill(engine, *(f"Dün {name} konuştu." for name in NAMES), " ".join(stems), language=language)
    wrong = {way: hits for n, name in enumerate(NAMES) for way in ways(name) if (hits := found(engine, way)) != [n]}
    assert not wrong


@pytest.mark.parametrize("language", ["tr", "en", "de", "fr", "es"])
def test_a_search_for_a_stem_does_not_find_names_that_have_this_stem(engine: Engine, language: str) -> None:
    """Each name begins a sentence, where a capital says nothing: the article's entities do."""
    with writing(engine) as session:
        for number, name in enumerate(NAMES):
            body = (f"{name} konuştu.",)
            fields = PLAIN | {"people": (name,), "language": language}
            save_article(session, article(number, paragraphs=body, **fields))
    stems = sorted(set().union(*map(stems_of, NAMES)) - set(map(folded, NAMES)))
    prefixed = {stem for stem in stems if len(stem) >= 5}  # five letters find longer words, names too
    assert {stem: hits for stem in stems if stem not in prefixed and (hits := found(engine, stem))} == {}


def test_a_stem_matches_only_in_articles_of_its_language(engine: Engine) -> None:
    """`closing` has the English stem `clos`, which is no stem of the German or the Turkish article."""
    with writing(engine) as session:
        for number, language in enumerate(("en", "de", "tr", "und")):
            save_article(session, article(number, paragraphs=("they closed it",), **PLAIN, language=language))
    assert found(engine, "closing") == [0]
    assert found(engine, "closed") == [0, 1, 2, 3]


def test_a_short_turkish_word_finds_its_inflected_forms(engine: Engine) -> None:
    fill(engine, "Evlerinden çıktılar.", "Ev yandı.", "Suyu kesildi, sudan korkuyor.")
    assert found(engine, "ev") == [0, 1]
    assert found(engine, "su") == [2]


def test_an_inflected_form_does_not_find_a_stem_of_only_two_letters(engine: Engine) -> None:
    fill(engine, "Evlerinden çıktılar.", "Ev yandı.")
    assert found(engine, "evlerinden") == [0]


def test_a_query_uses_only_stems_of_four_letters_or_more() -> None:
    for word in ("seçimin", "takımın", "Kars", "evler", "closing", "Häuser", "şehirlerinin"):
        query = parse_query(Search(word))
        assert query
        (term,) = query.groups[0]
        short = {form.partition("0")[2] for form in term.forms if len(form.partition("0")[2]) < 4}
        assert short <= {folded(word)}


def test_names_with_an_apostrophe_are_found_in_every_language(engine: Engine) -> None:
    bodies = (
        "O'Neill'in sözleri.",
        "Dün N'Golo Kante geldi.",
        "Jeanne d'Arc filmi.",
        "AB'nin kararı.",
        "VAN'DA KAR VAR.",
    )
    fill(engine, *bodies)
    assert [found(engine, q) for q in ("O'Neill", "o’neill", "neill")] == [[0]] * 3
    assert [found(engine, q) for q in ("N'Golo", "golo", "d'Arc", "D'ARC")] == [[1], [1], [2], [2]]
    assert [found(engine, q) for q in ("AB'nin", "AB", "AB'ye", "nin", "VAN'DA", "van'daki", "da")] == [
        *([3], [3], [3], []),
        *([4], [4], []),
    ]


def test_a_case_ending_after_an_apostrophe_is_ignored_in_a_query(engine: Engine) -> None:
    """`den` is an article in German, `tan` a name."""
    with writing(engine) as session:
        save_article(session, article(0, paragraphs=("Türkiye'nin başkenti Ankara'dan uzak.",), **PLAIN))
        save_article(session, article(1, paragraphs=("Er sieht den Mann und das Tan.",), **PLAIN, language="de"))
        save_article(session, article(2, paragraphs=("Cet été, l'été indien.",), **PLAIN, language="fr"))
        save_article(session, article(3, paragraphs=("Quell'arte, dell'anno.",), **PLAIN, language="it"))
    turkish = {"Türkiye'den": [0], "Kars'tan": [], '"Türkiye\'nin başkenti"': [0], '"Türkiye başkenti"': [0]}
    hits = turkish | {"l'été": [2], "dell'arte": [], "quell'arte": [3]}
    for mode in ("stem", "exact"):
        assert {q: found(engine, q, q_mode=mode) for q in hits} == hits


def test_plurals_of_capitalised_german_nouns_are_found(engine: Engine) -> None:
    fill(engine, "Nach drei Tagen kamen die Züge.", "Alle Tage im Dorf.", language="de")
    assert (found(engine, "Tag"), found(engine, "Zug")) == ([0, 1], [0])


@pytest.mark.parametrize("language", ["tr", "en"])
def test_an_unknown_name_is_not_found_by_a_short_word_that_might_be_its_stem(engine: Engine, language: str) -> None:
    """It begins a sentence, no entity names it, and it is in no gazetteer."""
    names = ("Biden", "Qarsen", "Sulerin", "Bolar")
    assert not {folded(name) for name in names} & single_names()
    fill(engine, *(f"{name} konuştu." for name in names), "bi su bol kar", language=language)
    wrong = {way: hits for n, name in enumerate(names) for way in ways(name) if (hits := found(engine, way)) != [n]}
    assert not wrong
    assert [found(engine, word) for word in ("bi", "su", "bol")] == [[len(names)]] * 3
