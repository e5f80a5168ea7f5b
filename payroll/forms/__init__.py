"""What people fill in about pay, ownership and the books."""
