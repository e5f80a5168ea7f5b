"""Consequence: what the members are paid and own."""
