"""Run the SQL of read operations; the items of lists are returned as JSON bytes, ready to send."""
