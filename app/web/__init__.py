"""Web pages for people: the explorer and the API docs; all files that they load are installed with the service."""
