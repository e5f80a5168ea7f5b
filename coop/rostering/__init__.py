"""Work that people can come to: rosters, attendance and approved hours."""
