"""Use cases that write: ingest one page, import many."""
