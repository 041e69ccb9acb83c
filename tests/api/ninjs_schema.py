"""The members of ninjs 3.1 that we write, as its published schema allows them: names, types, nothing else.

Written from https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json: `uri` is the only required member, objects take no
others than those of the schema, times are RFC 3339, addresses are URIs.
"""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Uri = Annotated[str, Field(pattern=r"^[a-z][a-z0-9+.-]*:\S+$")]


class Member(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=False)


class Text(Member):
    role: str | None = None
    contentType: str | None = None  # noqa: N815
    value: str


class Body(Text):
    charCount: int | None = None  # noqa: N815
    wordCount: int | None = None  # noqa: N815


class Named(Member):
    name: str | None = None
    rel: str | None = None
    uri: Uri | None = None
    literal: str | None = None


class InfoSource(Member):
    name: str | None = None
    role: str | None = None
    uri: Uri | None = None
    literal: str | None = None


class AltId(Member):
    role: str | None = None
    value: str | None = None


class Rendition(Member):
    name: str
    href: Uri | None = None
    contentType: str | None = None  # noqa: N815
    title: str | None = None


class Standard(Member):
    name: str | None = None
    version: str | None = None
    schema_: Uri | None = Field(default=None, alias="schema")


class Ninjs(Member):
    uri: Uri
    type: Literal["text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"]
    representationType: Literal["full", "partial"]  # noqa: N815
    standard: Standard
    version: str
    firstCreated: AwareDatetime  # noqa: N815
    versionCreated: AwareDatetime | None = None  # noqa: N815
    contentCreated: AwareDatetime | None = None  # noqa: N815
    pubStatus: Literal["usable", "withheld", "canceled"]  # noqa: N815
    language: str | None = None
    title: str
    by: str | None = None
    headlines: list[Text]
    descriptions: list[Text] = []
    bodies: list[Body]
    people: list[Named] = []
    organisations: list[Named] = []
    places: list[Named] = []
    subjects: list[Named] = []
    events: list[Named] = []
    objects: list[Named] = []
    infoSources: list[InfoSource] = []  # noqa: N815
    renditions: list[Rendition] = []
    altIds: list[AltId] = []  # noqa: N815
