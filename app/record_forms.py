"""The tables and formats of exports: choices of the command line."""

from enum import StrEnum


class Table(StrEnum):
    """What an item is."""

    articles = "articles"
    quotes = "quotes"
    statements = "statements"
    entities = "entities"


class Format(StrEnum):
    """How items are written."""

    json = "json"
    ndjson = "ndjson"
    jsonld = "jsonld"
    csv = "csv"
    parquet = "parquet"
    md = "md"
