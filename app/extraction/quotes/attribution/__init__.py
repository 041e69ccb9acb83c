"""Find the speakers of quotes: sentence patterns (frames) propose speakers, and a learned model chooses one."""
