"""A database that an earlier release wrote: `db upgrade` brings it here, and everything is found as before.

`releases/VERSION.db.gz` holds the pages of the cookbook as that release stored them; `make release-database` adds one.
"""

import gzip
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.store.schema_version import current_revision, head_revision
from app.store.session import make_engine
from tests.builders.commands import run, sqlite_url
from tests.builders.cookbook import posts
from tests.builders.servers import serving

RELEASES = sorted((Path(__file__).parent / "releases").glob("*.db.gz"))
CHANGED = "4d6523b9-41d8-5cef-b45a-676ab334ff6e"


@pytest.mark.parametrize("release", RELEASES, ids=[path.name.removesuffix(".db.gz") for path in RELEASES])
def test_the_database_of_each_release_is_upgraded_and_served(release: Path, tmp_path: Path) -> None:
    (tmp_path / "news.db").write_bytes(gzip.decompress(release.read_bytes()))
    url = sqlite_url(tmp_path)
    upgraded = run("db", "upgrade", DATABASE_URL=url)
    assert upgraded.returncode == 0, upgraded.stderr
    engine = make_engine(url)
    assert current_revision(engine) == head_revision()
    engine.dispose()
    with serving(url) as base_url, httpx.Client(base_url=base_url, timeout=300) as client:

        def listed(path: str, **params: str) -> list[dict[str, Any]]:
            items: list[dict[str, Any]] = client.get(path, params=params).raise_for_status().json()["items"]
            return items

        assert len(listed("/v1/articles")) == 6
        assert [quote["text"] for quote in listed("/v1/quotes", speaker="Chang Ho-jin", duplicates="collapse")] == [
            "derhal"
        ]
        assert [entity["name"] for entity in listed("/v1/entities", name_prefix="kim", type="person")] == [
            "Kim Jong-un"
        ]
        assert listed("/v1/articles", q="buyukelci")
        assert len(listed(f"/v1/articles/{CHANGED}/revisions")) == 2
        assert [change["seq"] for change in listed("/v1/changes")] == list(range(1, 8))
        address, page = next(posts())
        assert client.get(f"/v1/articles/{listed('/v1/articles', url=address)[0]['id']}/page").content == page
        headers = {"Content-Type": "text/html"}
        posted = client.post("/v1/articles", params={"url": address}, content=page, headers=headers)
        assert posted.json()["outcome"] in ("unchanged", "revised")  # revised where extraction has learned since
