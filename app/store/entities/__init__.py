"""Records of entities: rows and names of an article's entities, merges by rules, and decisions of people."""
