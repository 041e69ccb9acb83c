"""Find indirect speech: reported clauses without quotation marks, by the grammar of the language."""
