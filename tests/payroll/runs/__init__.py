"""Tests of pay runs on the database: their life, their work, their pages."""
