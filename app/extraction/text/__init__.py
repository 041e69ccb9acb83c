"""A text read once: the rules and the tagger share its paragraphs, tokens and words."""
