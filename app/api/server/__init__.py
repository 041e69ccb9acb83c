"""Protocol and middleware: limits of connections, closing them, CORS, logs and metrics."""
