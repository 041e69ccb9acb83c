"""Indirect speech: reported clauses without quotation marks, by the grammar of the pack."""
