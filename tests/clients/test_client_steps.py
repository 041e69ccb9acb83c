"""What the Python client does, step by step, without a connection: waits, repeated requests, batches, spans."""

import gzip
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from httpx_sse import ServerSentEvent
from hypothesis import given
from hypothesis import strategies as st
from manset_client import ConnectionLost, Page, Problem, batches, spans_of, steps
from manset_client.following import Following
from manset_client.steps import Ask, Item, Wait

Answer = httpx.Response | None


def carry_out(plan: steps.Steps, answer: Callable[[Ask], Answer]) -> tuple[list[Any], list[float], int]:
    """Return the items of a plan, its waits, and the number of its requests."""
    items, waits, asked = list[Any](), list[float](), 0
    reply: Answer = None
    while True:
        try:
            step = plan.send(reply)
        except StopIteration:
            return items, waits, asked
        reply = None
        if isinstance(step, Item):
            items.append(step.value)
        elif isinstance(step, Wait):
            waits.append(step.seconds)
        else:
            asked += 1
            reply = answer(step)


def lines_of(ask: Ask) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.decompress(ask.content or b"").splitlines()]


def answer_lines(answers: list[dict[str, Any]]) -> httpx.Response:
    return httpx.Response(200, content=b"".join(json.dumps(answer).encode() + b"\n" for answer in answers))


def accept_all(ask: Ask) -> httpx.Response:
    return answer_lines([{"line": n, "status": 201, "result": {"n": n}} for n, _ in enumerate(lines_of(ask), 1)])


def pages(number: int, size: int = 10) -> list[Page]:
    return [Page("x" * size, f"https://www.example.com/{n}") for n in range(number)]


def test_the_client_splits_pages_into_batches_below_the_limits() -> None:
    sent, waits, asked = carry_out(batches.send(pages(1_001), 3), accept_all)
    assert [one.page.url for one in sent] == [page.url for page in pages(1_001)]
    assert (asked, waits) == (6, [])


@given(st.lists(st.integers(0, 3 * batches.MOST_BYTES // 2), max_size=12))
def test_pages_of_any_sizes_are_split_into_ordered_batches_below_the_limit(sizes: list[int]) -> None:
    class Sized(bytes):
        def __len__(self) -> int:
            return int(self)

    waiting = [(Page("", str(n)), Sized(str(size).encode())) for n, size in enumerate(sizes)]
    parts = list(batches.parts(waiting))
    assert [one for part in parts for one in part] == waiting
    for part in parts:
        assert len(part) == 1 or sum(len(line) for _, line in part) <= batches.MOST_BYTES


def test_rate_limited_lines_are_sent_again_after_the_time_in_retry_after() -> None:
    tries: list[list[str]] = []

    def limit(ask: Ask) -> httpx.Response:
        urls = [line["url"] for line in lines_of(ask)]
        tries.append(urls)
        if len(tries) > 1:
            return accept_all(ask)
        busy = {"status": 429, "problem": {"status": 429, "retry_after": 7}}
        answers = [
            {"status": 201, "result": {}},
            busy,
            {"status": 422, "problem": {"status": 422, "type": "/problems/not-html"}},
            busy,
        ]
        return answer_lines([{"line": n, **answer} for n, answer in enumerate(answers, 1)])

    sent, waits, _ = carry_out(batches.send(pages(4), 3), limit)
    assert tries[1] == [tries[0][1], tries[0][3]]
    assert waits == [7]
    assert [(one.page.url or "")[-1] for one in sent] == ["0", "2", "1", "3"]
    (failed,) = (one for one in sent if one.problem)
    assert (failed.status, failed.problem and failed.problem.slug, failed.result) == (422, "not-html", None)


def test_the_client_halves_a_batch_that_is_refused_as_too_large() -> None:
    def refuse(ask: Ask) -> httpx.Response:
        lines = lines_of(ask)
        if any(line["url"].endswith("/2") for line in lines):
            return httpx.Response(413, json={"status": 413, "type": "/problems/payload-too-large"})
        return accept_all(ask)

    sent, _, _ = carry_out(batches.send(pages(5), 3), refuse)
    assert sorted((one.page.url or "")[-1] for one in sent) == list("01234")
    assert [(one.page.url or "")[-1] for one in sent if one.problem] == ["2"]


def test_the_client_sends_a_line_of_a_batch_again_if_the_line_got_no_answer() -> None:
    first = True

    def cut(ask: Ask) -> Answer:
        nonlocal first
        whole = accept_all(ask)
        if first:
            first = False
            return httpx.Response(200, content=whole.content[: len(whole.content) * 2 // 3])
        return whole

    sent, waits, asked = carry_out(batches.send(pages(9), 3), cut)
    assert sorted(one.page.url for one in sent) == [page.url for page in pages(9)]
    assert (asked, len(waits)) == (2, 1)


def test_the_client_retries_lost_connections_and_503_answers_up_to_a_limit() -> None:
    answers: list[Answer] = [None, httpx.Response(503, headers={"Retry-After": "3"}), httpx.Response(200, json={})]
    items, waits, _ = carry_out(steps.one(Ask("GET", "/"), 4), lambda _: answers.pop(0))
    assert len(items) == 1
    assert waits[1] == 3
    with pytest.raises(ConnectionLost, match="3 attempts"):
        carry_out(steps.one(Ask("GET", "/"), 3), lambda _: None)
    with pytest.raises(Problem, match="429"):
        carry_out(steps.one(Ask("GET", "/"), 3), lambda _: httpx.Response(429))


def test_an_html_error_page_of_a_proxy_raises_a_problem() -> None:
    with pytest.raises(Problem) as caught:
        carry_out(steps.one(Ask("GET", "/"), 1), lambda _: httpx.Response(403, text="<h1>Forbidden"))
    assert (caught.value.status, caught.value.slug, caught.value.detail) == (403, "", "<h1>Forbidden")


def event(seq: str) -> ServerSentEvent:
    return ServerSentEvent("article.created", json.dumps({"seq": int(seq or 0)}), seq, None)


def test_an_event_received_twice_is_yielded_once() -> None:
    state = Following(4, {}, 3)
    assert [state.change(event(seq)) for seq in ("4", "5", "5", "7", "6", "")] == [
        None,
        {"seq": 5},
        None,
        {"seq": 7},
        None,
        None,
    ]
    assert state.request()["headers"] == {"Last-Event-ID": "7"}


def test_a_stream_that_never_opens_raises_an_error() -> None:
    state = Following(0, {}, 3)
    for _ in range(2):
        state.pause()
    with pytest.raises(ConnectionLost):
        state.pause()


def test_the_client_raises_an_error_for_offsets_that_do_not_count_code_points() -> None:
    article: Any = {"headline": "", "lede": None, "body": "😀 Demir", "quotes": [], "entities": []}
    article["entities"] = [{"id": "e", "mentions": [{"field": "body", "start": 2, "end": 7, "text": "Demir"}]}]
    (span,) = spans_of(article)
    assert (span.text, span.utf16(article), span.around(article, 2)) == ("Demir", (3, 8), ("😀 ", ""))
    article["entities"][0]["mentions"][0] |= {"start": 3, "end": 8}
    with pytest.raises(ValueError, match="code points"):
        spans_of(article)
