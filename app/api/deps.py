"""What routes ask for: a session, the state of the app, parameters given once."""

from collections.abc import Callable, Iterator
from typing import Annotated, get_origin

from fastapi import Depends, Request
from pydantic import BaseModel
from sqlmodel import Session

from app.api.problems import validation_failed
from app.store.secrets import cursor_secret
from app.store.session import reading, writing


def get_session(request: Request) -> Iterator[Session]:
    """A session to read with; closed before the answer leaves."""
    with reading(request.app.state.engine) as session:
        yield session


ReadSession = Annotated[Session, Depends(get_session, scope="function")]


def given_once(model: type[BaseModel]) -> Callable[[Request], None]:
    """A dependency that refuses a one-valued parameter given twice."""
    repeatable = {name for name, field in model.model_fields.items() if get_origin(field.annotation) is list}

    def check(request: Request) -> None:
        names = [name for name, _ in request.query_params.multi_items()]
        twice = sorted(
            {name for name in names if name in model.model_fields and name not in repeatable and names.count(name) > 1}
        )
        if twice:
            raise validation_failed(
                [{"loc": ("query", name), "type": "repeated", "msg": "given twice"} for name in twice]
            )

    return check


def cursor_key(request: Request) -> bytes:
    """The secret of this database's cursors, read once."""
    state = request.app.state
    if state.cursor_secret is None:
        with writing(state.engine) as session:
            state.cursor_secret = cursor_secret(session)
    secret: bytes = state.cursor_secret
    return secret
