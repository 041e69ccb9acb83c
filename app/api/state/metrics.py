"""Prometheus metrics of one server process."""

from prometheus_client import CollectorRegistry, Counter, Histogram


class Metrics:
    """The metrics of this process, as `/metrics` shows them."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self.requests = Counter("news_requests", "Requests answered.", labels, registry=self.registry)
        self.latency = Histogram(
            "news_request_seconds", "Seconds until an answer began.", ("route",), registry=self.registry
        )
        self.extraction = Histogram(
            "news_extraction_seconds",
            "Seconds an extraction took, including the wait for a process.",
            registry=self.registry,
        )
        self.stages = Histogram(
            "news_extraction_stage_seconds", "Processor seconds of a stage.", ("stage",), registry=self.registry
        )
        self.outcomes = Counter(
            "news_ingest_outcomes", "Pages posted, by outcome.", ("outcome",), registry=self.registry
        )
        self.articles = Counter("news_extracted_articles", "Articles extracted.", registry=self.registry)
        self.missing = Counter(
            "news_missing_fields", "Fields that an extracted article lacks.", ("field",), registry=self.registry
        )
