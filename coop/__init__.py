"""Facts: who belongs, who can be reached how; and the ground everything stands on."""
