"""Store entities: the rows and names of an article's entities, merges by rule, and merges and splits by people."""
