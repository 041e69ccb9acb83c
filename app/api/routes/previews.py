"""Preview the article of a page: extract it and store nothing."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from app.api.openapi.operation_responses import operation_errors
from app.api.request.auth import guarded
from app.api.request.body import read_page
from app.api.request.dependencies import given_once
from app.api.request.parameters import PreviewParameters
from app.api.response.negotiation import JSON
from app.api.response.projection import Shape
from app.api.routes.ingest import BODY_ERRORS, REQUEST_BODY, admit, success_response, trace_posted
from app.extraction.traces import Trace
from app.schemas.article import ExtractionWarning
from app.schemas.preview import DroppedBlock, Preview
from app.schemas.record import record_of
from app.services.extractor import MAX_DROPPED

router = APIRouter(prefix="/v1", tags=["ingest"], **guarded("preview"))
_ABOUT = "The record as it would be stored; `revision`, `seq` and `first_seen_at` are null."
_CUT = ExtractionWarning(
    code="dropped_cut",
    field="dropped",
    message=f"only the first {MAX_DROPPED:,} blocks are listed",
)


@router.post(
    "/extract",
    operation_id="preview_extraction",
    summary="Preview the article of a page",
    responses={200: success_response(Preview, _ABOUT), **operation_errors(*BODY_ERRORS)},
    openapi_extra=REQUEST_BODY,
    dependencies=[Depends(given_once(PreviewParameters))],
)
async def preview_extraction(request: Request, options: Annotated[PreviewParameters, Query()]) -> Response:
    """Extract the article of a page, with quotes and entities, without storing it.

    `include=dropped` adds the blocks of the page that are not part of the article, each with the reason.
    """
    admit(request)
    posted = await read_page(request, options)
    traced = await trace_posted(request, posted, with_dropped=options.has_dropped)
    record = _preview(traced, with_indirect="indirect" in options.include)
    hidden: frozenset[str] = frozenset() if options.has_dropped else frozenset({"dropped"})
    body = Shape(options.shown, options.offsets, hidden).article(record.model_dump_json(exclude=set(hidden)).encode())
    return Response(body, headers={"Cache-Control": "no-store"}, media_type=JSON)


def _preview(traced: Trace, *, with_indirect: bool) -> Preview:
    record = record_of(traced.draft, indirect=with_indirect)
    values = {name: getattr(record, name) for name in type(record).model_fields}
    if len(traced.dropped) > MAX_DROPPED:
        values["warnings"] = (*record.warnings, _CUT)
    dropped = traced.dropped[:MAX_DROPPED]
    blocks = tuple(DroppedBlock(reason=block.reason, text=block.text, path=block.path) for block in dropped)
    return Preview(**values, dropped=blocks)
