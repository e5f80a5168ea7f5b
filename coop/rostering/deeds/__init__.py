"""What people do about work: each deed asks the rules, writes, and logs."""
