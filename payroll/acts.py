"""The acts of pay that the log records; none says what anybody is paid, or under what scheme."""
