"""A text read once: paragraphs, tokens and words that the rules and the tagger share."""
