"""The forms of rostering: shapes only."""
