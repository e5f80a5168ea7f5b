"""A member’s week: shifts, swaps, offers, standby, papers and the calendar."""
