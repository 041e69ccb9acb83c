"""Merging, splitting and undoing through the API and the command line."""

import httpx
import pytest

from app.store.session import make_engine
from app.text.identity import entity_id
from tests.builders.answers import problem
from tests.builders.app_client import AppClient, key_for
from tests.builders.commands import run
from tests.store.test_entity_records import about, save, trumps

TRUMP, INITIAL = (str(entity_id("person", name)) for name in ("Donald Trump", "Donald J. Trump"))
NOBODY = "8d6c0e52-7b0a-5c4e-8f5e-2f5f4a1f7a10"


@pytest.fixture
def filled(database_url: str) -> str:
    engine = make_engine(database_url)
    save(engine, [*trumps(4), about(50, "Donald J. Trump"), about(51, "Trump")])
    engine.dispose()
    return database_url


def send(call: AppClient, path: str, **body: str) -> httpx.Response:
    return call("POST", path, headers={"Content-Type": "application/json"}, json=body)


def test_a_merged_entity_redirects_to_the_remaining_one(filled: str) -> None:
    call = AppClient(filled)
    merged = send(call, f"/v1/entities/{INITIAL}/merge", into=TRUMP)
    assert (merged.status_code, merged.json()["id"], merged.json()["article_count"]) == (200, TRUMP, 6)
    moved = call("GET", f"/v1/entities/{INITIAL}?fields=name")
    assert (moved.status_code, moved.headers["Location"]) == (308, f"/v1/entities/{TRUMP}?fields=name")
    related = call("GET", f"/v1/entities/{INITIAL}/related")
    assert (related.status_code, related.headers["Location"]) == (308, f"/v1/entities/{TRUMP}/related")
    (journal,) = call("GET", "/v1/curations").json()["items"]
    assert (journal["action"], journal["number"]) == ("merge", merged.json()["curation"])
    undone = call("POST", f"/v1/curations/{journal['number']}/undo")
    assert (undone.status_code, undone.json()["id"], undone.json()["article_count"]) == (200, INITIAL, 1)
    assert call("GET", f"/v1/entities/{INITIAL}").json()["name"] == "Donald J. Trump"
    types = [one["type"] for one in call("GET", "/v1/changes?after=6").json()["items"]]
    assert types == ["entity.merged", "entity.split"]


def test_a_merge_changes_the_etag_of_articles_that_name_the_entity(filled: str) -> None:
    call = AppClient(filled)
    (card,) = call("GET", f"/v1/articles?entity={INITIAL}").json()["items"]
    path = f"/v1/articles/{card['id']}"
    before = call("GET", path)
    known = {"If-None-Match": before.headers["ETag"]}
    assert call("GET", path, headers=known).status_code == 304
    assert call("GET", f"{path}?fields=entities", headers=known).status_code == 200
    send(call, f"/v1/entities/{INITIAL}/merge", into=TRUMP)
    after = call("GET", path, headers=known)
    assert (after.status_code, after.json()["entities"][0]["id"]) == (200, TRUMP)
    assert after.headers["ETag"] != before.headers["ETag"]


def test_splitting_a_name_off_an_entity_returns_the_new_entity(filled: str) -> None:
    call = AppClient(filled)
    split = send(call, f"/v1/entities/{TRUMP}/split", name="TRUMP")
    assert (split.status_code, split.json()["name"], split.json()["article_count"]) == (200, "Trump", 1)
    assert call("GET", f"/v1/entities/{TRUMP}").json()["article_count"] == 4


@pytest.mark.parametrize(
    ("path", "body", "status", "slug"),
    [
        (f"/v1/entities/{NOBODY}/merge", {"into": TRUMP}, 404, "not-found"),
        (f"/v1/entities/{TRUMP}/merge", {"into": TRUMP}, 422, "validation-error"),
        (f"/v1/entities/{TRUMP}/merge", {"into": "x"}, 422, "validation-error"),
        (f"/v1/entities/{TRUMP}/merge", {"into": TRUMP, "more": "x"}, 422, "validation-error"),
        (f"/v1/entities/{TRUMP}/split", {"name": "Nobody"}, 422, "validation-error"),
        (f"/v1/entities/{TRUMP}/split", {}, 422, "validation-error"),
        ("/v1/curations/99/undo", {}, 404, "not-found"),
    ],
)
def test_an_invalid_merge_split_or_undo_is_refused(
    filled: str, path: str, body: dict[str, str], status: int, slug: str
) -> None:
    problem(send(AppClient(filled), path, **body), status, slug)


def test_merging_and_splitting_entities_needs_the_scope_admin(filled: str) -> None:
    call, key = AppClient(filled, host="0.0.0.0"), key_for(filled, "read", "ingest")
    for path in (f"/v1/entities/{TRUMP}/merge", f"/v1/entities/{TRUMP}/split", "/v1/curations/1/undo"):
        problem(call("POST", path, key), 403, "insufficient-scope")
        problem(call("POST", path), 401, "authentication-required")


def test_merges_and_splits_work_on_the_command_line(filled: str) -> None:
    found = run("entities", "find", "donald tru", database_url=filled)
    assert found.returncode == 0, found.stderr
    assert [line.split("\t")[3] for line in found.stdout.splitlines()] == ["Donald Trump", "Donald J. Trump"]
    merged = run("entities", "merge", INITIAL, TRUMP, database_url=filled)
    assert merged.returncode == 0, merged.stderr
    number = merged.stdout.split()[-1]
    assert run("entities", "journal", database_url=filled).stdout.split("\t")[0] == number
    assert run("entities", "undo", number, database_url=filled).returncode == 0
    split = run("entities", "split", TRUMP, "Trump", database_url=filled)
    assert str(entity_id("person", "Trump")) in split.stdout
