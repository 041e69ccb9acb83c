"""Many parallel clients, child processes killed meanwhile, and the log of a whole run.

KILLED_PAGES says how many pages are posted while child processes are killed; `make crash` posts more.
"""

import json
import os
import random
import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx

from benchmarks.crash.ledger import Write
from benchmarks.load import parallel
from tests.builders.answers import problem
from tests.builders.app_client import key_for
from tests.builders.pages import council_page
from tests.builders.servers import children_of, serving, serving_into

PAGES, CLIENTS = int(os.environ.get("KILLED_PAGES", "60")), 6
PER_KILL = 6  # pages


def test_sixty_four_parallel_posts_of_one_address_store_one_article(database_url: str) -> None:
    # a busy machine may give a process of low priority no time for so long that a page exceeds the usual limit
    with serving(database_url, EXTRACTION_SECONDS="200") as base_url:
        outcomes, revisions = parallel(base_url, clients=64, addresses=2)
    assert outcomes == Counter(created=2, unchanged=63 * 2)
    assert revisions == {1}


def test_a_killed_extraction_process_makes_at_most_one_of_many_requests_fail(tmp_path: Path) -> None:
    database_url = f"sqlite:///{tmp_path / 'news.db'}"
    with (
        serving(database_url, EXTRACTION_WORKERS="2") as base_url,
        httpx.Client(base_url=base_url, timeout=300) as client,
    ):
        dice, killed = random.Random(5), list[int]()

        def post_or_kill(number: int) -> httpx.Response:
            if number % PER_KILL == PER_KILL - 1:  # the other clients wait for answers
                killed.extend(kill_one(base_url, dice))
            return posted(client, number)

        with ThreadPoolExecutor(CLIENTS) as pool:
            answers = list(pool.map(post_or_kill, range(PAGES)))
        refused = [answer for answer in answers if not answer.is_success]
        for answer in refused:
            is_page = answer.status_code == 422
            problem(answer, *((422, "extraction-limit") if is_page else (503, "not-ready")))
        assert len(refused) <= len(killed)
        assert len(killed) >= PAGES // PER_KILL // 2
        assert posted(client, PAGES).status_code == 201
        count = client.get("/v1/articles?count=exact&limit=1").json()["page"]["count"]["value"]
        assert count == PAGES + 1 - len(refused)


def posted(client: httpx.Client, number: int) -> httpx.Response:
    write = Write(f"https://www.ornek.com.tr/haber/{number}", 1)
    page = write.page.replace(b"</article>", b"<p>Belediye meclisi bir daha toplanacak.</p>" * 300 + b"</article>")
    headers = {"Content-Type": "text/html"}
    return client.post("/v1/articles", params={"url": write.url}, content=page, headers=headers, timeout=300)


def kill_one(base_url: str, dice: random.Random) -> list[int]:
    """Kill a process that extracts or saves; return it, or nothing if there is none at the moment."""
    killed: list[int] = []
    if children := children_of(base_url):
        with suppress(ProcessLookupError):
            os.kill(child := dice.choice(children), signal.SIGKILL)
            killed.append(child)
    return killed


def test_no_api_key_is_ever_logged(database_url: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with (
        serving_into(log, database_url, ANONYMOUS_SCOPES="none", LOG_LEVEL="debug") as base_url,
        httpx.Client(base_url=base_url, timeout=300) as client,
    ):
        right, wrong = key_for(database_url, "read", "ingest"), "nk_0123456789abcdef_neverseenanywhere"
        for key in (right, wrong, f"{right}x"):
            bearer = {"Authorization": f"Bearer {key}"}
            page = {"content": council_page("Council meets"), "headers": {"Content-Type": "text/html", **bearer}}
            client.get("/v1/articles", headers=bearer)
            client.get("/v1/articles", params={"key": key}, headers=bearer)
            client.get(f"/{key}", headers={"Authorization": f"Basic {key}"})
            client.post("/v1/articles", **page)  # type: ignore[arg-type]
            client.post("/v1/articles", **page, params={"url": key})  # type: ignore[arg-type]
            client.delete(f"/v1/articles/{key}", headers=bearer)
        client.get("/readyz")
    said = log.read_text("utf-8")
    assert all(json.loads(line)["level"] for line in said.splitlines())
    assert said.count('"event": "request"') >= 18
    assert f"key:{right.split('_')[1]}" in said
    for key in (right, wrong):
        assert key.split("_", 2)[2] not in said
