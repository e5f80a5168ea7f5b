"""Races, kills and losses, made on purpose; run by the faults task."""
