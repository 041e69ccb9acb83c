"""Compare our extraction with other libraries on the pages of the corpus: one process, pages interleaved.

CORPUS names the corpus (folders `data` and `scoring`); `make bench-extraction` installs the extra `peers` first.
Each system gets the same bytes (or their text if it only takes text), and is scored by the scorer of the corpus.
The last column is processor time as a multiple of one lxml parse; decoding text for a library is not counted.
Words lost and kept: paragraphs of the gold that are missing, and lines that are not in the gold, by class of error.
"""

import argparse
import gc
import importlib
import json
import logging
import os
import signal
import sys
import warnings
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from typing import Any

from app.extraction.document.decode import decode_page
from benchmarks.peer_losses import CLASSES, losses, mean_losses
from benchmarks.peer_systems import SYSTEMS, Row

ROOT = Path(__file__).parent.parent
MEASURES = ("f1", "page_f1", "snip_f1", "title", "authors", "day", "image")
OPTIONAL = ("news-please",)  # compared only if installed: no lock file for all Python versions can include it
PACKAGES = tuple(name for name in SYSTEMS if name not in ("manset", *OPTIONAL))


def missing() -> str | None:
    """Return a line that says what is missing, or None."""
    if not (corpus() / "scoring" / "pages.py").is_file():
        return "peers: no corpus here (CORPUS), nothing to compare"
    absent = next((package for package in PACKAGES if not is_installed(package)), None)
    return absent and f"peers: {absent} is not installed; make bench-extraction installs the extra `peers`"


def is_installed(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True


def corpus() -> Path:
    return Path(os.environ.get("CORPUS") or ROOT / "corpus")


def scorer() -> ModuleType:
    """Return the scorer of the corpus, which has the loader, the measures and the table."""
    sys.path.insert(0, str(corpus() / "scoring"))
    return importlib.import_module("pages")


def compare(pages: list[Any], scoring: ModuleType) -> dict[str, list[Row]]:
    """Return the scores per page of every system; all systems extract one page before the next.

    A system that takes longer than the scorer allows fails on that page.
    """
    signal.signal(signal.SIGALRM, scoring.too_slow)
    systems = {name: system for name, system in SYSTEMS.items() if name not in OPTIONAL or is_installed(name)}
    rows: dict[str, list[Row]] = {name: [] for name in systems}
    for index, (dataset, gold, page) in enumerate(pages):
        text = decode_page(page).text
        _, parse_ms, _ = scoring.timed(lambda page=page: scoring.parse_once(page))
        known = {"dataset": dataset, "id": gold["id"], "lang": gold["language"], "parse_ms": parse_ms}
        for name, system in systems.items():
            found, ms, error = scoring.timed(lambda p=page, t=text, u=gold["url"], s=system: s(p, t, u))
            out = {**(found or {}), "error": error}
            body = scoring.with_lede(out) if dataset in scoring.LEDE_IN_GOLD else out.get("body") or ""
            lost = losses(gold, body, page) if gold["body"] else None
            rows[name].append({**known, "ms": ms, "losses": lost, **scoring.score(dataset, gold, out)})
        gc.collect(0 if index % 20 else 2)
    return rows


def tables(rows: dict[str, list[Row]], scoring: ModuleType) -> Iterator[str]:
    """Yield a table per set and per main language of a set, then the set's losses by class of error."""
    for name in dict.fromkeys(row["dataset"] for row in rows["manset"]):
        some = {system: [row for row in all_ if row["dataset"] == name] for system, all_ in rows.items()}
        yield _table(name, some, scoring)
        groups = dict.fromkeys(scoring.group(row["lang"]) for row in some["manset"])
        for language in sorted(groups) if len(groups) > 1 else ():
            part = {s: [row for row in rs if scoring.group(row["lang"]) == language] for s, rs in some.items()}
            yield _table(f"{name} {language}", part, scoring)


def _table(title: str, rows: dict[str, list[Row]], scoring: ModuleType) -> str:
    summaries = [(system, scoring.summary(some) | _losses(some)) for system, some in rows.items()]
    scores = scoring.table(summaries, scoring.COLUMNS)
    lost = scoring.table(summaries, [(f"loss_{name}", name) for name in CLASSES])
    return f"{title}\n{scores}" + (
        f"\nwords lost and kept, as shares of the gold\n{lost}" if "\n" in lost.strip() else ""
    )


def _losses(rows: list[Row]) -> Row:
    return mean_losses([row["losses"] for row in rows if row["losses"]])


def verdicts(rows: dict[str, list[Row]], scoring: ModuleType) -> Iterator[str]:
    """Yield a line per set and measure: our score, the best peer's, the difference."""
    for name in dict.fromkeys(row["dataset"] for row in rows["manset"]):
        some = {s: scoring.summary([row for row in all_ if row["dataset"] == name]) for s, all_ in rows.items()}
        for key in (key for key in MEASURES if key in some["manset"]):
            best = max((s for s in some if s != "manset"), key=lambda s: some[s].get(key) or 0.0)
            ours, theirs = some["manset"][key], some[best].get(key) or 0.0
            yield f"{name:12} {key:10} {ours:.3f}  {theirs:.3f} {best:16} {ours - theirs:+.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dataset", nargs="+", help="sets of the corpus; all unless given")
    parser.add_argument("--language", help="language of the pages, for example tr")
    parser.add_argument("--limit", type=int, help="about this many pages of each set")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the scores of every page")
    arguments = parser.parse_args()
    if line := missing():
        sys.stdout.write(line + "\n")
        return
    scoring = scorer()
    logging.disable(logging.CRITICAL)
    warnings.filterwarnings("ignore")
    pages = scoring.load(arguments.dataset or scoring.SETS, arguments.language, arguments.limit, [])
    compare(pages[:2], scoring)  # warm-up: the first calls fill caches
    gc.disable()
    rows = compare(pages, scoring)
    ours = "ours, the best peer's, the difference"
    sys.stdout.write("\n\n".join([*tables(rows, scoring), "\n".join([ours, *verdicts(rows, scoring)])]) + "\n")
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, default=str), "utf-8")


if __name__ == "__main__":
    main()
