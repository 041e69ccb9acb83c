"""The paywall that a page declares: in its metadata, else in a line where the story ends."""

import json

import pytest

from app.extraction import extract
from app.schemas.article import ArticleDraft

TITLE = "Council votes for free buses on Saturdays"
PROSE = {
    "en": "The council voted for free buses on Saturdays after four hours, by twenty-seven votes to twenty-four.",
    "tr": "Meclis, dört saat süren görüşmeden sonra cumartesi günleri otobüslerin ücretsiz olması için karar verdi.",
    "de": "Der Stadtrat hat nach vier Stunden beschlossen, dass die Busse am Samstag für alle kostenlos fahren.",
    "fr": "Le conseil a voté après quatre heures de débat la gratuité des bus le samedi pour tous les habitants.",
    "es": "El pleno aprobó después de cuatro horas de debate que los autobuses sean gratuitos todos los sábados.",
    "it": "Il consiglio ha votato dopo quattro ore di dibattito per gli autobus gratuiti il sabato per tutti.",
}


def page(line: str, language: str = "en", head: str = "") -> ArticleDraft:
    body = f"<article><h1>{TITLE}</h1><p>{PROSE[language]}</p>{line}</article>"
    text = f"<html lang={language}><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"
    return extract(text.encode(), "https://vega.example/a", language=language, force=True)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "This article is for subscribers only."),
        ("en", "You have reached your limit of free articles."),
        ("en", "Subscribe to continue reading"),
        ("tr", "Bu içerik abonelere özeldir"),
        ("tr", "Devamını okumak için abone olun"),
        ("de", "Dieser Artikel ist nur für Abonnenten"),
        ("fr", "Cet article est réservé aux abonnés"),
        ("es", "Este contenido es exclusivo para suscriptores"),
        ("it", "Questo contenuto è riservato agli abbonati"),
    ],
)
def test_a_line_that_reserves_the_text_for_subscribers_marks_a_paywall(language: str, line: str) -> None:
    found = page(f"<p>{line}</p>", language)
    assert found.is_paywalled is True
    assert line not in found.body


@pytest.mark.parametrize(
    "line", ["", "<p>Sign up for our newsletter</p>", "<p>Article continues after advertisement</p>"]
)
def test_a_line_that_reserves_nothing_for_subscribers_marks_no_paywall(line: str) -> None:
    assert page(line).is_paywalled is None


def test_an_article_declared_free_is_not_paywalled_despite_a_call_to_subscribe() -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE, "isAccessibleForFree": True})
    head = f'<script type="application/ld+json">{data}</script>'
    assert page("<p>Subscribe to continue reading</p>", head=head).is_paywalled is False
