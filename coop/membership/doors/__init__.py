"""The pages of membership, a file for each matter."""
