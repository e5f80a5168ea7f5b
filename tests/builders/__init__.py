"""Builders: each makes one thing with a default for everything that does not matter."""
