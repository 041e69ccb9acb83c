"""Use cases that the API and the command line share: ingest a page, import, export, extract again, curate."""
