"""Imported once by the server that extraction processes are forked from: they share its lists and its model."""

from app.extraction import extract_entities
from app.lang.pack import languages

for language in sorted(languages()):
    extract_entities("Ankara", language)
