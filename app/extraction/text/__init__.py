"""Read each field of an article once: the search for names and the search for quotes share its tokens and sentences."""
