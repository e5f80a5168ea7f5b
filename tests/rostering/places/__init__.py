"""Tests of places of work, their shifts and the regimes around them."""
