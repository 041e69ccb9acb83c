"""Kept words of the search index: what was indexed comes back, in a fraction of the room."""

import re

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from app.store.draft_rows import rows_of_draft
from app.store.migrations import migrate
from app.store.packed_words import _FOLDED, STEM, column_of, dictionary_of, packed_words, unpacked_words
from app.store.session import make_engine, reading, writing
from app.store.writes import delete_article, save_article
from tests.builders.drafts import article

WORD = st.text(st.characters(categories=("Ll", "Lo", "Nd")), min_size=1, max_size=40)
WORDS = st.lists(WORD | st.sampled_from(["kar", "karlar", "karda", "kitap", "kitabi"]), max_size=12)
STEMS = WORDS.map(lambda words: [f"tr0{word}" for word in words]) | WORDS
FIELDS = st.lists(st.tuples(WORDS.map(" ".join), STEMS.map(dict.fromkeys).map(" ".join)), min_size=1, max_size=4)


@given(FIELDS, st.text())
def test_words_are_the_same_after_packing_and_unpacking(fields: list[tuple[str, str]], body: str) -> None:
    dictionary = dictionary_of(body)
    assert unpacked_words(packed_words(fields, dictionary), dictionary) == fields


def test_packed_words_have_at_most_a_quarter_of_the_size_of_their_text() -> None:
    text = "Şehirde {} gündür yağan kar yolları kapattı, okullar tatil edildi."
    draft = article(paragraphs=[text.format(number) for number in range(9)], said=())
    rows = rows_of_draft(draft)
    assert len(rows.words.packed) < len(draft.body.encode()) / 4


def test_words_come_before_stems_in_a_column_of_the_index() -> None:
    assert column_of(("karlar yagdi", "tr0kar tr0yag")) == f"karlar yagdi {STEM}tr0kar {STEM}tr0yag"
    assert column_of(("snow", "")) == "snow"


def test_a_fixed_sample_of_packed_words_can_still_be_unpacked() -> None:
    dictionary = dictionary_of("Karlar eridi, İstanbul’un kitabı bitti.")
    packed = bytes.fromhex("2b2932e0cac6a6164519578a6ea273811e00")
    assert unpacked_words(packed, dictionary) == [("karlar eridi istanbul kitabi bitti", "tr0kar tr0istanbul tr0kitap")]


@given(st.text())
def test_the_dictionary_of_a_body_has_its_words_in_ascii_and_lower_case_between_single_spaces(body: str) -> None:
    """Stored words can only be unpacked with the same dictionary, byte by byte, with which they were packed."""
    plain = "".join(_FOLDED.get(letter, letter) for letter in body).encode().lower()
    assert dictionary_of(body) == re.sub(rb"[^0-9a-z\x80-\xff]+", b" ", plain)


def test_a_deleted_article_leaves_no_word_in_the_index(database_url: str) -> None:
    engine = make_engine(database_url)
    with writing(engine) as session:
        kept, gone = (save_article(session, article(number)).article_id for number in range(2))
        delete_article(session, gone)
    if engine.dialect.name == "sqlite":
        with writing(engine) as session:
            delete_article(session, kept)
            for name in ("article", "quote"):
                session.execute(text(f"CREATE VIRTUAL TABLE temp.{name}_terms USING fts5vocab(main, {name}_fts, row)"))
                assert session.execute(text(f"SELECT count(*) FROM {name}_terms")).scalar_one() == 0
    engine.dispose()


def test_the_words_of_an_index_are_the_same_after_migrating_down_and_up_again(database_url: str) -> None:
    engine = make_engine(database_url)
    with writing(engine) as session:
        for number in range(3):
            save_article(session, article(number))
        save_article(session, article(3, published_at=None))
        before = {name: session.execute(text(f"SELECT * FROM {name}_fts")).all() for name in ("article", "quote")}
    migrate(database_url, "0021")
    migrate(database_url)
    with reading(engine) as session:
        after = {name: session.execute(text(f"SELECT * FROM {name}_fts")).all() for name in before}
    assert after == before
    engine.dispose()
