"""Plain functions on strings: folding, spans, sentences, tokens, addresses, identities."""
