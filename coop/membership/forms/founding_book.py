"""A founding in the making: the answers so far, read into the forms of each step."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TypeVar

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from coop.core.errors import N_
from coop.membership.forms.founding import (
    BeginForm,
    ClassRow,
    HouseForm,
    MemberRow,
    OfficersForm,
    PlaceRow,
    Row,
    RulesForm,
)
from coop.membership.founding import Founding
from coop.membership.founding_rules import FEWEST_HOLDERS, fewest_holders
from coop.membership.names import tidy
from coop.membership.reading.drafts import Answers
from coop.membership.rulebook import offers
from coop.membership.suggested import suggested_classes

F = TypeVar("F", bound=FlaskForm)
R = TypeVar("R", bound=Row)

STEPS = {
    "house": N_("Name"),
    "rules": N_("Rules"),
    "classes": N_("Classes"),
    "places": N_("Places"),
    "members": N_("Members"),
    "officers": N_("Officers"),
    "review": N_("Begin"),
}
FEWEST_ROWS = {"classes": 4, "places": 2, "members": 3}
MORE = 3
MOST_ROWS = 200


class Book:
    """The forms of a founding, filled with what was typed so far."""

    def __init__(self, answers: Answers) -> None:
        """Read the answers, which are kept by step."""
        self._answers = answers

    def house(self) -> HouseForm:
        """Give the form of name and signs."""
        return self._form(HouseForm, "house")

    def rules(self) -> RulesForm:
        """Give the form of the rule set."""
        form = self._form(RulesForm, "rules")
        form.fill()
        return form

    def classes(self) -> list[ClassRow]:
        """Give the rows of classes; the suggested ones until somebody has typed their own."""
        if "classes" in self._answers:
            return self._rows(ClassRow, "classes")
        return [
            ClassRow(formdata=None, prefix=f"row-{place}-", data=asdict(each), meta=NO_CSRF)
            for place, each in enumerate(suggested_classes())
        ]

    def places(self) -> list[PlaceRow]:
        """Give the rows of establishments."""
        return self._rows(PlaceRow, "places")

    def members(self) -> list[MemberRow]:
        """Give the rows of first members."""
        rows = self._rows(MemberRow, "members")
        classes = [tidy(row.name.data or "") for row in filled(self.classes())]
        places = [tidy(row.name.data or "") for row in filled(self.places())]
        for row in rows:
            row.fill(classes, places)
        if "members" not in self._answers:
            # Whoever founds it here reads the pages.
            rows[0].channel.data = "web"
        return rows

    def officers(self) -> OfficersForm:
        """Give the form of first officers."""
        form = self._form(OfficersForm, "officers")
        form.fill([row.name.data or "" for row in filled(self.members())])
        return form

    def needed_holders(self) -> Mapping[str, int]:
        """Say how many people each office needs under the chosen rules."""
        chosen = self.rules().rule_set.data
        rules = next((each.membership for each in offers() if each.code == chosen), None)
        return fewest_holders(rules) if rules else FEWEST_HOLDERS

    def forms(self, step: str) -> Sequence[FlaskForm]:
        """Give every form of a step, as the page shows them."""
        if step in FEWEST_ROWS:
            rows: dict[str, Sequence[FlaskForm]] = {
                "classes": self.classes(), "places": self.places(), "members": self.members()
            }  # fmt: skip
            return rows[step]
        form = {"house": self.house, "rules": self.rules, "officers": self.officers}[step]
        return [form()]

    def checked(self, step: str) -> tuple[Sequence[FlaskForm], bool]:
        """Give the forms of a step with their errors, and whether all is well with them."""
        forms = self.forms(step)
        asked = [form for form in forms if not (isinstance(form, Row) and form.is_empty)]
        right = [form.validate() for form in asked]
        return forms, all(right) and (step in self._answers) and (bool(asked) or step == "places")

    def first_wrong(self) -> str | None:
        """Name the first step that still lacks something; None when all are right."""
        steps = [step for step in STEPS if step != "review"]
        return next((step for step in steps if not self.checked(step)[1]), None)

    def founding(self, begin: BeginForm) -> Founding:
        """Put everything together."""
        house, officers = self.house(), self.officers()
        members = filled(self.members())
        return Founding(
            name=house.name.data or "",
            short_name=house.short_name.data or "",
            registered_number=house.registered_number.data or "",
            address=house.address.data or "",
            timezone=house.timezone.data,
            language=house.language.data,
            currency=house.currency.data or "",
            rule_set=self.rules().rule_set.data,
            classes=tuple(row.wanted() for row in filled(self.classes())),
            establishments=tuple(row.wanted() for row in filled(self.places())),
            members=tuple(
                row.wanted(officers.offices_of(place)) for place, row in enumerate(members)
            ),
            sign_in_name=begin.sign_in_name.data or "",
            password=begin.password.data or "",
        )

    def summary(self) -> list[tuple[str, str, str]]:
        """Say what was typed: the heading of each step, its answers in a line, and the step."""
        names = {
            "house": [self.house().name.data or ""],
            "rules": [each.title for each in offers() if each.code == self.rules().rule_set.data],
            "classes": [row.name.data or "" for row in filled(self.classes())],
            "places": [row.name.data or "" for row in filled(self.places())] or [_("none")],
            "members": [row.name.data or "" for row in filled(self.members())],
            "officers": self._holders(),
        }
        return [(_(STEPS[step]), ", ".join(said), step) for step, said in names.items()]

    def _holders(self) -> list[str]:
        """Say who is to hold each office."""
        names = [row.name.data or "" for row in filled(self.members())]
        return [
            _(
                "%(office)s: %(names)s",
                office=field.label.text,
                names=" + ".join(
                    names[int(place)] for place in field.data if int(place) < len(names)
                ),
            )
            for field in self.officers()
            if field.data
        ]

    def _form(self, kind: type[F], step: str, prefix: str = "") -> F:
        typed = self._answers.get(step)
        return kind(formdata=MultiDict(typed) if typed else None, prefix=prefix, meta=NO_CSRF)

    def _rows(self, kind: type[R], step: str) -> list[R]:
        return [self._form(kind, step, f"row-{n}-") for n in range(rows_of(self._answers, step))]


# The page that posts these answers carries the mark itself; kept answers have none.
NO_CSRF = {"csrf": False}


def rows_of(answers: Answers, step: str) -> int:
    """Say how many rows a list has: those typed so far, and more when more were asked for."""
    typed = dict(answers.get(step, ()))
    shown = int(typed["rows"]) if typed.get("rows", "").isdecimal() else FEWEST_ROWS[step]
    return min(shown + (MORE if "more" in typed else 0), MOST_ROWS)


def filled(rows: Sequence[R]) -> list[R]:
    """Leave out the rows that nobody has filled in."""
    return [row for row in rows if not row.is_empty]


def after(step: str) -> str:
    """Name the step that comes after this one."""
    steps = list(STEPS)
    return steps[min(steps.index(step) + 1, len(steps) - 1)]
