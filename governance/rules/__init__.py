"""The rules of deciding: pure functions of facts, each under its number (docs/rules)."""
