"""Pure functions of pay: they know no database, no clock and no browser."""
