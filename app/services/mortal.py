"""Make the forkserver end with its parent. It imports this module first: its other imports take long."""

from app.services.child import die_with_parent

die_with_parent()
