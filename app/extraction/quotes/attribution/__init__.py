"""Who says a quote: frames of the two grammars, and what earlier sentences tell."""
