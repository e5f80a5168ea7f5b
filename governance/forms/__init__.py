"""The shape of what people fill in about motions, votes and papers."""
