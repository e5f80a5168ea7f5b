"""The tables of decisions: rule sets adopted, motions, ballots, papers, declarations."""
