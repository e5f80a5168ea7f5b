"""Consequence: what the members decide."""
