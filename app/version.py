"""The version of this program."""

from importlib.metadata import PackageNotFoundError, version


def _installed() -> str:
    try:
        return version("manset")
    except PackageNotFoundError:
        return "0.1.0"


VERSION = _installed()
