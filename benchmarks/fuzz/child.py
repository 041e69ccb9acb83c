"""Run the fuzzer on one target in a separate process, because the fuzzer never returns."""

import argparse
import importlib
import sys
import traceback
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from types import TracebackType

import atheris

from benchmarks.fuzz.pages import pages


class Recorder:
    """Writes each failure and its input to a file, once per line of code, and lets the fuzzer continue."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self.data = b""
        self._seen: set[tuple[type[BaseException], str, int | None]] = set()

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if kind is None or not issubclass(kind, Exception):
            return False
        last = traceback.extract_tb(trace)[-1]
        if (place := (kind, last.filename, last.lineno)) not in self._seen:
            self._seen.add(place)
            path = self.folder / f"{self.name}-{sha256(self.data).hexdigest()[:12]}"
            path.write_bytes(self.data)
            path.with_suffix(".txt").write_text("".join(traceback.format_exception(kind, error, trace)), "utf-8")
        return True


def write_dictionary(path: Path, tokens: Iterable[str]) -> None:
    """Write the tokens in the format of the fuzzer: every byte escaped."""
    lines = ('"' + "".join(f"\\x{byte:02x}" for byte in token.encode()[:60]) + '"' for token in tokens if token)
    path.write_text("\n".join(dict.fromkeys(lines)) + "\n", "ascii")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("module")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int)
    given, options = parser.parse_known_args()  # the remaining arguments are for the fuzzer
    with atheris.instrument_imports(include=["app"]):
        target = importlib.import_module(given.module)
    seeds: Path = given.folder / "seeds"
    for folder in (seeds, given.folder / "found", given.folder / "failures"):
        folder.mkdir(parents=True)
    for seed in target.seeds(pages(given.pages)):
        (seeds / sha256(seed).hexdigest()[:12]).write_bytes(seed)
    write_dictionary(given.folder / "tokens.txt", target.tokens())
    recorder = Recorder(given.folder / "failures", given.module.rpartition(".")[2])

    def once(data: bytes) -> None:
        recorder.data = data
        with recorder:
            target.check(data)

    command = [sys.argv[0], *options, f"-dict={given.folder / 'tokens.txt'}", str(given.folder / "found"), str(seeds)]
    atheris.Setup(command, once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
