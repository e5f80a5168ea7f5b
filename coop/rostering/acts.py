"""The acts of rostering that the log records; none says why somebody cannot come, or where."""
