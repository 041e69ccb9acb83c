"""Full-text search: one parser of `q`, one index of folded words, the same hits on SQLite and PostgreSQL."""
