"""The HTTP interface: requests, routes, responses, OpenAPI."""
