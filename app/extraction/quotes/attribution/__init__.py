"""Attribute quotes to speakers, by the frames of the two grammars and by evidence from earlier sentences."""
