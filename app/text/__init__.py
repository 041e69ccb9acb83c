"""Functions on strings: normalization, sentences, tokens, URLs, ids."""
