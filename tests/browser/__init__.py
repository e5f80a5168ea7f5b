"""Stories in a real browser, and the eyes that look at pages there."""
