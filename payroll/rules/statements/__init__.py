"""Statements as documents that anybody can add again."""
