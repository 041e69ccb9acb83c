"""Imported first by the forkserver: it ends with the process that started it, even in the middle of its imports."""

from app.services.child import die_with_parent

die_with_parent()
