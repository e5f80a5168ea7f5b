"""Co-operatives drawn from a seed: for benchmarks and for tests, anybody can draw them again."""
