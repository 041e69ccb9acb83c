"""Make the forkserver end when its parent ends.

The forkserver imports this module first, because its other imports take long.
"""

from app.services.child import die_with_parent

die_with_parent()
