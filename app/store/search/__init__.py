"""Full-text search: one reading of `q`, one index of folded words, the same hits on SQLite and on PostgreSQL."""
