"""Merges and splits of entity records, decided by people: the bodies of requests, and the journal of decisions."""

from typing import Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from app.schemas.base import Model, Record, UtcTime
from app.schemas.entity import EntityRead
from app.schemas.envelope import Page
from app.schemas.ingest_models import SafeText

CurationAction = Literal["merge", "split", "unmerge", "unsplit"]


class MergeRequest(Model):
    """Body of a request to merge an entity's record into another record."""

    model_config = ConfigDict(extra="forbid")

    into: UUID = Field(description="Id of the record that counts for both from now on.")


class SplitRequest(Model):
    """Body of a request to split a name off an entity's record."""

    model_config = ConfigDict(extra="forbid")

    name: SafeText = Field(
        min_length=1,
        max_length=500,
        description="A name that was merged into the record, or that the collection counts for it; compared folded.",
    )


class CuratedEntity(EntityRead):
    """The record that results from a merge or a split."""

    curation: int = Field(ge=1, description="Number of the decision: `POST /v1/curations/{number}/undo` undoes it.")


class CurationRead(Record):
    """A merge or split of entity records, or its undoing, as the journal lists it."""

    number: int = Field(ge=1, description="Number of the decision, and of the change.")
    action: CurationAction = Field(description="What was decided; `unmerge` and `unsplit` undo an earlier decision.")
    entity_id: UUID = Field(description="Entity that was merged or split off.")
    into_id: UUID = Field(description="Record that it was merged into or split off from.")
    at: UtcTime = Field(description="Time of the decision.")
    undone_by: int | None = Field(
        default=None, description="Number of the decision that undid this one; null if this decision is in force."
    )


class CurationPage(Page[CurationRead]):
    """A page of results: merges and splits of entity records, newest first."""
