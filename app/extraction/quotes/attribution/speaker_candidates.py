"""List the candidates for the speaker of a quotation: names near it, recent speakers, people often named, nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from app.extraction.quotes.attribution.discourse import Credit
from app.extraction.quotes.attribution.epithets import find_epithets, meant_by, origins
from app.extraction.quotes.attribution.known_speakers import NOBODY, Known
from app.extraction.quotes.attribution.name_evidence import WORD
from app.extraction.quotes.attribution.quotation_context import Context, Placed
from app.extraction.quotes.attribution.ruled_out import is_narrated, is_ruled_out, opening_noun, subject_noun
from app.extraction.quotes.quote_numbers import (
    SPEAKER_CANDIDATES_CACHED,
    SPEAKER_CANDIDATES_MOST,
    SPEAKER_CANDIDATES_PEOPLE,
    SPEAKER_CANDIDATES_SENTENCES,
)
from app.extraction.text.noun_phrases import Party
from app.lang.pack import languages
from app.schemas.quote import SpeakerType
from app.text.normalize import fold


@dataclass
class Candidate:
    """A possible speaker of a quotation."""

    key: str
    name: str
    type: SpeakerType
    known: Known | None
    here: list[Placed] = field(default_factory=list)  # mentions in the sentence of the quotation
    # name and credit of each frame (sentence pattern) that proposes this candidate
    credits: list[tuple[str, Credit]] = field(default_factory=list)
    first: bool = False  # whether the most trusted frame proposes this candidate
    kind: str = field(init=False)  # first letter of the candidate's type, such as `p` for `person`; `n` for nobody

    def __post_init__(self) -> None:
        self.kind = (self.known.kind if self.known else self.type if self.key else "nobody")[0]


def find_candidates(context: Context) -> list[Candidate]:
    """Return the candidates for the speaker of a quotation.

    The first is `nobody`; in a language without a pack it is the only one. If the narrator says the quotation (`I told
    them: "…"`), the only candidate is the narrator, or `nobody`.
    """
    found = {NOBODY: nobody()}
    if context.text.language not in languages():
        return [*found.values()]
    known = context.article.known.by_key
    if is_narrated(context):
        narrator = context.article.narrator
        return [_candidate(context, narrator) if narrator else found[NOBODY]]
    for key in _keys(context):
        if len(found) >= SPEAKER_CANDIDATES_MOST:
            break
        if key not in found:
            found[key] = _candidate(context, key)
    for at, (frame, credit) in enumerate(context.proposals):
        key = _key(context, credit.party)
        candidate = found.get(key) or found.setdefault(key, _candidate(context, key, credit))
        candidate.credits.append((frame, credit))
        candidate.name = _longer(candidate, credit)
        candidate.first |= at == 0
    for placed in context.here:
        if placed.span.key in found and (placed.span.key in known or found[placed.span.key].key):
            found[placed.span.key].here.append(placed)
    noun, opening = subject_noun(context), opening_noun(context)
    return [one for one in found.values() if not is_ruled_out(context, noun, opening, one.key, one.here)]


def nobody() -> Candidate:
    """Return the candidate that stands for a quotation without a named speaker."""
    return Candidate(NOBODY, "", "unnamed", None)


def _key(context: Context, party: Party | None) -> str:
    """Return the key of a speaker whom a frame (sentence pattern) proposes.

    If a speaker of the type `unnamed` or `document` overlaps a common noun in the text, the noun's key is returned.
    """
    if party is not None and party.type in ("unnamed", "document"):
        nouns = (noun.key for noun in context.nouns if noun.start < party.end and party.start < noun.end)
        return next(nouns, None) or context.article.known.key_of(party)
    return context.article.known.key_of(party)


def _longer(candidate: Candidate, credit: Credit) -> str:
    """Return the candidate's name, or a longer form of this name if a frame (sentence pattern) proposes one."""
    party, name = credit.party, candidate.name
    if party is None or not name:
        return name
    if party.type in ("unnamed", "document"):
        return max(party.name, name, key=len)
    whole = party.type == "organization" and party.name.endswith(f" {name}")
    return party.name if whole or party.name.startswith((f"{name}'", f"{name}\u2019")) else name


