"""What can be read about rules, motions, ballots and declarations."""
