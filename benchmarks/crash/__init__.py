"""The kill -9 test: what a server acknowledged is there after it was killed, once and whole."""
