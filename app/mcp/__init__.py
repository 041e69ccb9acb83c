"""Tools for language models (Model Context Protocol): read what is stored, with exact words and their addresses."""
