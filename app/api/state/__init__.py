"""State that the service keeps between requests: settings, database, child processes, metrics, rate limits."""
