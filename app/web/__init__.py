"""Pages for people: the explorer and the API docs. Everything they load is installed with the service."""
