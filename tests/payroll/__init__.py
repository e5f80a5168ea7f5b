"""Tests of pay: schemes, runs, statements, the books, and what members own."""
