"""Tests of solving our own rosters."""
