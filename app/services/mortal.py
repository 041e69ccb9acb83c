"""Imported first by the forkserver: lets it end with its parent, even during its imports."""

from app.services.child import die_with_parent

die_with_parent()
