"""Our own rosters: facts in, the fairest places out, with reasons for every gap."""
