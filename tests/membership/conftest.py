"""Properties take the time they need: the machine that runs them may be busy with others."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