def _keys(context: Context) -> Iterator[str]:
    article, history, known = context.article, context.history, context.article.known
    yield from (placed.span.key for placed in reversed(context.here))
    yield from (key for key in context.tagged or () if key in known.by_key)
    yield from history.recent()
    for party in (history.memory.issuer, history.memory.medium, history.memory.speaker, history.memory.topic):
        key = known.key_of(party)
        if key in known.by_key or key in history.named:
            yield key
    start = article.text.sentences[max(0, context.number - SPEAKER_CANDIDATES_SENTENCES)].start
    near = known.between(start, context.sentence.start)
    yield from (span.key for span in reversed(near) if known.by_key[span.key].kind != "location")
    foremost = (
        somebody for somebody in known.by_key.values() if somebody.rank < SPEAKER_CANDIDATES_PEOPLE and somebody.spans
    )
    yield from (somebody.key for somebody in foremost if somebody.kind == "person" or _leads(somebody))


def _leads(somebody: Known) -> bool:
    return somebody.kind == "organization" and somebody.rank == 0


def _candidate(context: Context, key: str, credit: Credit | None = None) -> Candidate:
    """Return the candidate that has the key `key`.

    It is an entity, an earlier speaker, a name in the sentence, or a speaker whom a frame (sentence pattern) proposes.
    """
    known = context.article.known.by_key.get(key)
    if known is not None:
        return Candidate(key, known.name, "person" if known.kind == "person" else "organization", known)
    if key in context.history.named:
        return Candidate(key, *context.history.named[key], None)
    if key in context.loose:
        return Candidate(key, *context.loose[key], None)
    party = credit.party if credit else None
    return Candidate(key, party.name if party else "", party.type if party else "unnamed", None)


def join_epithets(context: Context, candidates: list[Candidate], shares: Sequence[float]) -> list[float]:
    """Return the probabilities of all candidates, with those of epithets (`the coach`) added to the people they mean.

    An epithet whose person is not among the candidates becomes a candidate with the name of this person.
    """
    joined = [*shares]
    for at, noun in enumerate(candidates):
        party = _person_meant(context, noun) if noun.key.startswith("role:") else None
        if party is None:
            continue
        key = context.article.known.key_of(party)
        other = next((place for place, one in enumerate(candidates) if one.key == key), at)
        if other == at:
            candidates[at] = replace(_candidate(context, key, Credit(party)), here=noun.here)
        else:
            joined[other], joined[at] = joined[other] + joined[at], 0.0
    return joined


def _person_meant(context: Context, noun: Candidate) -> Party | None:
    """Return the person whom a common noun means; None if it is no epithet, or new to the reader (`a coach`).

    The last subject or speaker is meant only if the name recogniser found a person of this name, except in a verb-final
    language, where a comma or particle shows what a subject is.
    """
    placed = next((one for one in context.nouns if one.key == noun.key), None)
    span = (placed.start, placed.end) if placed else next((c.mention for _, c in noun.credits if c.mention), None)
    heads = origins(context.text.language)  # `the Dutchman`, but not `the Dutchman group`
    found = (
        [one for one in find_epithets(context.text, *span) if one.noun not in heads or one.end == span[1]]
        if span
        else []
    )
    gender = placed.agrees if placed else "-"
    memory = context.history.memory
    party = meant_by(context.text, found[-1], memory, gender) if found else None
    known = context.article.known.by_key.get(context.article.known.key_of(party))
    is_person = context.order == "v" or (known is not None and known.kind == "person")
    return party if is_person or party not in (memory.topic, memory.speaker) else None


def pool_shares(candidates: Sequence[Candidate], shares: Sequence[float]) -> list[float]:
    """Add up the probabilities of candidates with the same name, and return the probabilities of all candidates.

    `the Board` and `the Trade Board` count as the same, because one name has all words of the other. The more probable
    candidate gets the sum.
    """
    order = sorted(range(len(shares)), key=shares.__getitem__, reverse=True)
    named = [(words, at) for at in order if (words := _name_words(candidates[at].name))]
    pooled = [*shares]
    for place, (own, at) in enumerate(named):
        pooled[at] += sum([shares[o] for words, o in named[place + 1 :] if words <= own or own <= words])
    return pooled


@lru_cache(maxsize=SPEAKER_CANDIDATES_CACHED)
def _name_words(name: str) -> frozenset[str]:
    return frozenset(WORD.findall(fold(name)))
