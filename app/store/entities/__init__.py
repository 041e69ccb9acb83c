"""Records of entities: rows and names of an article's entities, which row counts for which, what people decided."""
