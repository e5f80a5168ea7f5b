"""A year of pay: its people, its plan, its hours, its sums by our own pencil, its pages."""
