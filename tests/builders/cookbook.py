"""The pages of the cookbook: the sample article, two sites that copied it, three other articles and one revision."""

from collections.abc import Iterator

from tests.golden_case import address, page

COPIES = {
    "https://www.korfezgazetesi.example/dunya/rusya-iddialari": "Körfez Gazetesi",
    "https://www.haberlimani.example/rusya": "Haber Limanı",
}


def posts() -> Iterator[tuple[str, bytes]]:
    """Yield address and page of each post, in order."""
    seed = page("tr/trthaber-kulik")
    yield address("tr/trthaber-kulik") or "", seed
    for url, name in COPIES.items():
        yield url, seed.replace(b"TRT Haber", name.encode())
    for case in ("tr/ntv-feribot", "en/harbour-bridge", "de/nahverkehr"):
        yield address(case) or "", page(case)
    changed = page("en/harbour-bridge").replace(b"Drivers face detours", b"Drivers face diversions")
    yield address("en/harbour-bridge") or "", changed
