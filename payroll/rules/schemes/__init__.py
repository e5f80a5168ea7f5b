"""What a pay scheme says, how it is read, and how it works a pay out."""
