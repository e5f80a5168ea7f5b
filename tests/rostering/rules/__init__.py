"""Tests of the pure rules of rosters."""
