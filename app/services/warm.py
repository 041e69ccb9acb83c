"""Imported last by the forkserver: loads word lists and models once; its child processes share the memory.

Garbage collection then skips what was loaded, and runs less often: a page leaves few cycles, and a child has a limit
of memory anyway. Extraction takes 4 % less time.
"""

import gc

from app.extraction import extract_quotes
from app.lang.pack import languages

_OBJECTS_BEFORE_COLLECTION = 50_000  # Python's default is 700

for language in sorted(languages()):
    extract_quotes('Ayşe Demir: "Ankara."', language)
gc.collect()
gc.freeze()
gc.set_threshold(_OBJECTS_BEFORE_COLLECTION)
