"""HTTP protocol and middleware: limits of a connection, closing of connections, CORS, logs and metrics."""
