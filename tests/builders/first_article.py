"""Start an installed service, post the sample page, and read a quote of it: the shortest proof that it works."""

import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx

from app.schemas.sample import SAMPLE_PAGE, SAMPLE_QUOTE, SAMPLE_SPEAKER, SAMPLE_URL
from tests.builders.servers import wait_until_ready

PAGES_FOR_PEOPLE = ("/", "/docs", "/openapi.json")


def first_article(
    command: Sequence[str], port: str, folder: Path, environ: Mapping[str, str], health: Sequence[str] = ()
) -> None:
    """Run `command`, which must serve on `port` of loopback; raise AssertionError unless it stores the sample page.

    `health` is a command that must succeed while the service runs.
    """
    with subprocess.Popen(command, cwd=folder, env=environ) as process:
        try:
            base_url = f"http://127.0.0.1:{port}"
            wait_until_ready(base_url, process)
            _post_and_read(base_url)
            if health:
                subprocess.run(health, cwd=folder, env=environ, check=True)
        finally:
            process.terminate()


def _post_and_read(base_url: str) -> None:
    with httpx.Client(base_url=base_url, timeout=300) as client:
        head = {"Content-Type": "text/html"}
        posted = client.post("/v1/articles", params={"url": SAMPLE_URL}, content=SAMPLE_PAGE, headers=head)
        assert posted.status_code == 201, posted.text
        quotes = client.get("/v1/quotes", params={"speaker": SAMPLE_SPEAKER}).json()["items"]
        assert [quote["text"] for quote in quotes] == [SAMPLE_QUOTE], quotes
        assets = re.findall(r'(?:src|href)="(/static/[^"]+)"', client.get("/").text)
        assert assets, "the explorer has no assets"
        for path in (*PAGES_FOR_PEOPLE, *assets):
            assert client.get(path).is_success, path
