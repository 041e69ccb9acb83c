"""`Idempotency-Key`: a repeated request gets its first answer again, byte for byte.

This follows draft-ietf-httpapi-idempotency-key-header-07.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated

from fastapi import Header, Request
from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app.api.response.problems import problem_response, validation_failed
from app.api.state.application import state_of
from app.errors import NewsError
from app.store.idempotent_answers import SIGN_OF_LIFE_SECONDS, Answer, begin, forget, keep, renew
from app.store.session import DATABASE_ERRORS, writing

MAX_KEY = 255
_KEPT_PROBLEM = 422
_HEADERS = ("content-type", "location", "cache-control")
IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=MAX_KEY + 2,
        description=f"Makes the request safe to send again: 1 to {MAX_KEY} characters, bare or in double quotes, "
        "a different value for each request.",
        examples=["5f0f2a52-post-1"],
    ),
]


@dataclass(frozen=True)
class Attempt:
    """A request and its idempotency key, if any; `earlier`: the answer stored under the key."""

    key: str | None = None
    earlier: Answer | None = None

    def replay(self) -> Response | None:
        """Return the stored answer with `Idempotent-Replayed: true`; None if the key has no stored answer."""
        if self.earlier is None:
            return None
        headers = {**self.earlier.headers, "Idempotent-Replayed": "true"}
        return Response(self.earlier.body, self.earlier.status, headers)


@asynccontextmanager
async def attempt(request: Request, given: str | None, body: bytes) -> AsyncIterator[Attempt]:
    """Reserve the key `given` while the `with` block handles the request.

    If the block raises an error with status 422, the error is stored as the answer under the key. Any other error
    releases the key.

    Raises:
        IdempotencyKeyReused, IdempotencyInProgress, ValidationFailed: the key cannot be used.
    """
    if given is None:
        yield Attempt()
        return
    key, engine = _stored_key(request, given), state_of(request).engine
    payload = sha256(f"{request.url.path}?{request.url.query}\0".encode("utf-8", "surrogateescape") + body).hexdigest()
    begun = Attempt(key, await run_in_threadpool(begin, engine, key, payload))
    is_settled = begun.earlier is not None
    heartbeat = asyncio.create_task(_renew(engine, key))
    try:
        yield begun
        is_settled = True
    except NewsError as error:
        if error.status == _KEPT_PROBLEM:
            await run_in_threadpool(_keep_now, engine, key, problem_response(request, error))
        else:
            await run_in_threadpool(_forget, engine, key)
        is_settled = True
        raise
    finally:
        heartbeat.cancel()
        if not is_settled:  # after a disconnect or an unexpected error, release the key without waiting
            asyncio.get_running_loop().run_in_executor(None, _forget, engine, key)


async def _renew(engine: Engine, key: str) -> None:
    """Renew the reservation of the key until this task is cancelled. After a crash, the reservation expires."""
    while True:
        await asyncio.sleep(SIGN_OF_LIFE_SECONDS)
        with suppress(*DATABASE_ERRORS):  # ignore the database's error: the next renewal may succeed
            await run_in_threadpool(renew, engine, key)


def _stored_key(request: Request, given: str) -> str:
    """Return the key to store: a hash of `given` and of the API key, so that two clients never share an answer."""
    bare = given.removeprefix('"').removesuffix('"')
    if not bare or len(bare) > MAX_KEY:
        wrong = {"loc": ("header", "idempotency-key"), "type": "length", "msg": f"must have 1 to {MAX_KEY} characters"}
        raise validation_failed([wrong])
    return sha256(f"{request.headers.get('authorization', '')}\0{bare}".encode("utf-8", "surrogateescape")).hexdigest()


def _keep_now(engine: Engine, key: str, response: Response) -> None:
    headers = {name: value for name, value in response.headers.items() if name in _HEADERS}
    with writing(engine) as session:
        keep(session, key, Answer(response.status_code, headers, bytes(response.body)))


def _forget(engine: Engine, key: str) -> None:
    with writing(engine) as session:
        forget(session, key)
