"""What people do about pay, ownership and the books."""
