"""The tables of rostering."""
