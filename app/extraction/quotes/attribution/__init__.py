"""Find the speakers of quotes. Frames (sentence patterns) propose speakers, and a learned model chooses one of them."""
