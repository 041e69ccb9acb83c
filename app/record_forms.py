"""Define which tables can be exported on the command line, and in which file formats."""

from enum import StrEnum


class Table(StrEnum):
    """Table of an export: the kind of record that its rows hold."""

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
