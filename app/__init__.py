"""Manşet turns news pages into typed articles, quotes and entities."""
