"""The OpenAPI description of the service, generated once in each process that runs tests."""

from typing import Any

from app.config import Settings
from app.main import create_app

DESCRIPTION: dict[str, Any] = create_app(Settings(database_url="sqlite://")).openapi()
