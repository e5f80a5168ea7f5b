"""The forms of the way in: shapes only; the rules are with the credentials."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

NUMBERS = {"inputmode": "numeric"}
LONGEST = 200


class SignInForm(FlaskForm):
    """A name and a password."""

    name = StringField(
        _l("Membership number or sign-in name"),
        [InputRequired(), Length(max=LONGEST)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("Password"),
        [InputRequired(), Length(max=LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )


class PinForm(FlaskForm):
    """A membership number and a PIN, at a shared terminal."""

    name = StringField(
        _l("Membership number"),
        [InputRequired(), Length(max=LONGEST)],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
    pin = PasswordField(
        _l("PIN"),
        [InputRequired(), Length(max=LONGEST)],
        description=_l("6 digits."),
        render_kw={"autocomplete": "off", **NUMBERS},
    )


class CodeForm(FlaskForm):
    """A code from the telephone."""

    code = StringField(
        _l("Code"),
        [InputRequired(), Length(max=LONGEST)],
        description=_l("6 digits. A new code comes every 30 seconds."),
        render_kw={"autocomplete": "one-time-code", **NUMBERS},
    )


class MoveForm(CodeForm):
    """A code from another telephone, and the password, for a change by whoever is in already."""

    current = PasswordField(
        _l("Your password"),
        [InputRequired(), Length(max=LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )


class RecoveryForm(FlaskForm):
    """One of the recovery codes from paper."""

    code = StringField(
        _l("Recovery code"),
        [InputRequired(), Length(max=LONGEST)],
        description=_l("12 letters and digits. Each code works once."),
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class WelcomeForm(FlaskForm):
    """A code on paper, and the password that the person chooses."""

    code = StringField(
        _l("The code on your letter"),
        [InputRequired(), Length(max=LONGEST)],
        description=_l("16 letters and digits. Large or small letters both work."),
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("New password"),
        [InputRequired()],
        description=_l("At least 12 letters. Three or four words chosen at random are best."),
        render_kw={"autocomplete": "new-password"},
    )


class PasswordForm(FlaskForm):
    """The password until now, and the next one."""

    current = PasswordField(
        _l("Your password now"),
        [InputRequired(), Length(max=LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        _l("New password"),
        [InputRequired()],
        description=_l("At least 12 letters. Three or four words chosen at random are best."),
        render_kw={"autocomplete": "new-password"},
    )


class NewPinForm(FlaskForm):
    """The password, and a PIN for shared terminals."""

    current = PasswordField(
        _l("Your password"),
        [InputRequired(), Length(max=LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )
    pin = PasswordField(
        _l("New PIN"),
        [InputRequired()],
        description=_l("6 digits. Do not use a birthday."),
        render_kw={"autocomplete": "off", **NUMBERS},
    )


class TerminalForm(FlaskForm):
    """The neutral name of the place where a shared device stands."""

    place_name = StringField(
        _l("Name of the place"),
        [InputRequired(), Length(max=80)],
        description=_l("Such as “Reading room”. Do not name a prison or a hostel."),
    )
