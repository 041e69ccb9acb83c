"""Store and query records: tables, writes, queries, search, cursors. No other package contains SQL."""
