"""Read a text once: rules and tagger share its paragraphs, tokens and words."""
