"""Imported first by the forkserver, so that it ends with its parent even while it imports other modules."""

from app.services.child import die_with_parent

die_with_parent()
