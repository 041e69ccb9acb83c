"""The tables and formats of exports: choices of the command line."""

from enum import StrEnum


class Table(StrEnum):
    """Kind of record that an export writes."""

    articles = "articles"
    quotes = "quotes"
    statements = "statements"
    entities = "entities"


class Format(StrEnum):
    """File format of an export."""

    json = "json"
    ndjson = "ndjson"
    jsonld = "jsonld"
    csv = "csv"
    parquet = "parquet"
    md = "md"
