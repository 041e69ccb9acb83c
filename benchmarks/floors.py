"""Compare scores on the corpus with their floors; a floor only goes up.

CORPUS names the corpus (folders `data` and `scoring`). Without CORPUS the check says so and passes.
`--pin` writes today's scores as floors and refuses to lower one; `--pin --lower NAME` lowers that one.
Scores on a corpus with other files are not comparable: `--pin` then replaces all floors.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from app import errors

ROOT = Path(__file__).parent.parent
BASELINE = ROOT / "tests" / "corpus" / "baseline.json"
TOLERANCE = 0.0005  # floors are pinned to three decimals
Scores = dict[str, float]


def digest(corpus: Path) -> str:
    """Return a hash of names and sizes of all files of the corpus: scores on another corpus are not comparable."""
    files = sorted((corpus / "data").rglob("*"))
    listing = "\n".join(f"{path.relative_to(corpus)} {path.stat().st_size}" for path in files if path.is_file())
    return hashlib.sha256(listing.encode()).hexdigest()[:16]


def run_scorer(corpus: Path, name: str, *arguments: str) -> Any:
    """Run a scorer of the corpus and return its JSON."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        command = [sys.executable, str(corpus / "scoring" / f"{name}.py"), "--json", out.name, *arguments]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        return json.loads(Path(out.name).read_text("utf-8"))


def is_refusal(error: str) -> bool:
    """Return whether an error, written as `Name: message`, means that extraction rejects the page."""
    kind = getattr(errors, error.partition(":")[0], None)
    return isinstance(kind, type) and issubclass(kind, errors.ExtractionError)


def refusal_scores(pages: Iterable[dict[str, Any]]) -> Scores:
    """Return `no_crash` for all pages, and for each set the share of its pages that extraction accepts."""
    failed = [(page["dataset"], page["out"]["error"] or "") for page in pages]
    names = {name for name, _ in failed}
    accepted = {name: [not error for other, error in failed if other == name] for name in names}
    crashed = [error for _, error in failed if error and not is_refusal(error)]
    return {
        "pages/no_crash": float(not crashed),
        **{f"pages/{name}/accepted": sum(flags) / len(flags) for name, flags in accepted.items()},
    }


def page_scores(corpus: Path) -> Scores:
    results = run_scorer(corpus, "pages")
    summary = results["summary"]
    wanted = (
        "f1",
        "page_f1",
        "para_exact",
        "title",
        "authors",
        "minute",
        "day",
        "language",
        "image",
        "topics",
        "snip_f1",
    )
    scores = {
        f"pages/{name}/{key}": row[key] for name, row in summary.items() for key in wanted if row.get(key) is not None
    }
    return {**scores, **refusal_scores(results["pages"])}


def quote_scores(corpus: Path) -> Scores:
    summary = run_scorer(corpus, "quotes")["summary"]
    rows = dict(summary) if isinstance(summary, list) else summary
    wanted = ("e2e_f1", "span_f1", "speaker_acc")
    scores = {f"quotes/{name}/{key}": row[key] for name, row in rows.items() for key in wanted}
    return {**scores, "quotes/offsets_hold": float(not rows["all"]["bad_offsets"])}


def entity_scores(corpus: Path) -> Scores:
    results = run_scorer(corpus, "entities", "--limit", "1000")
    rows = {**results["sentences"], **results["articles"]}
    return {f"entities/{name}/f1": row["f1"] for name, row in rows.items()}


def all_scores(corpus: Path) -> Scores:
    """Return the scores of all scorers, which run in parallel processes."""
    with ThreadPoolExecutor() as pool:
        parts = [pool.submit(scorer, corpus) for scorer in (page_scores, quote_scores, entity_scores)]
        return {name: score for part in parts for name, score in part.result().items()}


def failures(scores: Scores, floors: Scores) -> list[str]:
    """Return one line for each score below its floor."""
    return [
        f"{name}: {scores.get(name, 0.0):.3f} is below its floor {floor:.3f}"
        for name, floor in sorted(floors.items())
        if scores.get(name, 0.0) < floor - TOLERANCE
    ]


def pin(scores: Scores, floors: Scores, lowered: set[str], corpus: Path) -> list[str]:
    """Write the floors, unless one that is not in `lowered` would become lower; return the floors that would."""
    sinking = [line for line in failures(scores, floors) if line.split(":")[0] not in lowered]
    if not sinking:
        BASELINE.parent.mkdir(exist_ok=True)
        rounded = {name: round(score, 3) for name, score in sorted(scores.items())}
        BASELINE.write_text(json.dumps({"corpus": digest(corpus), "floors": rounded}, indent=1) + "\n", "utf-8")
    return sinking


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pin", action="store_true", help="write today's scores as floors")
    parser.add_argument("--lower", action="append", default=[], metavar="NAME", help="a floor that may sink")
    arguments = parser.parse_args()
    corpus = Path(os.environ.get("CORPUS") or ROOT / "corpus")
    if not (corpus / "scoring").is_dir():
        sys.stdout.write("score floors: no corpus here (CORPUS), nothing to compare\n")
        return
    pinned: dict[str, Any] = (
        json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {"floors": {}, "corpus": digest(corpus)}
    )
    if pinned["corpus"] != digest(corpus) and not arguments.pin:
        sys.exit("score floors: the corpus is not the one the floors were pinned on; run again with --pin and compare")
    scores = all_scores(corpus)
    floors = pinned["floors"] if pinned["corpus"] == digest(corpus) else {}
    missed = pin(scores, floors, set(arguments.lower), corpus) if arguments.pin else failures(scores, pinned["floors"])
    sys.stdout.write(
        "\n".join([*missed, f"score floors: {len(scores)} scores, {len(missed)} below their floor"]) + "\n"
    )
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
