"""What an answer is made of: list pages, caching, negotiation, headers, problems, formats."""
