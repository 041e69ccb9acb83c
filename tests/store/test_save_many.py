"""Articles stored together leave the same rows as articles stored one after another."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import Engine, text
from sqlmodel import SQLModel

from app.errors import Gone
from app.schemas.article import ArticleDraft
from app.schemas.record import draft_id
from app.store.draft_rows import unpacked
from app.store.session import reading, writing
from app.store.statement_matching import PER_BAND
from app.store.writes import Saved, delete_article, save_article, save_articles
from tests.builders.drafts import START, article

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
LONG = "Bu köprüyü gelecek yılın sonuna kadar bitirip halkımızın hizmetine açacağız"
SAID = ("Yol bitti", "Kar var", LONG, f"{LONG} dedik", "Köprüyü ve limanı da aynı ay içinde açmayı düşünüyoruz")
PEOPLE = ("Demir", "Ayşe Demir", "Fatma Demir", "AYŞE DEMİR", "Kaya", "Elif Kaya", "Ankara")
PLACES = ("Ankara", "ANKARA", "İzmir", "Kaya")
# what a batch may write otherwise (see `write_entities`): number and time of the change that merged an entity, and the
# names of an entity without articles, which nothing shows
STAMP, SHOWN = {"seq", "changed_at"}, {"name", "folded_name", "aliases_json", "names_json"}
UNREPEATED = {"secret"}  # tables of random values


def drawn(dice: random.Random, number: int) -> ArticleDraft:
    """An article with names and quotes that other articles have, too."""
    people, places = (dice.sample(names, dice.randint(0, 3)) for names in (PEOPLE, PLACES))
    said = [(words, dice.choice([None, *people])) for words in dice.sample(SAID, dice.randint(0, 3))]
    spoken = [f'{speaker or "Bir yetkili"}, "{words}" dedi.' for words, speaker in said]
    filler = dice.choice(("Kar yağdı. " * 30, f"Sayı {number} budur.", "Yol kapandı, okullar tatil edildi."))
    return article(
        number,
        paragraphs=(*spoken, " ".join((*people, *places)) or "Kimse yok.", filler),
        people=people,
        places=places,
        said=said,
        tags=dice.sample(("Kar", "Yol", "Okul"), dice.randint(0, 2)),
        authors=dice.sample(("Elif Kaya", "Ali Can"), dice.randint(0, 1)),
        headline=dice.choice(("Haber", "Yeni haber")),
        language=dice.choice(("tr", "tr", "en")),
        published_at=dice.choice((None, START, START + timedelta(days=number % 40))),
    )


def rows(engine: Engine) -> dict[str, list[str]]:
    """Every row of every table, without what a batch may write otherwise."""
    found = {}
    with reading(engine) as session:
        for table in SQLModel.metadata.sorted_tables:
            listed = [dict(row) for row in session.execute(table.select()).mappings()]
            if table.name == "entity":
                listed = [without(row, STAMP | SHOWN if row["article_count"] == 0 else STAMP) for row in listed]
            found[table.name] = sorted(map(repr, listed))
        for name in ("article_fts", "quote_fts"):
            found[name] = sorted(repr(tuple(row)) for row in session.execute(text(f"SELECT * FROM {name}")))
    return {name: listed for name, listed in found.items() if name not in UNREPEATED}


def without(row: dict[str, object], names: set[str]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in names}


def save_each(engine: Engine, drafts: Sequence[ArticleDraft]) -> list[Saved]:
    with writing(engine) as session:
        return [save_article(session, draft, now=NOW) for draft in drafts]


def save_together(engine: Engine, drafts: Sequence[ArticleDraft]) -> list[Saved | Gone]:
    with writing(engine) as session:
        return save_articles(session, [(unpacked(draft), None) for draft in drafts], now=NOW)


@pytest.mark.parametrize("seed", range(4))
def test_articles_stored_together_have_the_same_rows_as_articles_stored_one_by_one(
    engine: Engine, other_engine: Engine, seed: int
) -> None:
    """The second batch meets stored articles, entities and statements; both repeat articles, entities and quotes."""
    dice = random.Random(seed)
    for first in (0, 20):
        drafts = [drawn(dice, first + dice.randint(0, 30)) for _ in range(30)]
        assert save_together(engine, drafts) == save_each(other_engine, drafts)
        assert rows(engine) == rows(other_engine)


def test_changes_by_a_batch_are_numbered_in_the_order_of_its_articles(engine: Engine) -> None:
    numbers = [3, 1, 2, 1]
    save_together(engine, [article(number, headline=f"Haber {at}") for at, number in enumerate(numbers)])
    with reading(engine) as session:
        found = session.execute(text("SELECT seq, type FROM change ORDER BY seq")).all()
        seqs = session.execute(text("SELECT url, seq FROM article ORDER BY seq")).all()
    assert found == [(1, "article.created"), (2, "article.created"), (3, "article.created"), (4, "article.revised")]
    assert [(url[-1], seq) for url, seq in seqs] == [("3", 1), ("2", 3), ("1", 4)]


def test_articles_of_a_batch_with_the_same_body_are_duplicates_of_the_first(engine: Engine) -> None:
    drafts = [article(number) for number in range(3)]
    first, *others = save_together(engine, drafts)
    assert isinstance(first, Saved)
    assert first.duplicate_of is None
    assert [isinstance(one, Saved) and one.duplicate_of for one in others] == [first.article_id] * 2


def test_at_most_a_fixed_number_of_statements_is_stored_for_each_band(engine: Engine, other_engine: Engine) -> None:
    """The quotes share words, but are said by different people: each is a statement of its own."""
    numbers = count()
    names = [f"Kişi{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(2 * PER_BAND + 3)]
    drafts = [
        article(next(numbers), paragraphs=(f'{name}, "{LONG}" dedi.',), people=[name], places=(), said=[(LONG, name)])
        for name in names
    ]
    save_together(engine, drafts[:3])
    save_together(engine, drafts[3:])
    save_each(other_engine, drafts)
    assert rows(engine) == rows(other_engine)
    with reading(engine) as session:
        largest = session.execute(text("SELECT max(n) FROM (SELECT count(*) n FROM statement_band GROUP BY band) b"))
        assert largest.scalar_one() == PER_BAND


def test_of_several_saved_articles_only_the_deleted_article_is_refused(engine: Engine) -> None:
    drafts = [article(number) for number in range(3)]
    save_together(engine, drafts)
    with writing(engine) as session:
        delete_article(session, draft_id(drafts[1]))
    outcomes = save_together(engine, [*drafts, article(3)])
    assert [one.outcome if isinstance(one, Saved) else one.slug for one in outcomes] == [
        "unchanged", "gone", "unchanged", "created"
    ]  # fmt: skip
