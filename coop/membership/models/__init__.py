"""The tables of membership: dated facts that grow and are never overwritten."""
