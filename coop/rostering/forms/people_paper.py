"""The paper forms W1 to W3, on which members tell when they can come and what they wish."""

from coop.core.access import Permission
from coop.core.errors import N_
from coop.core.paperforms import Blank, PaperForm

NUMBER = Blank(N_("Your membership number"))
SIGNATURE = Blank(N_("Your signature"))
DAY = Blank(N_("Date"))

PEOPLE_FORMS: tuple[PaperForm, ...] = (
    PaperForm(
        "W1",
        N_("My usual week"),
        N_("Write from what time to what time you can come. Leave a day empty if you cannot."),
        "rostering.key_usual_week",
        Permission.KEY_PAPER,
        (
            NUMBER,
            Blank(N_("From which day")),
            Blank(N_("Monday, from – to")),
            Blank(N_("Tuesday, from – to")),
            Blank(N_("Wednesday, from – to")),
            Blank(N_("Thursday, from – to")),
            Blank(N_("Friday, from – to")),
            Blank(N_("Saturday, from – to")),
            Blank(N_("Sunday, from – to")),
            SIGNATURE,
            DAY,
        ),
    ),
    PaperForm(
        "W2",
        N_("A time when I cannot come, or can"),
        N_("Nobody who plans sees what it is for. You need not write more than this."),
        "rostering.key_time",
        Permission.KEY_PAPER,
        (
            NUMBER,
            Blank(
                N_("What do you want to tell us?"),
                "choice",
                1,
                (N_("I cannot come then"), N_("I can come then, besides my usual week")),
            ),
            Blank(
                N_("If you cannot come: it is for"),
                "choice",
                1,
                (
                    N_("An appointment"),
                    N_("Caring for somebody"),
                    N_("A visit"),
                    N_("Time off"),
                ),
            ),
            Blank(N_("First day and last day")),
            Blank(N_("From what time to what time, or “all day”")),
            SIGNATURE,
            DAY,
        ),
    ),
    PaperForm(
        "W3",
        N_("Hours and wishes"),
        N_("Rosters weigh your wishes against everybody’s. Leave out what should stay as it is."),
        "rostering.key_wishes",
        Permission.KEY_PAPER,
        (
            NUMBER,
            Blank(N_("Hours a week that I wish")),
            Blank(N_("Hours a week that I work for somebody else")),
            Blank(
                N_("To work over the average that the law sets"),
                "choice",
                1,
                (N_("I agree"), N_("I do not agree")),
            ),
            Blank(N_("Where I work gladly"), "box", 3),
            Blank(N_("Where I would rather not work"), "box", 3),
            SIGNATURE,
            DAY,
        ),
    ),
    # What an establishment sends is its own paper, so there is no blank one.
    PaperForm(
        "W9",
        N_("Times from an establishment’s paper"),
        N_("Times and places that an establishment sets for a member."),
        "rostering.key_times",
        Permission.KEY_PAPER,
    ),
)
