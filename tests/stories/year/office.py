"""What the officers of the year do, each by their own pages."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from coop.core import clock
from tests.fetched import Fetched
from tests.page import Page
from tests.stories.telling import work_due
from tests.stories.year.house import House

MINUTE = timedelta(minutes=1)
Rate = tuple[str, str]
"""An area (a star is any) and an amount."""


@dataclass(frozen=True, slots=True)
class Office:
    """A browser on the desk, in the hands of one officer after another."""

    page: Page
    house: House

    def adopts(
        self, code: str, rates: Sequence[Rate], from_on: date, motion: str, **switches: str
    ) -> None:
        """Adopt a scheme that comes with Evenhand: look at it twice."""
        desk = self.page.signed_in_as(self.house.payroll)
        desk.get("payroll.adopt_scheme", code=code)
        self._sure(rates, from_on, motion, switches)

    def adopts_own(self, file: bytes, from_on: date, motion: str) -> None:
        """Bring a file of the members’ own and adopt it."""
        desk = self.page.signed_in_as(self.house.payroll)
        desk.get("payroll.own_scheme")
        desk.send("Read the file", file=(io.BytesIO(file), "own.toml"))
        self._sure((), from_on, motion, {})

    def _sure(
        self, rates: Sequence[Rate], from_on: date, motion: str, switches: Mapping[str, str]
    ) -> None:
        fields = {f"switch_{code}": choice for code, choice in switches.items()}
        for row, (area, amount) in enumerate(rates):
            fields |= {f"rate{row}_area": area, f"rate{row}_amount": amount}
        self.page.send("Look at it once more", from_on=from_on, motion_number=motion, **fields)
        self.page.send("Adopt it")
        assert "The scheme is adopted" in self.page.here.flashes[0]

    def closes_hours(self, first: date, last: date) -> None:
        """Close the hours of a month."""
        desk = self.page.signed_in_as(self.house.planner)
        desk.get("rostering.close_hours")
        desk.send("Close the period", first=first, last=last)

    def begins(self, first: date, last: date, pays_on: date) -> UUID:
        """Begin the run of a month; give its id."""
        desk = self.page.signed_in_as(self.house.payroll)
        desk.get("payroll.new_run")
        begun = desk.send(
            "Begin and draft it", calendar="month", first=first, last=last, pays_on=pays_on
        )
        return UUID(begun.url.rpartition("/")[2].partition("?")[0])

    def keys(self, run: UUID, number: int, code: str, value: str) -> None:
        """Key one figure."""
        desk = self.page.signed_in_as(self.house.payroll)
        desk.get("payroll.run_figures", run_id=run)
        desk.send("Keep it", number=number, code=code, value=value, because="The workshop’s list")

    def takes_in(self, run: UUID, figures: Iterable[tuple[int, str, str]]) -> None:
        """Take in a file of figures."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["number", "code", "value"])
        writer.writerows(figures)
        desk = self.page.signed_in_as(self.house.payroll)
        desk.get("payroll.run_figures", run_id=run)
        file = (io.BytesIO(text.getvalue().encode()), "figures.csv")
        desk.send("Take it in", file=file)

    def drafts_again(self, run: UUID) -> Fetched:
        """Draft a run again; give its page."""
        desk = self.page.signed_in_as(self.house.payroll)
        desk.get("payroll.run", run_id=run)
        desk.send("Draft it again")
        work_due()
        return desk.get("payroll.run", run_id=run)

    def checks(self, run: UUID) -> Fetched:
        """Look through the draft of a run; give its page with the odd lines."""
        desk = self.page.signed_in_as(self.house.payroll)
        seen = desk.get("payroll.run", run_id=run)
        desk.send("I have checked it")
        return seen

    def approves(self, run: UUID) -> None:
        """Let the treasurer approve what the payroll officer checked."""
        desk = self.page.signed_in_as(self.house.treasurer)
        desk.get("payroll.run", run_id=run)
        desk.send("Approve it")

    def issues(self, run: UUID) -> None:
        """Issue the statements, as far as the worker is needed too."""
        desk = self.page.signed_in_as(self.house.payroll)
        desk.get("payroll.run", run_id=run)
        desk.send("Issue the statements")
        work_due()

    def corrects(self, run: UUID, because: str) -> UUID:
        """Work an issued run out again; give the correction."""
        desk = self.page.signed_in_as(self.house.payroll)
        desk.get("payroll.correct", run_id=run)
        begun = desk.send("Work it out again", because=because)
        work_due()
        return UUID(begun.url.rpartition("/")[2].partition("?")[0])

    def pays(self, run: UUID) -> None:
        """Pay a run out by every way that there is; offices first get and then confirm."""
        desk = self.page.signed_in_as(self.house.payroll)
        desk.get("payroll.payments", run_id=run)
        for words in (
            "It was paid", "It was sent to the office", "The office has given it to everybody",
            "Call the run paid",
        ):  # fmt: skip
            while self._has(words):
                desk.send(words)
        assert "This run is paid." in desk.here

    def _has(self, words: str) -> bool:
        return any(words in form.buttons for form in self.page.here.forms)

    def moves(self, place: int, matter: str, day: date, to: UUID | None = None) -> None:
        """Let the secretary record a move."""
        desk = self.page.signed_in_as(self.house.secretary)
        member = self.house.members[place]
        desk.get("membership.record", member_id=member, what=matter)
        fields: dict[str, object] = {"from_on": day} | ({"to": to} if to else {})
        desk.send("", **fields)


@contextmanager
def later(minutes: int = 1):
    """Come to a moment a little later on the same day."""
    with clock.at(clock.now() + minutes * MINUTE):
        yield
