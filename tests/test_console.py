"""What the terminal shows of a sample page: the article, or one line that says why there is none."""

from collections.abc import Callable
from functools import partial

import httpx
import pytest

from app import console

PORT = "http://127.0.0.1:8000"
ARTICLE: dict[str, object] = {
    "id": "018f",
    "headline": "Bridge opens",
    "publisher": None,
    "published": None,
    "agencies": [],
    "quotes": [],
    "entities": [],
}
Answer = Callable[[httpx.Request], httpx.Response]


@pytest.fixture
def post_sample(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answer], None]:
    """A function that posts the sample page to a server that answers the post as the given function does."""

    def post(answer: Answer) -> None:
        transport = httpx.MockTransport(lambda request: answer(request) if request.method == "POST" else read(request))
        monkeypatch.setattr(httpx, "Client", partial(httpx.Client, transport=transport))
        console._post_sample(PORT, b"<html>", None, None)

    return post


def read(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json=None if request.url.path == "/readyz" else ARTICLE)


def test_the_client_that_posts_the_sample_page_waits_for_the_answer_without_a_time_limit(
    post_sample: Callable[[Answer], None], capsys: pytest.CaptureFixture[str]
) -> None:
    timeouts = []

    def answer(request: httpx.Request) -> httpx.Response:
        timeouts.append(request.extensions["timeout"]["read"])
        return httpx.Response(201, json={"article": ARTICLE})

    post_sample(answer)
    assert timeouts == [None]
    printed = capsys.readouterr().out
    assert "Bridge opens" in printed
    assert "Serving until Ctrl-C." in printed


def test_one_line_is_printed_if_the_server_stops_before_it_answers_the_sample(
    post_sample: Callable[[Answer], None], capsys: pytest.CaptureFixture[str]
) -> None:
    def answer(_request: httpx.Request) -> httpx.Response:
        raise httpx.RemoteProtocolError("Server disconnected")

    post_sample(answer)
    assert capsys.readouterr().out == "The sample page was not answered: Server disconnected\n"


def test_one_line_with_the_reason_is_printed_if_the_sample_is_refused(
    post_sample: Callable[[Answer], None], capsys: pytest.CaptureFixture[str]
) -> None:
    post_sample(lambda _request: httpx.Response(422, text="no article is found"))
    assert capsys.readouterr().out == "The sample page was refused: no article is found\n"


def test_the_sample_is_posted_once_the_server_listens_and_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "POLL_SECONDS", 0)
    answers = iter([None, 503, 200])

    def answer(_request: httpx.Request) -> httpx.Response:
        if (status := next(answers)) is None:
            raise httpx.ConnectError("refused")
        return httpx.Response(status)

    with httpx.Client(base_url=PORT, transport=httpx.MockTransport(answer)) as client:
        console._wait_until_ready(client)
    assert not [*answers]
