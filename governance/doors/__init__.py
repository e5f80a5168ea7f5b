"""The governance pages: thin doors to the deeds."""
