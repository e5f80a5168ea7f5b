"""Whole lives: of a motion, of a record, told through the pages as people open them."""
