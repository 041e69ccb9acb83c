"""Turkish names near a quotation that are not its subject: owners, topics, people who are asked."""

import pytest

from app.extraction.quotes import extract_quotes


def speakers(text: str) -> list[str | None]:
    return [quote.speaker.name if quote.speaker else None for quote in extract_quotes(text, "tr")]


TOPICS = [
    "Kenan Demir maçtan sonra konuştu. Ali Kaya için “Çok çalışıyor” dedi.",
    "Kenan Demir maçtan sonra konuştu. Ali Kaya hakkında ise “Çok çalışıyor” ifadesini kullandı.",
    "Kenan Demir maçtan sonra konuştu. Ali Kaya ile ilgili “Çok çalışıyor” diyen Demir, taraftara teşekkür etti.",
    "Kenan Demir, rakibi Ali Kaya için “Çok çalışıyor” dedi.",
    "Kenan Demir, Ali Kaya gibi isimlere değinerek “Çok çalışıyorlar” dedi.",
]


@pytest.mark.parametrize("text", TOPICS)
def test_a_name_before_a_postposition_is_not_the_speaker(text: str) -> None:
    assert speakers(text) == ["Kenan Demir"]


@pytest.mark.parametrize("owned", ["avukatı", "annesi", "eşi", "yakın arkadaşı"])
@pytest.mark.parametrize("follows", [" ise “Müvekkilim suçsuz” dedi.", ", “Müvekkilim suçsuz” dedi."])
def test_the_owner_of_the_subject_is_not_the_speaker(owned: str, follows: str) -> None:
    assert "Ali Kaya" not in speakers(f"Ali Kaya tutuklandı. Kaya'nın {owned}{follows}")


OWNERS_WHO_SPEAK = [
    ("Ali Kaya'nın avukatı Oya Denizli, “Müvekkilim suçsuz” dedi.", "Oya Denizli"),
    ("Ali Kaya'nın “Ben suçsuzum” sözleri tepki çekti.", "Ali Kaya"),
    ("Ali Kaya'nın annesi geldi. Kaya, annesine bakarak, “Ben suçsuzum” dedi.", "Ali Kaya"),
]


@pytest.mark.parametrize(("text", "speaker"), OWNERS_WHO_SPEAK)
def test_a_name_in_the_genitive_may_still_be_the_speaker(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


def test_somebody_who_answers_is_not_credited_with_the_question_of_a_common_noun() -> None:
    answer = "sorusuna “Aile meselesi sandım hâkim bey” yanıtını vermesi salonu susturdu."
    found = speakers(f"Ali Kaya'nın, mahkeme başkanının “Neden polisi aramadın?” {answer}")
    assert found[0] != "Ali Kaya"
    assert found[1:] == ["Ali Kaya"]


def test_somebody_unnamed_is_the_speaker_although_a_name_follows() -> None:
    told = "Çiftin yakın bir arkadaşı ise Akça'nın çok kırgın olduğunu söyledi: “Aylardır ayrı evlerde kalıyorlardı.”"
    assert speakers(f"Derya Akça ayrılığı duyurdu.\n\n{told}") == ["bir arkadaşı"]
