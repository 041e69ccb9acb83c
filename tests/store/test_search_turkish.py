"""Search in Turkish: names of provinces however they are typed, inflected forms, the same hits on both databases."""

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine

from app.store.filters import ArticleFilter, QuoteFilter
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.listing import ListRequest
from app.store.queries.quote_queries import list_quotes
from app.store.session import make_engine, reading, writing
from app.store.writes import save_article
from tests.builders.drafts import article
from tests.builders.postgresql import new_database

# Random queries that are asked of both databases; `make fuzz` asks 2,000.
QUERIES = int(os.environ.get("SEARCH_QUERIES", "400"))
PLAIN: dict[str, Any] = {"people": (), "places": (), "said": (), "lede": None}
PROVINCES = (Path(__file__).parent / "provinces.txt").read_text("utf-8").split()
CAPITALS = str.maketrans({"i": "İ", "ı": "I"})
ASCII = str.maketrans("çğıöşüÇĞİÖŞÜ", "cgiosuCGIOSU")
# Dictionary form: forms met in texts.
INFLECTED = {
    "ev": ["evlerinden", "evimizde"],
    "okul": ["okullarda", "okulumuzun"],
    "köprü": ["köprünün", "köprüler"],
    "yol": ["yollar", "yolda"],
    "araba": ["arabaların"],
    "çocuk": ["çocuklar", "çocuğun"],
    "kitap": ["kitapları", "kitabı"],
    "seçim": ["seçimlerde", "seçimin"],
    "bakan": ["bakanlar"],
    "başkan": ["başkanın", "başkanı"],
    "deprem": ["depremde", "depremin"],
    "fiyat": ["fiyatlar", "fiyatların"],
    "ihracat": ["ihracatın"],
    "şirket": ["şirketler", "şirketin"],
    "banka": ["bankalar"],
    "hastane": ["hastanede", "hastanelerin"],
    "öğretmen": ["öğretmenler"],
    "mahkeme": ["mahkemenin"],
    "karar": ["kararlar", "kararı"],
    "belediye": ["belediyeler", "belediyenin"],
    "üniversite": ["üniversitelerde"],
    "takım": ["takımın"],
    "oyuncu": ["oyuncular"],
    "yarış": ["yarışlar"],
    "orman": ["ormanlar"],
    "yangın": ["yangınlar"],
    "gazete": ["gazeteler"],
    "haber": ["haberler", "haberin"],
    "sınır": ["sınırlar"],
    "petrol": ["petrolün"],
}
FORMS = [(word, form) for word, forms in INFLECTED.items() for form in forms]


def found(engine: Engine, q: str, **more: Any) -> list[str]:
    with reading(engine) as session:
        wanted = ArticleQuery(ArticleFilter(q=q, **more))
        items = list_articles(session, wanted, ListRequest("published_at", limit=200)).items
    return [orjson.loads(item)["url"].rsplit("/", 1)[1] for item in items]


def fill(engine: Engine, bodies: list[str], **more: Any) -> None:
    with writing(engine) as session:
        for number, body in enumerate(bodies):
            save_article(session, article(number, paragraphs=(body,), headline="Başlık", **(PLAIN | more)))


def test_every_province_is_found_in_any_spelling(engine: Engine) -> None:
    assert len(PROVINCES) == 81
    fill(engine, [f"{name} merkezinde hava bugün açık." for name in PROVINCES])
    lost = []
    for number, name in enumerate(PROVINCES):
        small = name.replace("I", "ı").replace("İ", "i").lower()
        ways = {small, small.translate(CAPITALS).upper(), small.translate(ASCII), name.translate(ASCII).upper()}
        lost += [way for way in ways if str(number) not in found(engine, way)]
    assert not lost


def test_inflected_forms_are_found_by_their_dictionary_form(engine: Engine) -> None:
    assert (len(INFLECTED), len(FORMS)) == (30, 45)
    fill(engine, [f"Dün {form} konuşuldu." for _, form in FORMS])
    missed = [(word, form) for number, (word, form) in enumerate(FORMS) if str(number) not in found(engine, word)]
    assert not missed


def test_an_exact_search_finds_no_inflected_form(engine: Engine) -> None:
    fill(engine, ["Yeni okullar açıldı.", "Yeni okul açıldı."])
    assert found(engine, "okul") == ["0", "1"]
    assert found(engine, "OKUL", q_mode="exact") == ["1"]
    assert found(engine, "oku*", q_mode="exact") == ["0", "1"]


