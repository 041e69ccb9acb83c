"""The public face of extraction: pages in, drafts out. Imports no web framework and no database."""

from app.extraction.entities import extract_entities
from app.extraction.entities.plugins import use_recognizer
from app.extraction.findings import Dropped, Hints, Trace
from app.extraction.pipeline import extract, trace
from app.extraction.quotes import extract_quotes

__all__ = ["Dropped", "Hints", "Trace", "extract", "extract_entities", "extract_quotes", "trace", "use_recognizer"]
