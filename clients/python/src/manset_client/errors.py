"""Errors: what the service answered, or that it did not answer."""

from typing import Any

import httpx


class MansetError(Exception):
    """Base of all errors of this package."""


class ConnectionLost(MansetError):
    """The service did not answer, however often it was asked."""


class Problem(MansetError):
    """The service refused a request (RFC 9457).

    Attributes:
        status: HTTP status.
        slug: stable name, such as `not-an-article`; the last part of the problem's `type`.
        detail: text for people.
        members: the whole problem.
    """

    def __init__(self, members: dict[str, Any]) -> None:
        super().__init__(f"{members.get('status')} {members.get('title')}: {members.get('detail')}")
        self.members = members
        self.status = int(members.get("status") or 0)
        self.slug = str(members.get("type") or "").rpartition("/")[2]
        self.detail = str(members.get("detail") or "")

    @classmethod
    def of(cls, answer: httpx.Response) -> "Problem":
        """Return the problem of an answer; a proxy's page becomes one, too."""
        try:
            members = answer.json()
        except ValueError:
            members = None
        if not isinstance(members, dict):
            members = {"title": answer.reason_phrase, "detail": answer.text[:200]}
        return cls({**members, "status": answer.status_code})
