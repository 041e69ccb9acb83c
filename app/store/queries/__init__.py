"""The statements of read operations. Items of lists are JSON bytes, ready to send."""
