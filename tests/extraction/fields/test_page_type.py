"""The page type: articles, lists, errors, walls, empty shells; a word in a headline does not decide it."""

import pytest

from app.errors import NotAnArticle
from app.extraction import extract
from app.extraction.fields.page_type_titles import kind_named

ADDRESS = "https://www.kiyigazetesi.example/haber/kopru-4711"
NEWS = "<p>Officials confirmed the decision on Monday evening and said details would follow in the coming days.</p>"
TYPED = "<meta property=og:type content=article>"
DATED = f'{TYPED}<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"2024-03-05"}}</script>'
TEXTS = (
    "Residents have waited nine years for the harbour wall to be repaired after the storm.",
    "A new timetable will bring later trains to the coast from the first Monday of September.",
    "The museum will open its cellars to visitors for the first time since the war ended.",
    "The school board voted to keep the village school open for at least two more years.",
    "Police appealed for witnesses after two bicycles were stolen from the library on Friday.",
    "Farmers fear that the dry spring will halve the harvest in the valleys of the north.",
)
CARDS = {
    "div": "<div class=card><h3><a href=/n/{0}>Story headline number {0} goes here</a></h3><p>{1}</p></div>",
    "article": "<article><h2><a href=/n/{0}>Story headline number {0} goes here</a></h2><p>{1}</p></article>",
    "link": "<a class=card href=/n/{0}><h3>Story headline number {0} goes here</h3><p>{1}</p></a>",
    "item": "<li><h3><a href=/n/{0}>Story headline number {0} goes here</a></h3><p>{1} {1}</p></li>",
    "no heading": "<div><a class=title href=/n/{0}>Story headline number {0} goes here</a><p>{1}</p></div>",
    "time": "<div><h2><a href=/n/{0}>Story number {0}</a></h2><time>March 5, 2024</time><p>{1}</p></div>",
}


def page(title: str, inside: str = NEWS, head: str = "", language: str = "en") -> bytes:
    start = f"<!DOCTYPE html><html lang={language}><head><title>{title}</title>{head}</head>"
    return f"{start}<body><h1>{title}</h1>{inside}</body></html>".encode()


def kind(content: bytes, url: str = ADDRESS) -> str:
    try:
        return extract(content, url).page_type.value
    except NotAnArticle as refused:
        return str(refused.members["page_type"])


HEADLINES = [
    "Missing hikers not found despite week-long search",
    "Forbidden City reopens to visitors",
    "Flight 404: families demand answers",
    "Oreo cookie maker recalls packs",
    "Parental consent law passes",
    "New design in old harbour wins prize",
    "Minister's blog in dispute",
    "Instagram'a erişim engellendi, bakanlıktan açıklama geldi",
    "AB'ye üye olan ülkelerden bildiri",
    "Çerezlik ayçiçeği üreticisi dertli",
    "Breite Zustimmung für den Haushalt",
    "El consentimiento, a debate en el Congreso",
    "Connexion ferroviaire coupée entre Lyon et Turin",
]


@pytest.mark.parametrize("head", [TYPED, DATED], ids=["typed", "dated"])
@pytest.mark.parametrize("headline", HEADLINES)
def test_an_error_word_in_a_headline_does_not_decide_the_page_type(headline: str, head: str) -> None:
    assert kind(page(headline, head=head)) == "article"
    assert kind(page(f"{headline} | Kıyı Gazetesi", f"<main>{NEWS}</main>")) == "article"


@pytest.mark.parametrize(
    "headline", ["Cookies: what sites know", "Forbidden - a story of the harbour", "Hata, der usta"]
)
def test_a_dated_page_is_an_article_although_its_headline_contains_an_error_word(headline: str) -> None:
    assert kind(page(headline, head=DATED)) == "article"


