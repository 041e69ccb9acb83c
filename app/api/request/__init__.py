"""Read requests: parameters, filters, bodies, content codings, API keys, idempotency keys."""
