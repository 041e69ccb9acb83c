"""Many parallel clients, child processes killed meanwhile, and the log of a whole run."""

import json
import os
import random
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

from benchmarks.crash.ledger import Write
from benchmarks.load import parallel
from tests.builders.answers import problem
from tests.builders.app_client import key_for
from tests.builders.pages import council_page
from tests.builders.servers import children_of, serving, serving_into

KILLS, PAGES, CLIENTS = 12, 240, 6


def test_sixty_four_parallel_posts_of_one_address_store_one_article(database_url: str) -> None:
    # a busy machine may give a process of low priority no time for so long that a page exceeds the usual limit
    with serving(database_url, EXTRACTION_SECONDS="200") as base_url:
        outcomes, revisions = parallel(base_url, clients=64, addresses=4)
    assert outcomes == Counter(created=4, unchanged=63 * 4)
    assert revisions == {1}


def test_a_killed_extraction_process_fails_at_most_one_of_many_requests(tmp_path: Path) -> None:
    database_url = f"sqlite:///{tmp_path / 'news.db'}"
    with (
        serving(database_url, EXTRACTION_WORKERS="2") as base_url,
        httpx.Client(base_url=base_url, timeout=120) as client,
    ):
        with killing(base_url) as killed, ThreadPoolExecutor(CLIENTS) as pool:
            answers = list(pool.map(lambda number: posted(client, number), range(PAGES)))
        refused = [answer for answer in answers if not answer.is_success]
        for answer in refused:
            is_page = answer.status_code == 422
            problem(answer, *((422, "extraction-limit") if is_page else (503, "not-ready")))
        assert len(refused) <= len(killed)
        assert len(killed) >= KILLS // 2
        assert posted(client, PAGES).status_code == 201
        count = client.get("/v1/articles?count=exact&limit=1").json()["page"]["count"]["value"]
        assert count == PAGES + 1 - len(refused)


def posted(client: httpx.Client, number: int) -> httpx.Response:
    write = Write(f"https://www.ornek.com.tr/haber/{number}", 1)
    page = write.page.replace(b"</article>", b"<p>Belediye meclisi bir daha toplanacak.</p>" * 300 + b"</article>")
    headers = {"Content-Type": "text/html"}
    return client.post("/v1/articles", params={"url": write.url}, content=page, headers=headers, timeout=60)


@contextmanager
def killing(base_url: str) -> Iterator[list[int]]:
    """Now and then kill a process that extracts or saves; return the killed ones."""
    killed: list[int] = []
    over, dice = threading.Event(), random.Random(5)

    def kill() -> None:
        while len(killed) < KILLS and not over.wait(dice.uniform(0.05, 0.3)):
            if children := children_of(base_url):
                with suppress(ProcessLookupError):
                    os.kill(child := dice.choice(children), signal.SIGKILL)
                    killed.append(child)

    thread = threading.Thread(target=kill)
    thread.start()
    yield killed
    over.set()
    thread.join()


def test_no_api_key_is_ever_logged(database_url: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with (
        serving_into(log, database_url, ANONYMOUS_SCOPES="none", LOG_LEVEL="debug") as base_url,
        httpx.Client(base_url=base_url, timeout=120) as client,
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
