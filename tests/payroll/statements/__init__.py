"""Tests of statements of pay: the document, the paper, the pages, the check."""
