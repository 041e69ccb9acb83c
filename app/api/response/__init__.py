"""Build answers: pages of lists, caching, negotiation, headers, problems, formats."""