def test_relevance_ranks_whole_words_first_then_stems_then_prefixes(engine: Engine) -> None:
    fill(engine, ["Bir başkanlık sarayı.", "Yeni başkanın sözleri.", "Yeni başkan konuştu."])
    with writing(engine) as session:
        save_article(session, article(3, paragraphs=("Haber.",), headline="Başkan", **PLAIN))
    with reading(engine) as session:
        wanted = ArticleQuery(ArticleFilter(q="başkan"))
        items = list_articles(session, wanted, ListRequest("relevance")).items
    assert [orjson.loads(item)["url"][-1] for item in items] == ["3", "2", "1", "0"]


# ---------- the same on both databases ----------
VOCABULARY = [
    *("isparta", "gül", "hasadı", "evlerinden", "çıktılar", "yükseldi", "konuştu", "görüştü", "kar", "yağdı", "ışık"),
    *("bridge", "closed", "closing", "straße", "müller", "élysée", "niño", "москва", "αθήνα", "ς", "東京", "القاهرة"),
    *("Kars'ta", "sudan", "Biden", "Batman", "batmadan", "O'Neill'in", "AB'nin", "dell'arte", "yollar", "Tagen"),
    *("1e5a", "3d", "8e7e", "50ea8", "2024", "covid-19", "a.b", "Ankara'da", "l'été", "O’Neill", "x_y", "ﬁn", "ǅ", "ﷺ"),
]
FIELDS = ("headline", "lede", "body", "quotes")


def texts(chance: random.Random, size: int) -> str:
    return " ".join(word if chance.random() < 0.6 else word.upper() for word in chance.choices(VOCABULARY, k=size))


def query(chance: random.Random) -> dict[str, Any]:
    """A query of words, phrases, minus, OR, prefixes and stray marks; sometimes in some fields, sometimes exact."""
    parts = []
    for _ in range(chance.randint(1, 4)):
        word = chance.choice(VOCABULARY)
        shapes = (word, word.upper(), f"-{word}", f'"{word} {chance.choice(VOCABULARY)}"', f"{word[:2]}*", "OR")
        parts.append(chance.choice((*shapes, f"headline:{word}", f"{word[: chance.randint(1, len(word))]}", '"', "(")))
    fields = tuple(chance.sample(FIELDS, chance.choice((0, 0, 1, 2))))
    return {"q": " ".join(parts), "q_in": fields, "q_mode": chance.choice(("stem", "stem", "exact"))}


@pytest.fixture
def both(
    sqlite_template: Path, tmp_path: Path, postgresql_template: tuple[str, str]
) -> Iterator[tuple[Engine, Engine]]:
    """The same 120 articles in a SQLite and in a PostgreSQL database."""
    shutil.copy(sqlite_template, tmp_path / "news.db")
    server, template = postgresql_template
    with new_database(server, template) as name:
        engines = (make_engine(f"sqlite:///{tmp_path}/news.db"), make_engine(f"{server}/{name}"))
        for engine in engines:
            _fill(engine)
        yield engines
        for engine in engines:
            engine.dispose()


def _fill(engine: Engine) -> None:
    chance = random.Random(11)
    with writing(engine) as session:
        for number in range(120):
            words = f"Dedi ki {texts(chance, 6)}."
            fields: dict[str, Any] = {
                "headline": texts(chance, 4),
                "lede": texts(chance, 5),
                "language": chance.choice(("tr", "en", "de", "fr", "und")),
                "paragraphs": (words, texts(chance, 12)),
                "said": ((words[8:], None),),
            }
            save_article(session, article(number, people=("Biden", "Batman"), places=(), **fields))


def test_sqlite_and_postgresql_find_the_same_articles(both: tuple[Engine, Engine]) -> None:
    chance, hits = random.Random(12), 0
    for _ in range(QUERIES):
        asked = query(chance)
        sort = chance.choice(("published_at", "-published_at", "relevance"))
        one, other = (_answer(engine, asked, sort) for engine in both)
        assert one == other, (asked, sort)
        hits += bool(one[0])
    assert hits > QUERIES * 0.3


def _answer(engine: Engine, asked: dict[str, Any], sort: str) -> tuple[list[str], list[str]]:
    """Addresses of the articles and words of the quotes, in their order."""
    with reading(engine) as session:
        page = ListRequest(sort, limit=200)
        articles = list_articles(session, ArticleQuery(ArticleFilter(**asked)), page).items
        wanted = QuoteFilter(q=asked["q"], q_mode=asked["q_mode"])
        quotes = list_quotes(session, wanted, ListRequest("published_at", limit=200)).items
    return [orjson.loads(item)["url"] for item in articles], [orjson.loads(item)["id"] for item in quotes]
