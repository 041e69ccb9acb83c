"""Reports written from one template are separate groups; copies of a report join its group even much later."""

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine, select
from sqlmodel import col

from app.schemas.article import ArticleDraft
from app.store.filters import ArticleFilter
from app.store.queries.article_queries import ArticleQuery, list_articles
from app.store.queries.listing import ListRequest
from app.store.session import reading, writing
from app.store.tables import Article
from app.store.writes import save_article
from tests.builders.drafts import START, article

PROVINCES = (Path(__file__).parent / "provinces.txt").read_text("utf-8").split()
PLAIN: dict[str, Any] = {"people": (), "places": (), "said": (), "lede": None}
QUAKE = (
    "{place}'da {size} büyüklüğünde deprem meydana geldi.",
    "Afet ve Acil Durum Yönetimi Başkanlığının (AFAD) internet sitesinde yer alan bilgiye göre, saat"
    " {hour}.{minute:02}'te merkez üssü {place} olan {size} büyüklüğünde deprem kaydedildi.",
    "Yerin {depth} kilometre derinliğinde meydana gelen deprem çevre ilçelerde de hissedildi. Depremde ilk"
    " belirlemelere göre can veya mal kaybı yaşanmadı. Ekiplerin bölgedeki tarama çalışmaları sürüyor.",
)
MARKET = (
    "Borsa İstanbul'da BIST 100 endeksi, güne yüzde {size} değer kazancıyla {points} puandan başladı.",
    "Açılışta BIST 100 endeksi önceki kapanışa göre {depth} puan artarak {points} puana çıktı. Bankacılık endeksi"
    " yüzde {size}, holding endeksi yüzde {minute} değer kazandı. En çok kazandıran ulaştırma endeksi oldu.",
    "Analistler, bugün yurt içinde veri gündeminin sakin olduğunu, yurt dışında ise enflasyon verilerinin takip"
    " edileceğini belirterek, teknik açıdan endekste {points} seviyesinin destek konumunda olduğunu kaydetti.",
)
OTHERS = {
    "en": "A magnitude {size} earthquake struck near the town of {place} on Monday, the geological survey said. The"
    " quake hit at {hour}:{minute:02} at a depth of {depth} kilometres. No casualties were reported so far and the"
    " authorities said that no tsunami warning was issued for the coast.",
    "de": "Ein Erdbeben der Stärke {size} hat die Region {place} erschüttert. Das teilte der Erdbebendienst mit."
    " Das Beben ereignete sich um {hour}.{minute:02} Uhr in einer Tiefe von {depth} Kilometern. Berichte über"
    " Schäden oder Verletzte liegen bislang nicht vor, teilten die Behörden am Montag mit.",
}
BOILERPLATE = "Gelişmeleri kaçırmamak için bizi takip edin ve bültenimize hemen bugün ücretsiz olarak abone olun."


def report(template: Sequence[str], number: int) -> tuple[str, ...]:
    chance = random.Random(number)
    facts = {
        "place": f"{PROVINCES[number % 81]} {chance.choice(PROVINCES)}",
        "size": f"{chance.randint(2, 6)},{chance.randint(0, 9)}",
        "hour": chance.randint(0, 23),
        "minute": chance.randint(0, 59),
        "depth": f"{chance.randint(5, 30)},{chance.randint(10, 99)}",
        "points": f"{chance.randint(7, 11)}.{chance.randint(100, 999)},{chance.randint(10, 99)}",
    }
    return tuple(paragraph.format(**facts) for paragraph in template)


