"""Records of WARC files."""


def record(
    url: str,
    body: bytes,
    *fields: str,
    status: int = 200,
    kind: str = "text/html; charset=windows-1254",
    also: str = "",
) -> bytes:
    """A record of a WARC file, an answer as it came over the wire; more fields of its head, and one of the record."""
    lines = [f"HTTP/1.1 {status} OK", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *fields]
    head = "\r\n".join(lines).encode() + b"\r\n\r\n"
    lines = [
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2024-05-01T12:00:00Z",
        "WARC-Record-ID: <urn:uuid:4f0c3b3e-0000-4000-8000-000000000000>",
        "Content-Type: application/http; msgtype=response",
        *([also] if also else []),
        f"Content-Length: {len(head) + len(body)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + head + body + b"\r\n\r\n"
