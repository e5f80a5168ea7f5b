"""The engine: facts in, the best roster so far out; pure, and the same for the same seed."""
