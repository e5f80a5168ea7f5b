"""Tests of rosters: drafts, edits, versions, searches and the board."""
