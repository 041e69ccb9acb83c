"""Tell a town that has the name of a country from the country: `Lebanon, Indiana`."""

import re
from collections.abc import Iterable

from app.extraction.entities.candidates import Named
from app.extraction.entities.gazetteer import place_ids
from app.extraction.entities.surroundings import Texts
from app.lang.pack import LanguagePack

# Matches a comma and a region. After the region, the sentence must end or go on in lower case: otherwise the names may
# be a list of places.
_REGION = re.compile(r", ([^\W\d_][^\W\d_.]*(?: [^\W\d_]+)?)(?=[.;:!?)\n]|,? [^\W\d_A-Z])")


def region_of(mentions: Iterable[Named], texts: Texts, pack: LanguagePack) -> str | None:
    """Return the region that follows a name: `Indiana` in `Lebanon, Indiana`.

    Return None unless the same region follows every mention of the name.
    """
    regions = {_region_after(named, texts.get(named.field, ""), pack) for named in mentions}
    return regions.pop() if len(regions) == 1 else None


def _region_after(named: Named, text: str, pack: LanguagePack) -> str | None:
    found = _REGION.match(text, named.end)
    is_list = text[max(0, named.start - 2) : named.start] == ", "
    return found[1] if found and not is_list and place_ids(found[1], pack.language) == {} else None
