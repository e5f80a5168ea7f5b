"""The pages of pay, ownership and the books."""
