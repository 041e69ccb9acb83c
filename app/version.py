"""The version of this program; the build of the package reads this file."""

VERSION = "0.1.0"
