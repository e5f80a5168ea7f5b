"""Deeds about rules, motions, ballots and papers; each flushes and never commits."""
