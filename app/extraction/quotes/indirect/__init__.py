"""Reported speech without marks, by the grammars of the packs."""
