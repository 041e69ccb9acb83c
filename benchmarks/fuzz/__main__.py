"""Call the targets of the fuzzer a million times in total; exit with code 1 if a target fails.

The seeds are pages of the corpus that CORPUS names; without CORPUS, the golden pages.
"""

import argparse
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.fuzz.runs import TARGETS, Result, run

AT_ONCE = 2


def main() -> None:
    arguments = _arguments()
    chosen = [TARGETS[name] for name in (arguments.target or TARGETS)]
    every = sum(target.runs for target in chosen)
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="manset-fuzz-"))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(
            pool.map(
                lambda target: run(
                    target, target.runs * (arguments.runs or every) // every, folder / target.name, seed=arguments.seed
                ),
                chosen,
            )
        )
    report(results, folder)
    if not all(result.is_good for result in results):
        sys.exit(1)
    shutil.rmtree(folder)


def report(results: list[Result], folder: Path) -> None:
    """Print a line for each target, and the paths of the failing inputs."""
    console = Console()
    table = Table("target", "runs", "seconds", "failures")
    for result in results:
        failures = len(result.failures) or ("stopped" if result.stopped else 0)
        table.add_row(result.name, f"{result.runs:,}", f"{result.seconds:.0f}", str(failures))
    table.add_row("all", f"{sum(result.runs for result in results):,}", "", "")
    console.print(table)
    for result in results:
        if not result.is_good:
            console.print(f"{result.name}: inputs that fail are in {folder / result.name / 'failures'}", soft_wrap=True)
        if result.stopped:
            console.print(f"{result.name}: {result.stopped}", soft_wrap=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--runs", type=int, help="calls of all targets together, instead of a million")
    parser.add_argument("--target", action="append", choices=sorted(TARGETS), help="only this one; may be repeated")
    parser.add_argument("--seed", type=int, default=0, help="of the random numbers; 0 takes another each time")
    parser.add_argument("--folder", type=Path, help="where logs and inputs that fail are left")
    return parser.parse_args()


if __name__ == "__main__":
    main()
