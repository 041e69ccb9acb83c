"""Tests of the explorer in a browser, which each process of the run starts once for the folder."""
