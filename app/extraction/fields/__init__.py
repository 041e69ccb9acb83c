"""Find the fields of the record in the evidence of a page: one module for each field."""
