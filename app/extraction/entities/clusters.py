"""Look up clusters of words for the tagger, which finds names. Words with similar contexts are in one cluster.

The tagger uses the attributes of a word's cluster as features, so that it can judge rare words, too.
`training/make_clusters.py` learns the clusters.
"""

import gzip
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from operator import sub
from pathlib import Path

import orjson

from app.extraction.entities.endings import stems
from app.extraction.entities.learned_lists import fingerprint

CLUSTERS = Path(__file__).parent / "clusters.model"
# attribute of a word that is in no cluster as it is written, but is in a cluster when it is written in lower case
LOW = "k-low"
# capitalised words of other languages are looked up in the clusters of this language, too: its corpus has the most
# foreign names
WIDEST = "de"
Names = Sequence[str]  # the attributes of one cluster, such as `k7=en:1`
# for one language: the sorted fingerprints of the words, the cluster number of each word, and the attributes of
# each cluster
_Table = tuple[Sequence[int], Sequence[int], Sequence[Names]]


def pack_clusters(words: Mapping[str, Mapping[str, int]], names: Mapping[str, Sequence[Names]]) -> bytes:
    """Return the bytes of `clusters.model`.

    `words`: language -> word -> number of the word's cluster. `names`: language -> the attributes of its clusters; the
    first item belongs to cluster 0.
    """
    marks = {language: {fingerprint(word): number for word, number in of.items()} for language, of in words.items()}
    # The file is packed by gzip. It has a line of JSON, an empty line, and two arrays for each language. The first
    # array holds the differences between the sorted fingerprints of the words, the second the words' cluster numbers.
    head = {language: {"count": len(of), "names": names[language]} for language, of in marks.items()}
    packed = b"".join(_differences(sorted(of)) + _numbers(of).tobytes() for of in marks.values())
    return gzip.compress(orjson.dumps(head) + b"\n\n" + packed, mtime=0)


def _numbers(clusters: Mapping[int, int]) -> "array[int]":
    return array("H", [clusters[mark] for mark in sorted(clusters)])


def _differences(marks: Sequence[int]) -> bytes:
    return array("I", map(sub, marks, (0, *marks))).tobytes()


def cluster_attributes(word: str, low: str, language: str) -> list[str]:
    """Return the attributes of a word's cluster. `low` is the word in lower case.

    `k7=en:1` means cluster 1 of the coarse clusters of English. If the word is in no cluster as it is written, other
    forms of the word are looked up.
    """
    tables, capital = _tables(), word[0].isupper()
    shouted = word.isupper() and len(word) > 1
    # First, a word is looked up as it is written. Second, a word in capitals is looked up with one capital, and any
    # other word without its case ending. Third, the word is looked up in lower case.
    forms = (word, *([word[0] + low[1:]] if shouted else stems(word, language)), low)
    found = _found(tables[language], forms) if language in tables else []
    if capital and language != WIDEST:
        found += _found(tables[WIDEST], forms)
    return found


def _found(table: _Table, forms: Sequence[str]) -> list[str]:
    """Return the attributes of the cluster of the first form that is in the table; an empty list if none is."""
    marks, clusters, names = table
    for number, form in enumerate(forms):
        mark = fingerprint(form)
        at = bisect_left(marks, mark)
        if at < len(marks) and marks[at] == mark:
            return [*names[clusters[at]], *([LOW] if number and number == len(forms) - 1 else [])]
    return []


@cache
def _tables() -> dict[str, _Table]:
    head, packed = gzip.decompress(CLUSTERS.read_bytes()).split(b"\n\n", 1)
    found: dict[str, _Table] = {}
    at = 0
    for language, each in orjson.loads(head).items():
        middle = at + 4 * each["count"]
        end = middle + 2 * each["count"]
        marks = array("I", accumulate(array("I", packed[at:middle])))
        found[language] = marks, array("H", packed[middle:end]), each["names"]
        at = end
    return found
