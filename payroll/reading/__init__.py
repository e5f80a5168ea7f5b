"""What can be read about pay, ownership and the books."""
