"""Time is linear: text four times as long takes at most about six times as long, for patterns made to be slow.

Processor time, best of three; a ratio of 4 is perfect, one of 16 would be quadratic.
"""

import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from app.extraction import extract, extract_entities, extract_quotes

SIZE = 20_000  # characters of the short text
UNITS = [
    '"',
    "“a\n\n",
    "'a ",
    '"Gel" dedi Ali Kaya, ',
    "Ak ",
    "Ak ve ",
    "Lale Vakfı ",
    "Rusya'nın Seul ",
    "Ali Kaya Kaya ",
    "x" * 50,
    '"a," said Ann Lee of the ',
    "“a” the old, ",
    "according to a ",
    "said that ",
    ", said Ann Lee, adding that ",
    "sagte am Tag, sei ",
    "Ali, yolun açıldığını belirterek, ",
    "olduğunu ",
    "söyledi ",
]


def page(text: str) -> bytes:
    return f"<html lang=tr><h1>Uzun bir sayfa</h1><article><p>{text}</p></article>".encode()


STAGES: dict[str, Callable[[str], object]] = {
    "quotes": lambda text: extract_quotes(text, "tr", indirect=True),
    "quotes (en)": lambda text: extract_quotes(text, "en", indirect=True),
    "quotes (de)": lambda text: extract_quotes(text, "de", indirect=True),
    "entities": lambda text: extract_entities(text, "tr"),
    "whole page": lambda text: extract(page(text), force=True),
}


def seconds(stage: Callable[[str], object], text: str) -> float:
    def once() -> float:
        start = time.process_time()
        stage(text)
        return time.process_time() - start

    return min(once() for _ in range(3))


def main() -> None:
    table = Table("text", *(f"{name}: 4 x the text" for name in STAGES))
    for unit in UNITS:
        text = unit * (SIZE // len(unit))
        ratios = (seconds(stage, text * 4) / max(seconds(stage, text), 1e-4) for stage in STAGES.values())
        table.add_row(repr(unit[:20]), *(f"{ratio:.1f}" for ratio in ratios))
    Console().print(table)


if __name__ == "__main__":
    main()
