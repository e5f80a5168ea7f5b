"""Tests of rosters: the rules, the solver, the week, attendance and hours."""
