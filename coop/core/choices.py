"""Choices of a form, as WTForms 3.3 wants them: one door to a name its stubs lack."""

from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

__all__ = ["SelectChoice"]
