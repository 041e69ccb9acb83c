"""Tools for language models (Model Context Protocol): search and read stored articles, quotes and entities."""
