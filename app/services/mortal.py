"""Make the forkserver end when its parent ends.

The forkserver imports this module first: its parent may end during the other imports, which take long.
"""

from app.services.child import die_with_parent

die_with_parent()
