"""Decode and parse a page, and build the views of its tree that the stages read: document, layout, site names."""
