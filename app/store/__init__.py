"""Tables, writes, queries, search, cursors: the only room that speaks SQL."""
