"""Imported first by the forkserver: lets it end with its parent, even during imports, and run after the server."""

import os

from app.services.child import die_with_parent

_NICENESS = 5  # while a server starts on a busy machine, its own imports come first

die_with_parent()
os.nice(_NICENESS)
