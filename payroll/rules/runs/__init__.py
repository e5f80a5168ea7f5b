"""The life of a pay run, its drafts, what is odd about them, and what is paid out."""
