"""Evidence to findings: one module per field of the record."""
