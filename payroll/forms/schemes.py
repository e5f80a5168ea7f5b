"""The forms of pay schemes: what the members choose with one, and a file of their own."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, HiddenField, RadioField, SelectField, StringField
from wtforms.fields import Field
from wtforms.validators import InputRequired, Length

from coop.core.audit import Hand
from coop.core.choices import SelectChoice
from coop.rostering.queries import areas
from payroll.deeds.adopting import adopt_scheme
from payroll.forms.money import MoneyField
from payroll.rules.schemes.adopted import RATE_KEYS, same_code_refusals
from payroll.rules.schemes.scheme import ANY, Per, RateRow, Scheme
from payroll.rules.schemes.scheme_file import LONGEST, WrongScheme, read_scheme

SPARE, MOST = 4, 60
SWITCH = "switch_"
KINDS = [
    SelectChoice(ANY, _l("any")),
    SelectChoice("paid", _l("Paid work")),
    SelectChoice("governance", _l("Governance")),
    SelectChoice("training", _l("Training")),
]
EMPLOYERS = [
    SelectChoice(ANY, _l("any")),
    SelectChoice("prison", _l("the prison")),
    SelectChoice("co_operative", _l("the co-operative")),
    SelectChoice("outside", _l("an outside employer")),
]
EACH = [
    SelectChoice("hour", _l("hour")),
    SelectChoice("day", _l("day")),
    SelectChoice("week", _l("week")),
    SelectChoice("piece", _l("piece")),
]


class AdoptionForm(FlaskForm):
    """From which day, by which motion; the switches and the rates are added for each scheme."""

    text = HiddenField()
    sure = HiddenField()
    from_on = DateField(
        _l("From which day it holds"),
        description=_l("A day that is over means back pay from then on."),
        validators=[InputRequired(_l("Give the day."))],
    )
    motion_number = StringField(
        _l("Number of the motion that adopted it"),
        validators=[InputRequired(_l("Give the number of the motion.")), Length(max=40)],
    )
    scheme: Scheme
    rows: int

    def switch_fields(self) -> list[Field]:
        """Give the questions that the members must settle."""
        return [self[SWITCH + one.code] for one in self.scheme.switches]

    def rate_rows(self) -> Iterator[dict[str, Field]]:
        """Give the fields of each line of rates, by their keys."""
        for row in range(self.rows):
            yield {key: self[name_of(row, key)] for key in (*RATE_KEYS, "per", "amount")}

    def switches(self) -> dict[str, str]:
        """Give what was chosen."""
        return {one.code: self[SWITCH + one.code].data or "" for one in self.scheme.switches}

    def rates(self) -> list[RateRow]:
        """Give the rates that were filled in."""
        day = self.from_on.data or date.min
        return [
            RateRow(
                amount=Fraction(row["amount"].data),
                from_on=day,
                source="",
                per=Per(row["per"].data),
                **{key: (row[key].data or "").strip() or ANY for key in RATE_KEYS},
            )
            for row in self.rate_rows()
            if row["amount"].data is not None
        ]

    def carry_out(self, text: str, hand: Hand) -> UUID:
        """Adopt the scheme with what was chosen."""
        return adopt_scheme(
            text=text,
            switches=self.switches(),
            rates=self.rates(),
            from_on=self.from_on.data or date.min,
            motion_number=self.motion_number.data or "",
            hand=hand,
        )


def adoption_form(scheme: Scheme, rates: Sequence[RateRow]) -> AdoptionForm:
    """Make the form of one scheme: its switches, the rates that hold now, and room for more."""
    rows = min(len(rates) + SPARE, MOST)
    fields: dict[str, object] = {"scheme": scheme, "rows": rows}
    for switch in scheme.switches:
        choices = [SelectChoice(one.code, one.says) for one in switch.choices]
        fields[SWITCH + switch.code] = RadioField(
            switch.says,
            description=switch.why,
            choices=choices,
            validators=[InputRequired(_l("Choose one."))],
        )
    places = _places()
    for row in range(rows):
        held = rates[row] if row < len(rates) else None
        fields |= _rate_fields(row, held, places)
    made: AdoptionForm = type("AdoptionForm", (AdoptionForm,), fields)()
    return made


def one_newline(text: str) -> str:
    """End every line alike: a browser sends a form’s text with other ends than the file had."""
    return text.replace("\r\n", "\n")


def name_of(row: int, key: str) -> str:
    """Give the name of a field in a line of rates."""
    return f"rate{row}_{key}"


def _places() -> list[SelectChoice]:
    names = dict.fromkeys(area.name for area in areas() if area.closed_on is None)
    return [SelectChoice(ANY, _l("any")), *(SelectChoice(name, name) for name in names)]


def _rate_fields(row: int, held: RateRow | None, places: list[SelectChoice]) -> dict[str, object]:
    def choice(key: str, label: str, choices: list[SelectChoice]) -> None:
        value = str(getattr(held, key)) if held else choices[0].value
        known = [one.value for one in choices]
        more = [] if value in known else [SelectChoice(value, value)]
        fields[name_of(row, key)] = SelectField(label, choices=[*choices, *more], default=value)

    def word(key: str, label: str) -> None:
        value = getattr(held, key) if held else ANY
        usual = "" if value == ANY else value
        fields[name_of(row, key)] = StringField(label, default=usual, validators=[Length(max=40)])

    fields: dict[str, object] = {}
    choice("area", _("Work area"), places)
    word("grade", _("Grade"))
    word("level", _("Level"))
    choice("kind", _("Kind of time"), KINDS)
    choice("employer", _("Employer"), EMPLOYERS)
    choice("per", _("For each"), EACH)
    amount = int(held.amount) if held else None
    fields[name_of(row, "amount")] = MoneyField(_("Rate"), default=amount)
    return fields


class OwnSchemeForm(FlaskForm):
    """A scheme of the co-operative’s own, as a file."""

    file = FileField(
        _l("The scheme’s file (TOML)"),
        description=_l("Begin with a shipped one, give it another code, and change what differs."),
        validators=[FileRequired(_l("Choose a file."))],
    )

    def read(self) -> str:
        """Give the text when it is a scheme; else nothing, and every fault stands on the page."""
        file = self.file.data
        try:
            text = file.stream.read(4 * LONGEST).decode("utf-8") if file else ""
            text = one_newline(text)
            scheme = read_scheme(text, "")
        except UnicodeDecodeError:
            self.form_errors.append(_("The file is not a text."))
            return ""
        except WrongScheme as wrong:
            self.form_errors.extend(one.removeprefix(": ") for one in wrong.faults)
            return ""
        self.form_errors.extend(map(str, same_code_refusals(scheme, text)))
        return "" if self.form_errors else text
