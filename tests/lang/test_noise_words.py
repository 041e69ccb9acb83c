"""Section `[noise]` of the packs."""

import pytest

from app.lang.noise_words import NoiseWords
from app.lang.pack import language_pack, languages
from app.text.normalize import fold


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_pack_has_words_for_each_reason_for_noise(language: str) -> None:
    words = language_pack(language).noise
    assert all(
        [words.end_marks, words.related, words.prompts, words.advertisement, words.legal, words.captions, words.labels]
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("REKLAM", "advertisement"),
        ("İlgili haber: Köprü açıldı", "related"),
        ("ABONE OL", "prompt"),
        ("© 2024 Kıyı Gazetesi", "legal"),
        ("Fotoğraf: Deniz Aksu", "caption"),
        ("Reklamcılar Derneği toplandı.", None),
        ("Paylaşım ekonomisi büyüyor.", None),
    ],
)
def test_the_first_words_of_a_line_decide_why_it_is_noise(line: str, reason: str | None) -> None:
    words = language_pack("tr").noise
    assert next((name for name, pattern in words.openings if pattern.match(fold(line))), None) == reason


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "ADVERTISEMENT - CONTINUE READING BELOW"),
        ("en", "This content is only available to premium members"),
        ("en", "Your free trial has ended"),
        ("en", "You have 2 free articles left this month."),
        ("tr", "Bu içerik abonelere özeldir"),
        ("tr", "Reklamdan sonra devam edecek"),
        ("tr", "Devamını okumak için giriş yapın"),
        ("tr", "Ücretsiz makale hakkınız doldu"),
        ("tr", "3 ücretsiz makale hakkınız kaldı"),
        ("de", "Nach der Anzeige geht es weiter"),
        ("de", "Artikel nur mit Abo verfügbar"),
        ("de", "Um diesen Inhalt zu sehen, stimmen Sie bitte zu"),
        ("fr", "Téléchargez notre application"),
        ("fr", "Pour continuer la lecture, connectez-vous"),
        ("es", "El artículo continúa tras la publicidad"),
        ("es", "Has alcanzado tu límite de artículos gratuitos"),
        ("it", "L’articolo continua dopo la pubblicità"),
        ("it", "Hai raggiunto il limite di articoli gratuiti"),
    ],
)
def test_prompts_to_subscribe_or_scroll_are_recognised(language: str, line: str) -> None:
    words = language_pack(language).noise
    prompts = [pattern for name, pattern in words.openings if name == "prompt"]
    assert any(pattern.match(fold(line)) for pattern in (*prompts, words.prompt_ending))


@pytest.mark.parametrize(
    ("line", "ends"),
    [("ETİKETLER", True), ("Etiketler :", True), ("Sıradaki Haber", True), ("Etiketler basıldı", False)],
)
def test_a_line_ends_the_article_only_if_it_is_an_end_mark(line: str, ends: bool) -> None:
    assert bool(language_pack("tr").noise.end.match(fold(line))) is ends


def test_a_pack_without_noise_words_matches_nothing() -> None:
    assert not NoiseWords().end.match("")
    assert not any(pattern.match("x") for _, pattern in NoiseWords().openings)
