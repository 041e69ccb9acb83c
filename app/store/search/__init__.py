"""Full-text search with the same results on SQLite and PostgreSQL: the parser of `q`, the index of folded words."""
