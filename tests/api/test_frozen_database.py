"""A server whose database is frozen: reads are answered 503 with `Retry-After`; operational paths still work."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from sqlalchemy import make_url

from tests.builders.freezable import Freezable
from tests.builders.postgresql import new_database
from tests.builders.servers import serving

OPERATIONAL = ("/livez", "/metrics", "/docs", "/problems/not-ready")
READS = ("/v1/articles", "/v1/quotes", "/v1/entities", "/v1/stats/facets?by=publisher", "/v1/changes")
CLIENTS = 60  # more than the server has threads and connections


@pytest.fixture(scope="module")
def frozen_soon(postgresql_template: tuple[str, str]) -> Iterator[tuple[str, Freezable]]:
    """Yield the address of a server, and the freezable proxy between the server and its database."""
    server, template = postgresql_template
    with new_database(server, template) as name:
        url = make_url(f"{server}/{name}")
        way = Freezable(url.port or 5432)
        url = url.set(host="127.0.0.1", port=way.port)
        with serving(url.render_as_string(hide_password=False)) as base_url:
            yield base_url, way
        way.close()


def test_only_requests_that_need_the_database_fail_while_it_hangs(
    frozen_soon: tuple[str, Freezable],
) -> None:
    base_url, way = frozen_soon
    with httpx.Client(base_url=base_url, timeout=300, limits=httpx.Limits(max_connections=None)) as client:
        assert [client.get(path).status_code for path in READS] == [200] * len(READS)
        with way.frozen(), ThreadPoolExecutor(CLIENTS) as clients:
            reads = [clients.submit(client.get, READS[n % len(READS)]) for n in range(CLIENTS)]
            answers = {
                path: client.get(path) for path in ("/livez", "/metrics", "/docs", "/readyz", "/problems/not-ready")
            }
            refused = (
                [read.result() for read in reads] + [client.get(path) for path in READS] + [answers.pop("/readyz")]
            )
        assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(answers, 200)
        assert {answer.status_code for answer in refused} == {503}
        assert {answer.json()["type"] for answer in refused} == {"/problems/not-ready"}
        assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)
        while client.get("/readyz").status_code != 200 or client.get("/v1/articles").status_code != 200:
            pass  # the pause after the last failure ends
        assert [client.get(path).status_code for path in READS] == [200] * len(READS)
