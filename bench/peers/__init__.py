"""Other programs that do the same work, for a fair look beside ours."""
