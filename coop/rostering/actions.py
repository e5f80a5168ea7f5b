"""The front door of what can be done about work; the rooms are in `coop.rostering.deeds`."""
