"""Attribute quotes to speakers: sentence patterns (frames) propose speakers, a learned model chooses one."""
