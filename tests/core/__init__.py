"""The ground keeps its word: the log, the jobs, time and money."""
