"""The kill -9 test: after a server is killed, each acknowledged write must be stored once and completely."""
