"""Decide for each string in quotation marks in a field whether it is a quotation, and who its speaker is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from typing import Protocol

from app.extraction.quotes.attribution.article_evidence import Article, note_sources
from app.extraction.quotes.attribution.discourse import Credit
from app.extraction.quotes.attribution.history import History, Spoken
from app.extraction.quotes.attribution.known_speakers import NOBODY
from app.extraction.quotes.attribution.linear_model import (
    LinearModel,
    load_model,
    logistic,
    shift_probability,
    softmax,
)
from app.extraction.quotes.attribution.marked_features import quotation_features
from app.extraction.quotes.attribution.quotation_context import Context, read_context
from app.extraction.quotes.attribution.quotation_setting import Setting, read_setting
from app.extraction.quotes.attribution.speaker_candidates import (
    Candidate,
    find_candidates,
    join_epithets,
    nobody,
    pool_shares,
)
from app.extraction.quotes.attribution.speaker_features import bucket, candidate_features
from app.extraction.quotes.grammars import grammar
from app.extraction.quotes.quote_numbers import READER_QUOTATION, READER_SHARES, READER_SLOPE, READER_SPEAKER
from app.extraction.text.noun_phrases import Party
from app.extraction.text.parsed_text import stands_as_heading
from app.extraction.text.quotation_marks import Marked
from app.extraction.text.read_text import ReadText
from app.lang.pack import languages
from app.schemas.entity import EntityDraft
from app.schemas.quote import Resolution
from app.text.fast_dataclass import fast_dataclass


@fast_dataclass(frozen=True)
class Decision:
    """The decision on a string in quotation marks: is it a quotation, and which candidate is its speaker?"""

    setting: Setting
    candidates: Sequence[Candidate]
    speaker_features: Sequence[Sequence[str]]
    shares: Sequence[float]  # for each candidate, the probability that it is the speaker
    features: Sequence[str]
    quotation: float  # probability that the string is a quotation
    confidence: float  # calibrated probability that quotation and speaker are both decided rightly

    @property
    def quote(self) -> Marked:
        """The string in quotation marks."""
        return self.setting.quote

    @cached_property
    def best(self) -> int:
        """Index of the most probable candidate for the speaker."""
        return max(range(len(self.shares)), key=self.shares.__getitem__)

    @cached_property
    def credit(self) -> Credit:
        """The credit to the most probable candidate, with the confidence of the decision.

        Cue and mention come from the frame (sentence pattern) that proposed the candidate, if there is one.
        """
        setting, speaker, sure = self.setting, self.candidates[self.best], round(self.confidence, 3)
        agreed = next((credit for _, credit in speaker.credits), None)
        proposed = next((proposal.credit for proposal in setting.proposals if proposal.credit.cue), None)
        cue = agreed.cue if agreed else proposed.cue if proposed else setting.situation.cue
        if speaker.key == NOBODY:
            unnamed = agreed.party if agreed else None
            return Credit(unnamed, "same_sentence", agreed.mention if agreed else None, cue, sure)
        mention = _mention(setting.quote, speaker)
        start, end = mention or (self.quote.start, self.quote.start)
        way: Resolution = "same_sentence" if speaker.here else "coreference"
        return Credit(
            Party(speaker.name, speaker.type, start, end),
            agreed.resolved_by if agreed else way,
            agreed.mention if agreed and agreed.mention else mention,
            cue,
            sure,
        )

    @property
    def is_heading(self) -> bool:
        """Whether the string in quotation marks is a heading."""
        return stands_as_heading(self.setting.text, self.setting.sentence, self.quote)

    @property
    def is_quotation(self) -> bool:
        """Whether the string in quotation marks counts as a quotation."""
        return self.quotation >= _least_quotation(max(self.shares))


def _least_quotation(share: float) -> float:
    """Return the least probability at which a string in quotation marks counts as a quotation.

    `share`: probability of the most probable speaker.
    """
    return READER_QUOTATION - READER_SLOPE * (share - READER_SPEAKER)


class Judge(Protocol):
    """The interface of models that score strings in quotation marks and their possible speakers.

    `Models` implements it. The training has other implementations.
    """

    def is_quotation(self, setting: Setting, features: Sequence[str], /) -> float:
        """Return the probability that a string in quotation marks is a quotation."""

    def who(
        self, context: Context, candidates: Sequence[Candidate], features: Sequence[Sequence[str]], /
    ) -> list[float]:
        """Return for each candidate the probability that it is the speaker."""

    def confidence(self, probability: float, /) -> float:
        """Return the calibrated probability that the decisions on quotation and speaker are both right."""

    def rules_out(self, setting: Setting, features: Sequence[str], /) -> bool:
        """Return whether a string in quotation marks is no quotation, whoever its speaker may be.

        `features`: the features of the string, without those of its speaker.
        """


SHIFT = "confidence"  # name of the weight that is added to the log-odds of every confidence, to calibrate it


@dataclass(frozen=True)
class Models:
    """The models used in production: a learned model for quotations, and one for speakers."""

    quotations: LinearModel
    speakers: LinearModel
    # whether a string that is surely no quotation is decided without looking for its speaker, to save time
    is_brief: bool = False

    def is_quotation(self, setting: Setting, features: Sequence[str], /) -> float:
        """Return the probability that a string in quotation marks is a quotation."""
        return logistic(self.quotations.score(features, setting.text.language))

    def who(
        self, context: Context, _candidates: Sequence[Candidate], features: Sequence[Sequence[str]], /
    ) -> list[float]:
        """Return for each candidate the probability that it is the speaker."""
        return softmax([self.speakers.score(row, context.text.language) for row in features])

    def confidence(self, probability: float, /) -> float:
        """Return the calibrated probability that the decisions on quotation and speaker are both right."""
        return shift_probability(probability, self.speakers.weights.get(SHIFT, 0.0))

    def rules_out(self, setting: Setting, features: Sequence[str], /) -> bool:
        """Return whether a string in quotation marks is no quotation, whoever its speaker may be."""
        if not self.is_brief:
            return False
        language = setting.text.language
        most = self.quotations.score(features, language) + _most_by_speaker(self.quotations, language)
        return logistic(most) < _least_quotation(1)


@cache
def models() -> Models:
    """Return the learned models for quotations and speakers that this package contains."""
    return Models(load_model("quotations"), load_model("speakers"), is_brief=True)


class Reader:
    """Decide for each string in quotation marks in one field whether it is a quotation, and who its speaker is.

    The sentences must be read in the order of the text. What was read and decided so far is kept in `history`, and
    influences later decisions.
    """

    def __init__(self, read: ReadText, entities: Sequence[EntityDraft], judge: Judge) -> None:
        self.article = Article(read.parsed, read.field, entities if read.pack.language in languages() else ())
        self.history = History()
        self.grammar = grammar(read.pack.language)
        self._judge = judge

    def pass_over(self, number: int) -> None:
        """Remember who speaks in the sentence `number`, which has no quotation marks."""
        text = self.article.text
        self.grammar.note(text, text.sentences[number], self.history.memory)
        self._note_issuer(number)

    def end(self, number: int) -> None:
        """Update the history after the sentence `number`, which has quotation marks.

        Forget that an earlier sentence announced a quote, unless this sentence is a heading.
        """
        self._note_issuer(number)
        text, sentence = self.article.text, self.article.text.sentences[number]
        if not stands_as_heading(text, sentence, sentence.marked[0]):
            self.history.memory.announced = None

    def decide(self, number: int, quote: Marked) -> Decision:
        """Decide whether a string in quotation marks is a quotation, and by whom; count the decision in the history.

        `number`: index of the sentence in which the string begins.
        """
        setting = read_setting(self.article, self.history, number, quote)
        features = quotation_features(setting)
        if self._judge.rules_out(setting, features) and not stands_as_heading(setting.text, setting.sentence, quote):
            self.history.count(taken=False)
            return Decision(setting, [nobody()], [[]], [1.0], features, 0.0, 0.0)
        context = read_context(setting)
        candidates = find_candidates(context)
        speaker_features = candidate_features(context, candidates)
        likely = join_epithets(context, candidates, self._judge.who(context, candidates, speaker_features))
        shares = pool_shares(candidates, likely)
        features += _credited(candidates, shares)
        quotation = self._judge.is_quotation(context, features)
        sure = self._judge.confidence(quotation * max(shares))
        decision = Decision(context, candidates, speaker_features, shares, features, quotation, sure)
        self.history.count(decision.is_quotation)
        return decision

    def note(self, decision: Decision) -> None:
        """Add a quotation and its most probable speaker to the history."""
        speaker = decision.candidates[decision.best]
        self.history.note(Spoken(speaker.key, decision.quote, decision.setting.number))
        if speaker.key == NOBODY:
            return
        if speaker.known is None:
            self.history.named[speaker.key] = (speaker.name, speaker.type)
        self.history.memory.note(decision.credit)

    def _note_issuer(self, number: int) -> None:
        sentence = self.article.text.sentences[number]
        note_sources(self.article, self.history, sentence.start, sentence.end)


def _credited(candidates: Sequence[Candidate], shares: Sequence[float]) -> list[str]:
    """Return features of the most probable speaker, by which a model judges whether the string is a quotation.

    They say whether there is a speaker at all, how probable the speaker is, and whether the sentence of the quotation
    mentions the speaker.
    """
    best = max(range(len(shares)), key=shares.__getitem__)
    named = candidates[best].key != NOBODY
    return _credit_features(named, bucket(shares[best], READER_SHARES), bool(candidates[best].here))


def _credit_features(named: bool, sure: int, here: bool) -> list[str]:
    return [f"credited:{named}", f"credited:{named}:{sure}", f"credited:{named}:{here}"]


@cache
def _most_by_speaker(model: LinearModel, language: str) -> float:
    """Return the highest score that the features of the most probable speaker can have in a language."""
    options = product((False, True), range(len(READER_SHARES) + 1), (False, True))
    return max(model.score(_credit_features(*option), language) for option in options)


def _mention(quote: Marked, speaker: Candidate) -> tuple[int, int] | None:
    """Return start and end offset of the speaker's mention that is nearest to the quotation, or None.

    Only mentions in the sentence of the quotation count.
    """
    spans = [(placed.span.start, placed.span.end) for placed in speaker.here]
    return min(spans, key=lambda span: max(span[0] - quote.end, quote.start - span[1]), default=None)
