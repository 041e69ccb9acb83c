"""What guards the connection: requests on the wire, hang-ups, CORS, logs and metrics."""
