"""Tests of attendance, approved hours and welfare."""
