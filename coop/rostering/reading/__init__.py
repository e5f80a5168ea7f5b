"""Questions about work, answered with frozen values."""
