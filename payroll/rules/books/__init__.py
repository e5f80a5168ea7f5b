"""The books as pure sums, the bank’s files, and the books as text."""
