"""Store entities: the rows and names of an article's entities, merges by rules, and merges and splits by people."""
