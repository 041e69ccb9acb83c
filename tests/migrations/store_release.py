"""Store the database of this release: `make release-database`.

A server of this code takes the pages of the cookbook; its database is packed as `releases/VERSION.db.gz`, which
`test_upgrade.py` upgrades from then on. A file that is there is never replaced: it is what that release wrote.
"""

import gzip
import sqlite3
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from app.version import VERSION
from tests.builders.cookbook import posts
from tests.builders.servers import serving
from tests.builders.town import post_page

RELEASES = Path(__file__).parent / "releases"


def store(file: Path) -> None:
    """Write the packed database of a server that took the pages of the cookbook."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "news.db"
        with serving(f"sqlite:///{database}") as base_url:
            for address, page in posts():
                post_page(base_url, address, page)
        connection = sqlite3.connect(database, isolation_level=None)
        connection.execute("VACUUM")
        connection.close()
        file.write_bytes(gzip.compress(database.read_bytes(), mtime=0))


def main() -> None:
    file = RELEASES / f"{VERSION}.db.gz"
    if file.exists():
        sys.exit(
            f"{file.name} is stored already: raise VERSION in app/version.py, or delete the file before its release"
        )
    store(file)


if __name__ == "__main__":
    main()
