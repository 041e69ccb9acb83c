"""The public functions of extraction: they turn the bytes of a news page into a draft of an article.

Extraction uses no web framework and no database. The functions are imported on first use, because the main process of a
server does not need the pipeline.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from app.errors import ExtractionError

if TYPE_CHECKING:
    from app.extraction.entities import extract_entities
    from app.extraction.entities.plugins import use_recognizer
    from app.extraction.hints import Hints
    from app.extraction.pipeline import extract, trace
    from app.extraction.quotes import extract_quotes
    from app.extraction.traces import Dropped, Trace

__all__ = [
    "Dropped",
    "ExtractionError",
    "Hints",
    "Trace",
    "extract",
    "extract_entities",
    "extract_quotes",
    "trace",
    "use_recognizer",
]
_MODULES = {
    "Dropped": "traces",
    "Hints": "hints",
    "Trace": "traces",
    "extract": "pipeline",
    "extract_entities": "entities",
    "extract_quotes": "quotes",
    "trace": "pipeline",
    "use_recognizer": "entities.plugins",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
