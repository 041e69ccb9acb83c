"""Find indirect speech: clauses that report words without quotation marks. Each word order has its own module."""
