"""Bytes to tree to layout: decode, parse, and what every stage reads of the tree."""
