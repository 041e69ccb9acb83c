"""`Idempotency-Key`: a request sent again is answered as the first time, byte for byte.

After draft-ietf-httpapi-idempotency-key-header-07.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256

from fastapi import Request
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app.api.response.problems import problem_response, validation_failed
from app.api.state.application import state_of
from app.errors import NewsError
from app.store.idempotent_answers import SIGN_OF_LIFE_SECONDS, Answer, begin, forget, keep, renew
from app.store.session import writing

MAX_KEY = 255
_KEPT_PROBLEM = 422
_HEADERS = ("content-type", "location", "cache-control")


@dataclass(frozen=True)
class Attempt:
    """A request under a key; `earlier` is the answer it had before. Without a key nothing is kept."""

    key: str | None = None
    earlier: Answer | None = None

    def replay(self) -> Response | None:
        """The answer again."""
        if self.earlier is None:
            return None
        headers = {**self.earlier.headers, "Idempotent-Replayed": "true"}
        return Response(self.earlier.body, self.earlier.status, headers)


@asynccontextmanager
async def attempt(request: Request, body: bytes) -> AsyncIterator[Attempt]:
    """Hold the request's key while it is worked on; a refused page is kept, any other failure lets the key go.

    Raises:
        IdempotencyKeyReused, IdempotencyInProgress, ValidationFailed: the key cannot be used.
    """
    key = _key(request)
    if key is None:
        yield Attempt()
        return
    engine = state_of(request).engine
    payload = sha256(f"{request.url.path}?{request.url.query}\0".encode("utf-8", "surrogateescape") + body).hexdigest()
    begun = Attempt(key, await run_in_threadpool(begin, engine, key, payload))
    is_settled = begun.earlier is not None
    signs = asyncio.create_task(_show_life(engine, key))
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
        signs.cancel()
        if not is_settled:  # the client left, or something broke: nobody waits for this
            asyncio.get_running_loop().run_in_executor(None, _forget, engine, key)


async def _show_life(engine: Engine, key: str) -> None:
    """Until the request is answered: a server that was killed shows none, and the key is free soon after."""
    while True:
        await asyncio.sleep(SIGN_OF_LIFE_SECONDS)
        with suppress(OperationalError):  # the next one may come through
            await run_in_threadpool(renew, engine, key)


def _key(request: Request) -> str | None:
    """What stands for the key in the database: nobody finds another's."""
    given = request.headers.get("idempotency-key")
    if given is None:
        return None
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
