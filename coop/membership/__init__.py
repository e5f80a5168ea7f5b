"""Who belongs, in which class, since when, and reached how."""
