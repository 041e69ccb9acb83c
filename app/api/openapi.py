"""The description of the API (OpenAPI 3.1), with errors under the media type they have."""

from typing import Any

from fastapi import FastAPI

from app.api.accept import JSON
from app.api.problems import MEDIA_TYPE


class DescribedApp(FastAPI):
    """An app whose description is made once."""

    def openapi(self) -> dict[str, Any]:
        """The description; its errors are problem documents, which the framework takes for plain JSON."""
        if self.openapi_schema is None:
            for response in _error_responses(super().openapi()):
                content = response["content"]
                content[MEDIA_TYPE] = content.pop(JSON) | content[MEDIA_TYPE]
        return super().openapi()


def _error_responses(description: dict[str, Any]) -> list[dict[str, Any]]:
    operations = [operation for path in description["paths"].values() for operation in path.values()]
    return [
        r for operation in operations for r in operation["responses"].values() if MEDIA_TYPE in r.get("content", ())
    ]
