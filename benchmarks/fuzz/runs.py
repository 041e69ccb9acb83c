"""Run the fuzz targets: number of calls, limits and results."""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_EXECUTED = re.compile(r"stat::number_of_executed_units:\s*(\d+)")


@dataclass(frozen=True)
class Target:
    """A module with `check`, `seeds` and `tokens`."""

    module: str
    runs: int
    longest: int  # maximum length of an input, in bytes
    seconds: int = 10  # time after which a call counts as hanging
    mebibytes: int = 2_048

    @property
    def name(self) -> str:
        return self.module.rpartition(".")[2]


@dataclass(frozen=True)
class Result:
    """The result of a target; `failures` are the failing inputs."""

    name: str
    runs: int
    seconds: float
    failures: tuple[Path, ...]
    stopped: str | None = None

    @property
    def is_good(self) -> bool:
        return not self.failures and self.stopped is None


TARGETS = {
    target.name: target
    for target in (
        Target("benchmarks.fuzz.extraction", 50_000, 5_500),
        Target("benchmarks.fuzz.quotes", 60_000, 2_500),
        Target("benchmarks.fuzz.dates", 300_000, 200),
        Target("benchmarks.fuzz.jsonld", 150_000, 2_000),
        Target("benchmarks.fuzz.decode", 150_000, 2_000),
        Target("benchmarks.fuzz.urls", 300_000, 200),
    )
}


def run(target: Target, runs: int, folder: Path, *, seed: int = 0, pages: int = 200) -> Result:
    """Call a target `runs` times; its log, seeds and failures are written to the folder.

    Args:
        target: The target to call.
        runs: Minimum number of calls; each seed is called once in addition.
        folder: An empty or new folder.
        seed: Seed of the fuzzer's random numbers; 0 means a different one each time.
        pages: Number of pages that seeds are made from.
    """
    folder.mkdir(parents=True, exist_ok=True)
    limits = [f"-max_len={target.longest}", f"-timeout={target.seconds}", f"-rss_limit_mb={target.mebibytes}"]
    options = [
        f"-runs={runs}",
        f"-seed={seed}",
        f"-artifact_prefix={folder}/failures/",
        "-print_final_stats=1",
        "-len_control=0",
    ]
    command = [sys.executable, "-m", "benchmarks.fuzz.child", target.module, str(folder), f"--pages={pages}"]
    started, log = time.monotonic(), folder / "log.txt"
    with log.open("wb") as out:
        done = subprocess.run(
            [*command, *limits, *options], cwd=ROOT, stdout=out, stderr=out, env=_environment(), check=False
        )
    text = log.read_text("utf-8", "replace")
    executed = _EXECUTED.search(text)
    failures = tuple(sorted(path for path in folder.glob("failures/*") if path.suffix != ".txt"))
    stopped = f"stopped with exit code {done.returncode}, see {log}" if done.returncode or not executed else None
    count = int(executed[1]) if executed else 0
    return Result(target.name, count, time.monotonic() - started, failures, stopped)


def _environment() -> dict[str, str]:
    """Return an environment with a fixed order of sets, so that a failing input always fails."""
    return {**os.environ, "PYTHONHASHSEED": "0"}
