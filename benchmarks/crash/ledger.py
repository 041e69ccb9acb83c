"""Compare acknowledged with stored versions: differences are lost, doubled or torn articles."""

import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import httpx
import orjson

NDJSON = {"Accept": "application/x-ndjson"}


@dataclass(frozen=True)
class Write:
    """An acknowledged version of the article at one address."""

    url: str
    number: int

    @property
    def said(self) -> str:
        """Words that only this version quotes."""
        return f"Söz {self.url.rsplit('/', 1)[-1]} sürüm {self.number} tutulacak"

    @property
    def headline(self) -> str:
        """The headline of this version."""
        return f"Belediye {self.url.rsplit('/', 1)[-1]} numaralı köprüyü {self.number}. kez onarıyor"

    @property
    def page(self) -> bytes:
        """The page of this version."""
        story = (
            f'<p>Belediye Başkanı Ayşe Demir, "{self.said}" dedi.</p>'
            f"<p>Onarım {self.number} gün sürecek, köprü Ankara'da hafta sonuna kadar kapalı kalacak.</p>"
        )
        return (
            f"<html lang=tr><title>{self.headline}</title><article><h1>{self.headline}</h1>{story}</article>".encode()
        )


@dataclass
class Ledger:
    """The newest acknowledged version of each address; each address has one writer."""

    newest: dict[str, Write] = field(default_factory=dict)
    acknowledged: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, write: Write) -> None:
        """Record that a version was acknowledged."""
        with self.lock:
            self.newest[write.url] = write
            self.acknowledged += 1


@dataclass(frozen=True)
class Damage:
    """Addresses by kind of damage."""

    lost: list[str]
    doubled: list[str]
    torn: list[str]

    def __bool__(self) -> bool:
        return bool(self.lost or self.doubled or self.torn)


def damage(client: httpx.Client, ledger: Ledger) -> Damage:
    """Compare the ledger with all articles and changes of the server."""
    found = _lines(client, "/v1/articles", include=["quotes", "entities", "body"])
    articles = {article["url"]: article for article in found}
    changes = _lines(client, "/v1/changes")
    kinds = Counter((change["article_id"], change["type"]) for change in changes)
    lost = [w.url for w in ledger.newest.values() if not _is_there(articles.get(w.url), w)]
    doubled = [url for url, n in Counter(article["url"] for article in found).items() if n > 1]
    torn = [article["url"] for article in found if not _is_whole(article)]
    for article in found:
        wanted = {"article.created": 1, "article.revised": article["revision"] - 1}
        write = ledger.newest.get(article["url"])
        if write and article["revision"] > write.number:
            doubled.append(article["url"])
        if any(kinds[article["id"], kind] != number for kind, number in wanted.items()):
            torn.append(article["url"])
    return Damage(lost, doubled, [*torn, *_torn_sums(client, found, changes)])


def _is_there(article: dict[str, Any] | None, write: Write) -> bool:
    """Return whether exactly the acknowledged version is stored; its writer posted no later version."""
    return article is not None and article["revision"] >= write.number and write.headline == article["headline"]


def _is_whole(article: dict[str, Any]) -> bool:
    """Return whether the article has all parts of its page."""
    body, quotes = article.get("body") or "", article["quotes"]
    holds = all(body[q["start"] : q["end"]] == q["text"] for q in quotes)
    names = {entity["name"] for entity in article["entities"]}
    counts = (article["quote_count"], article["entity_count"]) == (len(quotes), len(article["entities"]))
    return holds and counts and len(quotes) == 1 and any("Ayşe Demir" in name for name in names)


def _torn_sums(client: httpx.Client, articles: list[dict[str, Any]], changes: list[dict[str, Any]]) -> list[str]:
    """Return which totals do not add up, and gaps in the order of changes."""
    seqs = [change["seq"] for change in changes]
    torn = [] if seqs == list(range(1, len(seqs) + 1)) else ["the order of changes"]
    counted = client.get("/v1/articles", params={"count": "exact", "limit": "1"}).json()["page"]["count"]
    if counted["relation"] == "eq" and counted["value"] != len(articles):
        torn.append("the number of articles")
    entities = client.get("/v1/entities", params={"limit": "200"}).json()["items"]
    for entity in entities:
        if entity["article_count"] != sum(entity["id"] in {e["id"] for e in a["entities"]} for a in articles):
            torn.append(f"the count of {entity['name']}")
    said = client.get("/v1/quotes", params={"count": "exact", "limit": "1"}).json()["page"]["count"]
    if said["value"] != len(articles):
        torn.append("the number of quotes")
    return torn


def _lines(client: httpx.Client, path: str, **params: Any) -> list[dict[str, Any]]:
    answer = client.get(path, params=params, headers=NDJSON, timeout=600)
    answer.raise_for_status()
    return [orjson.loads(line) for line in answer.content.splitlines()]
