"""The tables of pay, ownership and the books."""
