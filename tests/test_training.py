"""What the training reads from `training/page_quotes.tsv`."""

import re

from training.page_quotes import FILE, NOBODY, UNNAMED, fingerprint, speaker_of

_FINGERPRINT = re.compile("[0-9a-f]{8}")


def test_each_line_of_the_annotated_pages_has_a_page_words_and_an_answer() -> None:
    lines = [line.split("\t") for line in FILE.read_text("utf-8").splitlines()]
    assert len(lines) > 1_000
    assert all(len(line) == 3 and _FINGERPRINT.fullmatch(line[1]) for line in lines)
    assert all(line[2].strip("|~ ") for line in lines)


def test_a_fingerprint_ignores_how_words_are_spaced() -> None:
    assert fingerprint("We  go\nhome") == fingerprint("We go home") != fingerprint("We go")


def test_an_answer_names_the_speaker_or_leaves_the_speaker_open() -> None:
    assert speaker_of("Emma Holm|Holm") == {"speaker_accept": ["Emma Holm", "Holm"], "speaker_null_ok": False}
    assert speaker_of(f"{UNNAMED}doctors") == {"speaker_accept": ["doctors"], "speaker_null_ok": True}
    assert speaker_of(NOBODY) == {"speaker_accept": [], "speaker_null_ok": True}
