"""Imported by the forkserver to load word lists and the model once; its child processes share the memory."""

from app.extraction import extract_entities
from app.lang.pack import languages

for language in sorted(languages()):
    extract_entities("Ankara", language)
