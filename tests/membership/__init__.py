"""Belonging: the register, applications, offices and small numbers."""
