"""The public Shift Scheduling benchmark (Curtois and Qu, 2014): read, solved and checked."""
