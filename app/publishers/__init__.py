"""Knowledge of publishers: rules in TOML, found by registrable domain."""
