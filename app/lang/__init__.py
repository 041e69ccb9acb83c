"""Language packs in TOML, and language detection."""