def copied(chance: random.Random, paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The report as another site has it: as it is, cut, with boilerplate around, rearranged, with other words."""
    first, *rest = paragraphs
    return chance.choice(
        [
            (first, *rest),
            (first, rest[0]),
            (*paragraphs, BOILERPLATE),
            (BOILERPLATE, *rest, first),
            (first.replace("meydana geldi", "oldu").replace("güne", "haftaya"), *rest),
        ]
    )


def save(engine: Engine, bodies: Sequence[Sequence[str]], days: int = 0) -> list[ArticleDraft]:
    drafts = [
        article(
            number + 1_000 * days,
            paragraphs=body,
            published_at=START + timedelta(days=days, minutes=number),
            **PLAIN,
        )
        for number, body in enumerate(bodies)
    ]
    with writing(engine) as session:
        for draft in drafts:
            save_article(session, draft)
    return drafts


def groups(engine: Engine) -> list[set[int]]:
    """Numbers of the articles of each group."""
    found: dict[Any, set[int]] = defaultdict(set)
    with reading(engine) as session:
        for row in session.execute(select(col(Article.group_id), col(Article.url))):
            found[row.group_id].add(int(row.url.rsplit("/", 1)[1]))
    return sorted(found.values(), key=min)


@pytest.mark.parametrize(("template", "count"), [(QUAKE, 200), (MARKET, 60)])
def test_reports_from_one_template_are_grouped_only_with_their_copies(
    engine: Engine, template: Sequence[str], count: int
) -> None:
    """More than the 50 articles that are looked at in each band come between a report and its copy."""
    chance = random.Random(5)
    reports = [report(template, number) for number in range(count)]
    assert len(set(reports)) == count
    save(engine, [*reports, *(copied(chance, one) for one in reports)])
    assert groups(engine) == [{number, count + number} for number in range(count)]


def test_reports_of_three_earthquakes_are_not_near_duplicates(engine: Engine) -> None:
    for month, number in enumerate((3, 4, 5)):
        save(engine, [report(QUAKE, number)], days=30 * month)
    query = ArticleQuery(ArticleFilter(duplicates="collapse"))
    with reading(engine) as session:
        assert len(list_articles(session, query, ListRequest("-published_at")).items) == 3


@pytest.mark.parametrize(("days", "together"), [(0, True), (20, True), (28, False), (365, False)])
def test_equal_texts_published_at_least_four_weeks_apart_are_two_stories(
    engine: Engine, days: int, together: bool
) -> None:
    words = ("Bugün kent genelinde hava parçalı bulutlu, yer yer yağmurlu geçecek, rüzgar hafif esecek.",)
    save(engine, [words])
    save(engine, [words, words], days=days)
    assert len(groups(engine)) == (1 if together else 2)


def test_a_chain_of_small_changes_does_not_join_different_stories(engine: Engine) -> None:
    """Each text shares four fifths of its words with the one before it, and nothing with the one ten before."""
    chance = random.Random(6)
    words = ["".join(chance.choices("abcdefghıjklmnoprstuvyz", k=6)) for _ in range(40 * 20)]
    save(engine, [[" ".join(words[20 * step : 20 * step + 200])] for step in range(30)])
    widths = [max(group) - min(group) for group in groups(engine)]
    assert max(widths) < 10


def test_reports_of_two_events_with_shared_background_are_two_groups(engine: Engine) -> None:
    """Six paragraphs of shared background with many names and numbers; the first sentence tells another event."""
    background = [" ".join(report(MARKET, 500 + number)) for number in range(6)]
    save(engine, [[report(QUAKE, number)[0], *background] for number in (11, 12)])
    assert len(groups(engine)) == 2


def test_a_report_with_a_corrected_number_stays_in_its_group(engine: Engine) -> None:
    paragraphs = report(QUAKE, 7)
    save(engine, [paragraphs, [paragraphs[0], paragraphs[1], paragraphs[2].replace("Yerin ", "Yerin 1")]])
    assert len(groups(engine)) == 1


def test_a_copy_in_capitals_joins_the_group_of_its_original(engine: Engine) -> None:
    paragraphs = report(QUAKE, 8)
    capitals = [p.replace("i", "İ").upper() for p in paragraphs]
    save(engine, [paragraphs, capitals])
    assert len(groups(engine)) == 1


@pytest.mark.parametrize("language", ["en", "de"])
def test_english_or_german_reports_from_one_template_are_not_grouped_together(engine: Engine, language: str) -> None:
    places = PROVINCES[:20]
    bodies = [(report((OTHERS[language],), number)) for number in range(20)]
    with writing(engine) as session:
        for number, body in enumerate(bodies):
            fields = PLAIN | {"places": (places[number],), "language": language}
            save_article(session, article(number, paragraphs=body, **fields))
    assert len(groups(engine)) == 20


def test_collapsed_lists_show_one_article_per_group(engine: Engine) -> None:
    reports = [report(QUAKE, number) for number in range(5)]
    save(engine, [*reports, *reports])
    with reading(engine) as session:
        query = ArticleQuery(ArticleFilter(duplicates="collapse"))
        items = list_articles(session, query, ListRequest("published_at")).items
    assert [int(orjson.loads(item)["url"].rsplit("/", 1)[1]) for item in items] == [0, 1, 2, 3, 4]
