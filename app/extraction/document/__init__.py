"""Decode a page and parse it. Derive from its tree what later steps read: document, layout and names of the site."""
