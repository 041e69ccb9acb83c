"""Fuzzing: the functions that read foreign bytes never fail, and what they give keeps its promises.

A module per target has `check(data)`, `seeds(pages)` and `tokens()`; `runs.py` says how often each is called.
"""
