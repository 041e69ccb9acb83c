"""The forkserver imports this module first, so that it ends with its parent even during its other imports."""

from app.services.child import die_with_parent

die_with_parent()
