"""Manşet: news pages in, typed articles, quotes and entities out."""
