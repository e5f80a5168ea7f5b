"""Tests of pay schemes."""
