"""The forms of the books: an entry, a reason, a file, a budget, a lock."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    DateField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from coop.core.choices import SelectChoice
from payroll.forms.money import MoneyField
from payroll.rules.books.ledger import Account

LINE = 200


class EntryForm(FlaskForm):
    """What happened, how much, and between which accounts."""

    token = HiddenField()
    """Made with the page: the same page sent twice is one entry."""
    day = DateField(_l("Day"), validators=[InputRequired(_l("Give the day."))])
    says = StringField(
        _l("What happened"),
        description=_l("Such as “Flour from the mill, invoice 12”. Name no member."),
        validators=[InputRequired(_l("Say what happened.")), Length(max=LINE)],
    )
    amount = MoneyField(
        _l("Amount"),
        validators=[
            InputRequired(_l("Give the amount.")),
            NumberRange(min=1, message=_l("The amount must be more than nothing.")),
        ],
    )
    credit = SelectField(
        _l("Where the money comes from"),
        description=_l("Bought something: the bank or the cash box. Sold something: the income."),
        validators=[InputRequired(_l("Choose an account."))],
    )
    debit = SelectField(
        _l("Where it goes"),
        description=_l("Bought something: what it was spent on. Sold something: the bank."),
        validators=[InputRequired(_l("Choose an account."))],
    )

    def offer(self, accounts: Iterable[Account]) -> None:
        """Offer the accounts that may be written by hand, by their titles."""
        choices = picked(accounts)
        self.debit.choices, self.credit.choices = choices, choices


class FromBankForm(FlaskForm):
    """What the bank says first: what it was, and on which account it belongs."""

    account = SelectField(_l("What it was"), validators=[InputRequired(_l("Choose an account."))])
    says = StringField(
        _l("In your words"), validators=[InputRequired(_l("Say what it was.")), Length(max=LINE)]
    )

    def offer(self, accounts: Iterable[Account]) -> None:
        """Offer the accounts that may be written by hand, but the bank’s own."""
        self.account.choices = picked(each for each in accounts if each.code != "bank")


class MatchForm(FlaskForm):
    """Which entries of the books a line of the bank is."""

    entries = SelectMultipleField(
        _l("Entries of the books"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validators=[InputRequired(_l("Choose at least one entry."))],
    )

    def offer(self, entries: Mapping[UUID, str]) -> None:
        """Offer entries, each with its words."""
        self.entries.choices = [SelectChoice(str(key), says) for key, says in entries.items()]


class BecauseForm(FlaskForm):
    """Why an entry is taken back."""

    because = StringField(
        _l("Why it is taken back"),
        description=_l("Such as “Entered twice”. It stands in the books. Name no member."),
        validators=[InputRequired(_l("Say why.")), Length(max=LINE)],
    )


class AccountForm(FlaskForm):
    """A new account for spending."""

    name = StringField(
        _l("What the money is spent on"),
        description=_l("One or two words, such as “flour” or “bus fares”."),
        validators=[
            InputRequired(_l("Give it a name.")),
            Length(max=40),
            Regexp(r"^[a-zA-Z][a-zA-Z0-9 -]*$", message=_l("Use letters, figures and spaces.")),
        ],
    )


class BankFileForm(FlaskForm):
    """A file from the bank."""

    file = FileField(
        _l("The bank’s file"),
        description=_l("CSV with the columns day, text and amount, or CAMT.053 (XML)."),
        validators=[FileRequired(_l("Choose a file."))],
    )


class BeginBooksForm(FlaskForm):
    """From which day there are books."""

    day = DateField(
        _l("From which day"),
        description=_l("Often the first day of your year. Entries may be dated from then on."),
        validators=[InputRequired(_l("Give the day."))],
    )


class LockForm(FlaskForm):
    """Until when the books are locked, and why."""

    sure = HiddenField()
    """Set by the review, which comes before anything final."""
    until = DateField(
        _l("Last day that is locked"), validators=[InputRequired(_l("Give the day."))]
    )
    because = StringField(
        _l("Why"),
        description=_l("Such as “The members agreed the year’s accounts”."),
        validators=[InputRequired(_l("Say why.")), Length(max=LINE)],
    )


class CloseForm(FlaskForm):
    """With which day a year ends."""

    last = DateField(_l("Last day of the year"), validators=[InputRequired(_l("Give the day."))])


class BudgetForm(FlaskForm):
    """The plan of a year; a field for each account is added by `budget_form`."""

    first = DateField(_l("First day"), validators=[InputRequired(_l("Give the day."))])
    last = DateField(_l("Last day"), validators=[InputRequired(_l("Give the day."))])
    motion = StringField(
        _l("Number of the motion"),
        description=_l("Such as 2026-4. The members must have carried it."),
        validators=[InputRequired(_l("Give the number of the motion.")), Length(max=40)],
    )


def budget_form(accounts: Iterable[Account]) -> tuple[BudgetForm, dict[str, str]]:
    """Make a form with one amount for each account; give it and the field names by code."""
    named = {each.code: f"plan{number}" for number, each in enumerate(accounts)}

    class WithAccounts(BudgetForm):
        """The plan of a year with its accounts."""

    for each in accounts:
        field = MoneyField(_(each.title), validators=[Optional(), NumberRange(min=0)])
        setattr(WithAccounts, named[each.code], field)
    return WithAccounts(), named


def picked(accounts: Iterable[Account]) -> list[SelectChoice]:
    """Give accounts to choose from, the first being none."""
    found = sorted(accounts, key=lambda each: (each.kind, each.title))
    return [SelectChoice("", _("Choose")), *(SelectChoice(one.code, one.title) for one in found)]
