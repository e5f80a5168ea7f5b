"""Tests of members as workers."""
