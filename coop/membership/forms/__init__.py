"""The forms of membership: what a person fills in, on the web or on paper."""