@pytest.mark.parametrize("head", ["", TYPED, DATED], ids=["bare", "typed", "dated"])
@pytest.mark.parametrize("title", ["Page not found", "404 Not Found", "Forbidden", "Error 404", "Sayfa bulunamadı"])
def test_a_page_whose_headline_is_an_error_message_is_an_error_page(title: str, head: str) -> None:
    assert kind(page(title, "<p>Sorry, we could not find that page.</p>", head)) == "error"


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("503 Service Unavailable", "error"),
        ("ERROR: The request could not be satisfied", "error"),
        ("Access denied | Site", "error"),
        ("Site - Bakım çalışması", "error"),
        ("Erreur 404 : page introuvable", "error"),
        ("Press & Hold to confirm you are a human", "error"),
        ("Çerez tercihleri", "consent"),
        ("Vos choix", "consent"),
        ("Anmelden", "login"),
        ("Index of /news", "index"),
        ("“köprü” için arama sonuçları", "index"),
        ("No results for “ferry”", "index"),
        ("Oops! Page not found", "error"),
        ("Giriş | Kıyı Gazetesi", "login"),
        ("Route 404", None),
        ("Verboten: was Kinder am Strand nicht dürfen", None),
        ("Error, said the judge", None),
        ("", None),
        ("Forbidden " * 50, None),
    ],
)
def test_a_title_reveals_a_page_that_is_not_an_article(title: str, wanted: str | None) -> None:
    assert kind_named(title) == wanted


def test_a_consent_page_with_a_long_text_is_recognised() -> None:
    wall = "".join(f"<p>{text} Partners store information on a device. {text}</p>" for text in TEXTS[:4])
    assert kind(page("Your privacy", wall)) == "consent"


def test_a_notice_to_enable_javascript_is_not_an_article() -> None:
    told = "<div id=root></div><noscript><p>You need to enable JavaScript to run this app.</p></noscript>"
    assert kind(page("The Harbor Courier", told).replace(b"h1>", b"div>")) == "other"


@pytest.mark.parametrize(
    "content",
    [
        page("Old ferry line returns"),
        f"<h1>Old ferry line returns</h1>{NEWS}".encode(),
        f"<title>Old ferry line returns</title>{NEWS}".encode(),
        f"<h2>Old ferry line returns</h2><div>{NEWS[3:-4]}</div>".encode(),
        f"<title>Old ferry line returns</title><time datetime=2024-03-05>March 5</time>{NEWS[3:-4]}".encode(),
    ],
)
def test_a_page_with_one_short_text_and_no_metadata_is_an_article(content: bytes) -> None:
    assert kind(content) == "article"


@pytest.mark.parametrize(
    "inside",
    [
        "<div id=root></div>",
        "<noscript>You need to enable JavaScript.</noscript>",
        "<p>Subscribe to continue reading this story.</p>",
    ],
)
def test_a_declared_article_without_text_is_not_an_article(inside: str) -> None:
    assert kind(page("Old ferry line returns", inside, DATED)) == "other"


def test_a_page_of_pictures_is_an_article_if_its_metadata_say_so() -> None:
    pictures = "".join(f"<figure><img src=/i/{n}.jpg width=600></figure>" for n in range(4))
    assert kind(page("In pictures: the storm", f"<article>{pictures}</article>", TYPED)) == "article"


def cards(layout: str, count: int = 6) -> str:
    return "".join(CARDS[layout].format(n, text) for n, text in enumerate(TEXTS[:count]))


@pytest.mark.parametrize("head", ["", "<meta property=og:type content=website>"], ids=["bare", "website"])
@pytest.mark.parametrize("layout", CARDS)
def test_a_page_of_teasers_is_an_index(layout: str, head: str) -> None:
    assert kind(page("Local news", f"<main>{cards(layout)}</main>", head)) == "index"


def test_a_page_of_few_teasers_is_an_index_only_if_it_is_the_start_page() -> None:
    few = f"<main>{cards('div', 4)}</main>"
    assert kind(page("Local news", few), "https://www.kiyigazetesi.example/") == "index"
    assert kind(page("Local news", few)) == "article"


@pytest.mark.parametrize(
    ("inside", "head"),
    [
        ("".join(f"<h2>Point {n}</h2><p>{text}</p>" for n, text in enumerate(TEXTS)), ""),
        ("".join(f"<p><b>Frage {n}?</b></p><p>{text}</p>" for n, text in enumerate(TEXTS)), ""),
        (cards("div"), TYPED),
        ("".join(f"<p>{text}</p><p>{text[::-1]}</p>" for text in TEXTS) + cards("div", 5), ""),
    ],
    ids=["listicle", "interview", "round-up", "story with teasers below"],
)
def test_a_story_with_many_headings_or_teasers_below_is_an_article(inside: str, head: str) -> None:
    assert kind(page("Six things to know about the coast", f"<article>{inside}</article>", head)) == "article"
