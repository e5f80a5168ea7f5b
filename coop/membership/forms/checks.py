"""Checks that stand beside a field, so that a slip never ends on a page without a form."""

from collections.abc import Callable, Sequence

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, Field, PasswordField, StringField
from wtforms.validators import StopValidation, ValidationError

from coop.core import clock
from coop.core.credentials.rules import name_refusals, password_refusals, tidy_name
from coop.core.error_pages import say
from coop.core.errors import Refusal
from coop.membership.admission_rules import refusals_of_birth
from coop.membership.names import tidy

Check = Callable[[FlaskForm, Field], None]


def address_unless(tick: str) -> Check:
    """Make the check that an address is given, unless this box of the form is ticked."""

    def check(form: FlaskForm, field: Field) -> None:
        if not form[tick].data and not any(map(tidy, (field.data or "").splitlines())):
            raise StopValidation(
                _("Give an address, or tick “%(box)s”.", box=form[tick].label.text)
            )

    return check


def possible_birth(_form: FlaskForm, field: DateField) -> None:
    """Refuse a date of birth that nobody living can have."""
    if field.data is not None:
        _put_beside(refusals_of_birth(field.data, clock.now().date(), number="ADM-1"))


def good_sign_in_name(_form: FlaskForm, field: StringField) -> None:
    """Refuse a sign-in name that could not be kept."""
    _put_beside(name_refusals(tidy_name(field.data or "")))


def good_password(form: FlaskForm, field: PasswordField) -> None:
    """Refuse a password that is too short, or easy to guess from the sign-in name."""
    name = tidy_name(form["sign_in_name"].data or "")
    # Without a name there is nothing yet that the password could hold.
    _put_beside(password_refusals(field.data or "", name=name or "\n"))


def _put_beside(refusals: Sequence[Refusal]) -> None:
    if refusals:
        raise ValidationError(" ".join(map(say, refusals)))
