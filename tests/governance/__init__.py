"""Decisions: motions, notice, ballots, counting, declarations."""
