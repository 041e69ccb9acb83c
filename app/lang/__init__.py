"""Knowledge of languages: packs in TOML, and telling which language a page is in."""
