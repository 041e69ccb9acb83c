"""Make `app/extraction/entities/lists.model`: fingerprints of names by kind, and of words by their letter case.

    CORPUS=/path/to/corpus python -m training.make_lists

Names: those of WikiANN / PAN-X (Pan et al. 2017; split of Rahimi et al. 2019; text of Wikipedia, CC BY-SA) in Turkish,
English, German and French with the same kind in most mentions. Letter case: counts of Turkish words in the
vocabulary of sadedegel 0.21.2 (MIT, Global Maksimum). Turkish names of people: Zemberek (Apache-2.0, 2018 Ahmet A.
Akın, Mehmet D. Akın). Fingerprints do not reveal the names.
"""

import gzip
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.extraction.entities.learned_lists import CASES, LISTS, NAMES, OPENING, PEOPLE, pack_lists
from app.text.normalize import fold

MOSTLY, HARDLY = 0.9, 0.3  # share of lower case: at least MOSTLY is `low`, below HARDLY is `capital` or `shouted`
SHOUTED = 0.5  # minimum share of occurrences in all capitals of a `shouted` word
SEEN_AT_LEAST = 15  # minimum number of occurrences of a word
SHARED, MOST_OF_PERSON = 2, 4  # minimum people with a word in their names; maximum words of such a name


def names(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (group, folded name) for each known name, and (`opening`, first word) for names of several words."""
    for name, kind in _rows(folder / "names-panx.tsv.gz"):
        folded = fold(name)
        yield f"{NAMES}:{kind}", folded
        if " " in folded:
            yield OPENING, folded.partition(" ")[0]


def people(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (group, word) for first and last words of names that several people share, and for Turkish names."""
    names = [fold(name).split() for name, kind in _rows(folder / "names-panx.tsv.gz") if kind == "PER"]
    full = [name for name in names if 1 < len(name) <= MOST_OF_PERSON]
    given, surnames = (_frequent(name[place] for name in full) for place in (0, -1))
    turkish = {fold(line.split()[0]) for line, *_ in _rows(folder / "zemberek-person-names.dict.gz")}
    for word in given | surnames | turkish:
        is_given, is_surname = word in given, word in surnames
        yield f"{PEOPLE}:{'both' if is_given == is_surname else 'given' if is_given else 'surname'}", word


def _frequent(words: Iterable[str]) -> set[str]:
    counts = Counter(words)
    return {word for word, count in counts.items() if count >= SHARED and word.isalpha() and len(word) > 1}


def cases(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (group, word) by the usual letter case of Turkish words."""
    for word, *numbers in _rows(folder / "tr-case-counts.tsv.gz"):
        low, capital, shouted = map(int, numbers)
        if low + capital + shouted >= SEEN_AT_LEAST:
            yield f"{CASES}:tr:{_case(low, capital, shouted)}", word


def _case(low: int, capital: int, shouted: int) -> str:
    share = low / (low + capital + shouted)
    if share < HARDLY:
        return "shouted" if shouted / (low + capital + shouted) >= SHOUTED else "capital"
    return "low" if share >= MOSTLY else "mixed"


def _rows(path: Path) -> Iterator[list[str]]:
    return (line.split("\t") for line in gzip.decompress(path.read_bytes()).decode().splitlines())


def main() -> None:
    folder = Path(os.environ["CORPUS"]) / "data" / "ner"
    groups: dict[str, set[str]] = defaultdict(set)
    for group, text in (*names(folder), *people(folder), *cases(folder)):
        groups[group].add(text)
    LISTS.write_bytes(pack_lists(groups))


if __name__ == "__main__":
    main()
