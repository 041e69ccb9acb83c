"""The parameters of statistics: what is counted, and by which facets or intervals."""

from typing import Literal, cast, get_args

from pydantic import Field, model_validator

from app.api.request.filter_parameters import SelectedArticles
from app.api.request.quote_parameters import OfStatements, QuoteOnlyFilters, QuotesCounted
from app.schemas.ingest_models import Zone
from app.store.queries.quote_stats import AnyFacet
from app.store.queries.stats_queries import Facet
from app.text.intervals import Interval

_ONLY_OF_ARTICLES = ("q_in",)
_ONLY_OF_QUOTES = (*QuoteOnlyFilters.model_fields, *OfStatements.model_fields)


class FacetParameters(QuotesCounted):
    """Parameters of facets: what is counted (articles or quotes), and by which facets, for example `publisher`."""

    of: Literal["articles", "quotes"] = Field(
        default="articles",
        description="What is counted. With `quotes` the filter is that of the list of quotes: `id` is a quote's, "
        f"`speaker` said it, `q` searches its words; {', '.join(f'`{name}`' for name in _ONLY_OF_QUOTES)} need it.",
    )
    by: tuple[AnyFacet, ...] = Field(
        min_length=1,
        max_length=5,
        description="Facets to count by; repeatable, at most 5. `mentions` (entities named inside the quotes), `kind` "
        "and `cue_type` need `of=quotes`.",
    )
    size: int = Field(default=10, ge=1, le=100, description="Maximum number of values of each facet, 1 to 100.")

    @model_validator(mode="after")
    def _fits(self) -> "FacetParameters":
        misplaced = _ONLY_OF_ARTICLES if self.of == "quotes" else _ONLY_OF_QUOTES
        wrong = [name for name in misplaced if name in self.model_fields_set]
        if self.of == "articles":
            wrong += [f"by={facet}" for facet in self.by if facet not in get_args(Facet)]
        if wrong:
            other = "articles" if self.of == "quotes" else "quotes"
            raise ValueError(f"{', '.join(wrong)} can only be used with of={other}")
        return self

    @property
    def facets(self) -> tuple[Facet, ...]:
        """Return the facets in `by`, without repetitions. Call this only if `of` is `articles`."""
        # the cast is safe: if `of` is `articles`, `_fits` allows only facets of articles in `by`
        return tuple(cast(Facet, facet) for facet in dict.fromkeys(self.by))


class TimeseriesParameters(SelectedArticles):
    """Parameters of a time series: which articles to count, and the length of the intervals."""

    interval: Interval | Literal["auto"] = Field(
        default="auto",
        description="Length of an interval; weeks begin on Monday. `auto`: the shortest of which at most 400 cover the "
        "range. A length that makes more than 2,000 intervals is refused.",
    )
    timezone: Zone = Field(
        default="UTC", description="IANA time zone in which intervals begin.", examples=["Europe/Istanbul"]
    )


class TimelineParameters(TimeseriesParameters):
    """Parameters of a timeline: which articles and quotes of the entity to count, and the length of the intervals."""

    interval: Interval | Literal["auto"] = Field(
        default="month",
        description="Length of an interval; weeks begin on Monday. `auto`: the shortest of which at most 400 cover the "
        "range. A length that makes more than 2,000 intervals is refused.",
    )
