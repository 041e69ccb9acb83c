"""Find the authors of an article: the people whom the page credits with the text, else an organization.

The site or a wire service is an author only if the metadata credit it; a printed byline is not enough.
"""

from app.extraction.fields.agencies import SIGN_OFF
from app.extraction.fields.author_names import is_agency, is_unreadable
from app.extraction.fields.author_sources import PRINTED, Authors, author_candidates, metadata_credits
from app.extraction.fields.field_numbers import AUTHORS_MOST
from app.extraction.fields.reconcile import reconcile
from app.extraction.findings import Candidate, Evidence, Finding, warn
from app.schemas.article import Agency, ExtractionWarning
from app.text.normalize import letters


def find_authors(evidence: Evidence, agencies: Finding[tuple[Agency, ...]] | None = None) -> Finding[Authors]:
    """Find the authors in the most trusted source that names a person.

    If no source names a person, the authors are the organizations in the most trusted source that credits any.

    The site is not an author if the page credits an agency elsewhere than in a sign-off at the end of the text.
    """
    found = [candidate for candidate in author_candidates(evidence) if candidate.value]
    chosen = _named(found) or _organization(evidence, found, _is_credited(agencies))
    refused = _refused(evidence, chosen)
    if chosen is None:
        return Finding((), None, refused)
    value = (*_people(chosen.value), *_others(evidence, chosen)) or chosen.value
    cut = (warn("authors_cut", "authors", f"the first {AUTHORS_MOST} are kept"),) if len(value) > AUTHORS_MOST else ()
    best = Candidate(value[:AUTHORS_MOST], chosen.origin, chosen.raw)
    return reconcile("authors", found, _key, best, (*refused, *cut)).with_value(best.value)


def _named(found: list[Candidate[Authors]]) -> Candidate[Authors] | None:
    """Return the first source that gives a person's full name.

    If no source gives one, return the first source that names a person in any way, such as by a user name.
    """
    named = [candidate for candidate in found if _people(candidate.value)]
    full = (c for c in named if any(" " in a.name or not a.name.isascii() for a in _people(c.value)))
    return next(full, None) or next(iter(named), None)


def _is_credited(agencies: Finding[tuple[Agency, ...]] | None) -> bool:
    """Return whether the page credits an agency elsewhere than in a sign-off at the end of the text."""
    return bool(agencies and agencies.provenance and agencies.provenance.origin != SIGN_OFF)


def _refused(evidence: Evidence, chosen: Candidate[Authors] | None) -> tuple[ExtractionWarning, ...]:
    """Return a warning if an author in the metadata is not a name.

    If `chosen` is given, only its source is checked, so a printed source gives no warning.
    """
    given = metadata_credits(evidence)
    credits = {candidate.value for candidate in given if chosen is None or candidate.origin == chosen.origin}
    is_lost = any(is_unreadable(credit, evidence) for credit in credits)
    return (warn("author_refused", "authors", "an author in the metadata is not a name"),) if is_lost else ()


def _organization(evidence: Evidence, found: list[Candidate[Authors]], has_agency: bool) -> Candidate[Authors] | None:
    """Return the first source that names an organization other than the site.

    Without one, return the first source in the metadata that names the site as author, unless the page credits an
    agency.
    """
    other = next((candidate for candidate in found if _others(evidence, candidate)), None)
    given = (candidate for candidate in found if candidate.origin not in PRINTED)
    sites = (candidate for candidate in given if not any(is_agency(author.name) for author in candidate.value))
    return other or (None if has_agency else next(sites, None))


def _people(authors: Authors) -> Authors:
    return tuple(author for author in authors if author.type == "person")


def _others(evidence: Evidence, candidate: Candidate[Authors]) -> Authors:
    """Return the organizations that a source credits, except the site.

    If the source is printed text, such as a byline, wire services are left out, too: being named in a byline does not
    make a wire service an author.
    """
    organizations = (author for author in candidate.value if author.type == "organization")
    other = (author for author in organizations if not evidence.site.is_site(author.name))
    return tuple(author for author in other if candidate.origin not in PRINTED or not is_agency(author.name))


def _key(authors: Authors) -> frozenset[str]:
    return frozenset(letters(author.name) for author in authors)
