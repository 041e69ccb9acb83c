"""Attribute quotes to speakers, by sentence patterns (frames) of two grammars and evidence from earlier sentences."""
