"""Run the SQL of read operations. Items of lists are returned as bytes of JSON, ready to send."""
