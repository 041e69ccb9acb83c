"""Names in markup and metadata for headline, section, tags and pictures; `conventions.toml` lists them."""

from functools import cache
from pathlib import Path

from pydantic import Field

from app.lang.knowledge import Knowledge
from app.text.toml import read_toml


class HeadlineConventions(Knowledge):
    metas: tuple[str, ...] = Field(description="Names of `meta` that hold a title, the best first.")
    separators: tuple[str, ...] = Field(description="Marks between a title and the name of the site.")
    classes: frozenset[str] = Field(description="Words in the class of a printed title.")


class SectionConventions(Knowledge):
    metas: tuple[str, ...] = Field(description="Names of `meta` that hold a section, the best first.")


class TagConventions(Knowledge):
    metas: tuple[str, ...] = Field(description="Names of `meta` that hold keywords.")
    strong_metas: frozenset[str] = Field(description="Names of `meta` with keywords that are written for one story.")
    machine_words: frozenset[str] = Field(description="Words in front of the colon of a keyword made for machines.")
    paths: frozenset[str] = Field(description="Segments of the address of a tag's page.")


class ImageConventions(Knowledge):
    metas: tuple[str, ...] = Field(description="Names of `meta` that hold the lead picture, the best first.")
    sources: tuple[str, ...] = Field(description="Attributes with the address of a picture, the best first.")
    source_sets: tuple[str, ...] = Field(description="Attributes with several sizes of a picture.")
    junk: frozenset[str] = Field(description="Words in file names of pictures that are not of the story: `logo`.")
    junk_endings: tuple[str, ...] = Field(description="Ends of file names of pictures that are not photographs.")
    tracker_endings: tuple[str, ...] = Field(
        description="Ends of file names of trackers and spacers in elements; metadata use them for pictures too."
    )
    captions: frozenset[str] = Field(description="Words in the class of a caption.")
    credits: frozenset[str] = Field(description="Words in the class of a credit.")


class Conventions(Knowledge):
    headline: HeadlineConventions
    section: SectionConventions
    tags: TagConventions
    images: ImageConventions


@cache
def conventions() -> Conventions:
    """Return the conventions of `conventions.toml`; the file is read once."""
    return read_toml(Path(__file__).with_name("conventions.toml"), Conventions)
