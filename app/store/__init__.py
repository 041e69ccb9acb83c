"""Tables, writes, queries, search, cursors: the only package that contains SQL (`app.store`)."""
