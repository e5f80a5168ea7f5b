"""The front door of what can be read about work; the rooms are in `coop.rostering.reading`."""
