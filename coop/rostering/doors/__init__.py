"""The pages of rostering."""
