"""Foundings for the tests: a wish with one thing changed, and the steps filled in."""

from datetime import date

from coop.membership.founding import FirstMember, Founding, NewClass
from tests.page import PASSWORD, Page

TOWN = "Community members"
OFFICES = (("secretary", "clerk", "board"), ("teller", "board"), ("teller", "returning_officer"))


def a_founding(
    *,
    name: str = "Level Hands",
    members: int = 3,
    timezone: str = "Europe/London",
    currency: str = "GBP",
    tellers: int = 2,
    shares: int = 1,
    class_of_first: str = TOWN,
    born: int = 1980,
) -> Founding:
    """Wish for a co-operative in which only what the test names is unusual."""
    offices = [
        tuple(each for each in held if each != "teller" or place <= tellers)
        for place, held in enumerate(OFFICES)
    ]
    people = [
        FirstMember(
            name=f"Founder {n}", class_name=class_of_first if n == 0 else TOWN,
            born_on=date(born, 1, 1), address="1 Hill Road", shares=shares, offices=offices[n],
        )
        for n in range(members)
    ]  # fmt: skip
    return Founding(
        name=name, address="1 Mill Street", timezone=timezone, currency=currency,
        rule_set="plain", classes=(NewClass(name=TOWN),), members=tuple(people),
        sign_in_name="founder", password=PASSWORD,
    )  # fmt: skip


def answer_every_step(page: Page) -> None:
    """Fill in each step as a person does, up to the last page."""
    page.send("Save and go on", name="Level Hands", address="1 Mill Street\nAlderton")
    page.send("Save and go on", rule_set="plain")
    page.send("Save and go on")
    page.send("Save and go on", **{"row-0-name": "Northgate", "row-0-address": "1 Long Lane"})
    people = {
        f"row-{n}-{field}": value
        for n, name in enumerate(("Ash Rowan", "Bo Ek", "Zoë Åberg"))
        for field, value in (
            ("name", name),
            ("born_on", "1980-01-01"),
            ("to_class", TOWN),
            ("channel", "web"),
        )
    }
    page.send("Save and go on", **people)
    page.send(
        "Save and go on", secretary=["0"], returning_officer=["2"], teller=["1", "2"],
        clerk=["0"], board=["0", "1"],
    )  # fmt: skip
