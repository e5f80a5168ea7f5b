"""What Evenhand claims, as tests."""
