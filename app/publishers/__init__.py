"""Rules of publishers in TOML, by registrable domain."""
