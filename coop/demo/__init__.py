"""A made-up co-operative, told through the same actions that real members use."""
