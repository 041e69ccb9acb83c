"""Protocol and middleware: limits of connections, when connections are closed, CORS, logs and metrics."""
