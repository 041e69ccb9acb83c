"""XPath rules of publishers in TOML files, one for each registrable domain."""
