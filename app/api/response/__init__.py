"""Build answers: list pages, caching, negotiation, headers, problems, formats."""
