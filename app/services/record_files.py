"""Write files of records (JSON, NDJSON, JSON-LD, CSV, Parquet, Markdown) item by item, in bounded memory."""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, BinaryIO, Protocol

import orjson

from app.errors import FileRefused
from app.record_forms import Format
from app.services.linked_data import CONTEXT, entity_thing
from app.services.record_columns import Column, Json, flat

ROWS_AT_ONCE = 2_000  # number of rows per row group of a Parquet file
_INSTALL = "writing Parquet needs pyarrow: pip install 'manset[parquet]'"


class RecordFile(Protocol):
    """Writer of a file of records; `close` writes the rest of the file, and leaves the stream open."""

    def write(self, item: Json) -> None: ...

    def close(self) -> None: ...


class JsonArray:
    """Writer of one JSON array."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._is_empty = stream, True

    def write(self, item: Json) -> None:
        self._stream.write((b"[\n" if self._is_empty else b",\n") + orjson.dumps(item))
        self._is_empty = False

    def close(self) -> None:
        self._stream.write(b"[]\n" if self._is_empty else b"\n]\n")


class JsonLines:
    """Writer of NDJSON: one JSON object a line."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, item: Json) -> None:
        self._stream.write(orjson.dumps(item) + b"\n")

    def close(self) -> None:
        pass


class LinkedData:
    """Writer of JSON-LD: one graph with the entities as schema.org objects."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._things = stream, JsonArray(stream)
        stream.write(orjson.dumps(CONTEXT)[:-1] + b',"@graph":')

    def write(self, item: Json) -> None:
        self._things.write(entity_thing(item))

    def close(self) -> None:
        self._things.close()
        self._stream.write(b"}\n")


class Csv:
    """Writer of CSV (RFC 4180) in UTF-8 with a header line; lists are joined by `; `, null is empty."""

    def __init__(self, stream: BinaryIO, columns: Mapping[str, Column]) -> None:
        self._columns = columns
        self._text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
        self._writer = csv.writer(self._text)
        self._writer.writerow(columns)

    def write(self, item: Json) -> None:
        self._writer.writerow(map(_cell, flat(self._columns, item).values()))

    def close(self) -> None:
        self._text.flush()
        self._text.detach()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(value)
    return str(value).lower() if isinstance(value, bool) else value


class Parquet:
    """Writer of Parquet with typed columns: lists stay lists, times are UTC in microseconds."""

    def __init__(self, stream: BinaryIO, columns: Mapping[str, Column]) -> None:
        try:
            import pyarrow
            from pyarrow import parquet
        except ImportError as error:
            raise FileRefused(_INSTALL) from error
        types = {
            "text": pyarrow.string(),
            "texts": pyarrow.list_(pyarrow.string()),
            "integer": pyarrow.int64(),
            "number": pyarrow.float64(),
            "boolean": pyarrow.bool_(),
            "time": pyarrow.timestamp("us", tz="UTC"),
        }
        self._columns = columns
        self._schema = pyarrow.schema([(name, types[kind]) for name, (kind, _) in columns.items()])
        self._writer = parquet.ParquetWriter(stream, self._schema, compression="zstd")
        self._make: Callable[..., Any] = pyarrow.RecordBatch.from_pylist
        self._rows: list[Json] = []

    def write(self, item: Json) -> None:
        row = flat(self._columns, item)
        times = (name for name, (kind, _) in self._columns.items() if kind == "time" and row[name])
        self._rows.append(row | {name: datetime.fromisoformat(row[name]) for name in times})
        if len(self._rows) >= ROWS_AT_ONCE:
            self._write_group()

    def close(self) -> None:
        self._write_group()
        self._writer.close()

    def _write_group(self) -> None:
        if self._rows:
            self._writer.write_batch(self._make(self._rows, schema=self._schema))
        self._rows = []


class Markdown:
    """Writer of Markdown, with a horizontal rule between two articles; `render` returns the Markdown of one article."""

    def __init__(self, stream: BinaryIO, render: Callable[[bytes], bytes]) -> None:
        self._stream, self._render, self._is_empty = stream, render, True

    def write(self, item: Json) -> None:
        self._stream.write((b"" if self._is_empty else b"\n---\n\n") + self._render(orjson.dumps(item)))
        self._is_empty = False

    def close(self) -> None:
        pass


def record_file(form: Format, stream: BinaryIO, columns: Mapping[str, Column]) -> RecordFile:
    """Return the writer of a format other than Markdown.

    Raises:
        FileRefused: Parquet is requested, and pyarrow is not installed.
    """
    match form:
        case Format.json:
            return JsonArray(stream)
        case Format.jsonld:
            return LinkedData(stream)
        case Format.csv:
            return Csv(stream, columns)
        case Format.parquet:
            return Parquet(stream, columns)
        case _:
            return JsonLines(stream)
