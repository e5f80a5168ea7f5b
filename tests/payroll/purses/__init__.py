"""Tests of money kept in purses: paid out, asked for, moved, never more than lies there."""
