"""Decode and parse a page, and derive from its tree what later steps read: document, layout, names of the site."""
