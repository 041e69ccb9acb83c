"""Fuzzing: functions that read foreign bytes must never fail, and their results must satisfy the invariants.

A module per target has `check(data)`, `seeds(pages)` and `tokens()`; `runs.py` says how often each is called.
"""
