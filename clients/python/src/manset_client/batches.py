"""Post many pages: batches that are split, compressed, and sent again where they were limited."""

import gzip
import json
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from manset_client.errors import Problem
from manset_client.records import IngestResult
from manset_client.steps import BUSY, LONGEST_WAIT, Answered, Ask, Item, Patience, Step, Steps, Wait, answered

MOST_LINES, MOST_BYTES = 200, 16 * 2**20  # below the limits of the service, so that little is sent again
_TOO_LARGE = 413


@dataclass(frozen=True)
class Page:
    """A page to post: its HTML, its address, and what else the sender knows."""

    html: str | bytes
    url: str | None = None
    fetched_at: str | None = None
    language: str | None = None
    timezone: str | None = None
    force: bool = False

    def line(self) -> bytes:
        """Return the JSON line of a batch; bytes must be UTF-8: post others with `Manset.post_page`."""
        html = self.html.decode("utf-8", "replace") if isinstance(self.html, bytes) else self.html
        given = {name: value for name in _OPTIONS if (value := getattr(self, name))}
        return json.dumps({"html": html, **given}).encode() + b"\n"


_OPTIONS = ("url", "fetched_at", "language", "timezone", "force")


@dataclass(frozen=True)
class Sent:
    """What became of a page: `result` if it was taken, else the `problem`."""

    page: Page
    status: int
    result: IngestResult | None = None
    problem: Problem | None = None


Waiting = tuple[Page, bytes]
Parted = Generator[Step, httpx.Response | None, list[Waiting]]


def send(pages: Iterable[Page], attempts: int) -> Steps:
    """Give a `Sent` for every page, in the order in which they were answered; begin before all pages are read."""
    for part in parts((page, page.line()) for page in pages):
        yield from _send_part(part, attempts)


def parts(lines: Iterable[Waiting]) -> Iterator[list[Waiting]]:
    """Split lines into batches of at most MOST_LINES and, but for single pages, MOST_BYTES."""
    part: list[Waiting] = []
    size = 0
    for waiting in lines:
        if part and (len(part) == MOST_LINES or size + len(waiting[1]) > MOST_BYTES):
            yield part
            part, size = [], 0
        part.append(waiting)
        size += len(waiting[1])
    if part:
        yield part


def _send_part(part: list[Waiting], attempts: int) -> Steps:
    """Send a batch, and again what of it the service had no time for; halve a batch that is too large."""
    patience = Patience(attempts)
    while part:
        try:
            answer = yield from _post(part, attempts)
        except Problem as problem:
            if problem.status != _TOO_LARGE or len(part) == 1:
                yield from (Item(Sent(page, problem.status, problem=problem)) for page, _ in part)
                return
            yield from _send_part(part[: len(part) // 2], attempts)
            part = part[len(part) // 2 :]
            continue
        rest, seconds = yield from _read(part, answer)
        if len(rest) < len(part):
            patience.renew()
        if rest:
            yield Wait(min(patience.seconds(seconds), LONGEST_WAIT * 4))
        part = rest


def _post(part: list[Waiting], attempts: int) -> Answered:
    body = gzip.compress(b"".join(line for _, line in part), compresslevel=5)
    headers = {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"}
    return answered(Ask("POST", "/v1/articles/batch", headers=headers, content=body), attempts)


def _read(
    part: list[Waiting], answer: httpx.Response
) -> Generator[Step, httpx.Response | None, tuple[list[Waiting], float | None]]:
    """Give what was decided; return the pages to send again, and after how many seconds.

    A page without an answer is sent again, which changes nothing if it was stored.
    """
    rest, seconds, found = list[Waiting](), list[float](), _lines(answer)
    for number, waiting in enumerate(part, 1):
        line = found.get(number)
        if line is None or line["status"] in BUSY:
            rest.append(waiting)
            seconds += [line["problem"]["retry_after"]] if line and "retry_after" in line["problem"] else []
        elif "result" in line:
            yield Item(Sent(waiting[0], line["status"], line["result"]))
        else:
            yield Item(Sent(waiting[0], line["status"], problem=Problem(line["problem"])))
    return rest, max(seconds, default=None)


def _lines(answer: httpx.Response) -> dict[int, dict[str, Any]]:
    whole = (line for line in answer.text.splitlines(keepends=True) if line.endswith("\n"))
    return {line["line"]: line for line in map(json.loads, whole)}
