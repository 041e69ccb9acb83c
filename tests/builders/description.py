"""The OpenAPI description of the service: the stored one, which a test compares with the one that a server answers."""

import json
from typing import Any

from tests.builders.servers import ROOT

SNAPSHOT = ROOT / "tests" / "api" / "openapi.json"
DESCRIPTION: dict[str, Any] = json.loads(SNAPSHOT.read_text("utf-8"))
