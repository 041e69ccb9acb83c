"""Sentences cover the text, in order, and end where a reader would end them."""

from hypothesis import given
from hypothesis import strategies as st

from app.text.sentences import mask, split_sentences


def sentences(text: str, *abbreviations: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, frozenset(abbreviations))]


def test_a_full_stop_ends_a_sentence() -> None:
    assert sentences("Yol açıldı. Köprü bekliyor! Neden? Bilmiyoruz…") == [
        "Yol açıldı.",
        "Köprü bekliyor!",
        "Neden?",
        "Bilmiyoruz…",
    ]


def test_a_full_stop_before_a_lower_case_word_does_not_end_the_sentence() -> None:
    assert sentences("Saat 10. kattaki odada. bekliyordu") == ["Saat 10. kattaki odada. bekliyordu"]


def test_an_initial_or_ordinal_or_abbreviation_with_full_stop_ends_no_sentence() -> None:
    assert sentences("Prof. Ayşe K. Er 3. Etapta konuştu. Sonra gitti.", "prof") == [
        "Prof. Ayşe K. Er 3. Etapta konuştu.",
        "Sonra gitti.",
    ]


def test_several_full_stops_in_a_row_end_one_sentence() -> None:
    assert sentences('Gel!.. Git?!" Dur...a Kal.)] Bit…') == ["Gel!..", 'Git?!"', "Dur...a Kal.)]", "Bit…"]


def test_splitting_a_text_of_many_full_stops_takes_linear_time() -> None:
    assert sentences("a" + "." * 1_000_000) == ["a" + "." * 1_000_000]


def test_a_line_break_ends_a_sentence() -> None:
    assert sentences("Ara başlık\n\nİlk cümle") == ["Ara başlık", "İlk cümle"]


def test_a_full_stop_in_a_masked_span_ends_no_sentence() -> None:
    text = 'Er, "Gel. Git." dedi.'
    masked = mask(text, [(4, 15)])
    assert len(masked) == len(text)
    assert masked.startswith("Er, ")
    assert masked.endswith(" dedi.")
    assert list(split_sentences(masked)) == [(0, len(text))]


@given(st.text(alphabet="aA .!?\n\"'é1", max_size=200))
def test_sentences_are_split_in_order_and_only_white_space_is_lost(text: str) -> None:
    position = 0
    for start, end in split_sentences(text):
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        position = end
    assert not text[position:].strip()
