"""Benchmarks: what was measured, on what machine, with its peers side by side."""
