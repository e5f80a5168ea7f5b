"""What a statement’s paper and page show: its document, put into words and rows."""

from collections.abc import Mapping
from decimal import Decimal

from flask_babel import format_currency, format_date
from flask_babel import gettext as _

from payroll.rules.statements.document_shape import part, parts, text, texts, whole
from payroll.waterfall import steps_of
from payroll.wording import coins, days_said, hours_said, period_said, read_day, span_said

Document = Mapping[str, object]
Row = dict[str, object]


def values_of(document: Document) -> dict[str, object]:
    """Give everything that a statement shows, in words and figures, in the order of a reader."""
    member = part(document, "member")
    return {
        "cooperative": text(document, "cooperative"),
        "name": text(member, "name"),
        "over": _over(document),
        "period": period_said(part(document, "period")),
        "lead": lead(document),
        "correction": correction(document),
        "earned": earned(document),
        "totals": totals(document),
        "unpaid": unpaid(document),
        "year": year(document),
        "leave": leave(document),
        "steps": steps_of(document),
        "purses": purses(document),
        "notes": notes(document),
        "digest": text(document, "digest"),
    }


def row(says: str, amount: str, *below: str, bar: list[object] | None = None) -> Row:
    """Give one row: what, how much, and the sentences below it."""
    return {"says": says, "amount": amount, "notes": [one for one in below if one], "bar": bar}


def _over(document: Document) -> str:
    member = whole(part(document, "member"), "number")
    return _(
        "Statement %(number)s · Member %(member)s",
        number=text(document, "number"), member=member,
    )  # fmt: skip


def money(amount: int, document: Document) -> str:
    """Write an amount with its currency: £1,200.00."""
    places = whole(document, "decimals")
    return format_currency(Decimal(amount).scaleb(-places), text(document, "currency"))


def lead(document: Document) -> list[str]:
    """Say the whole statement in three or four short sentences."""
    taken = whole(document, "taken")
    pays_on = format_date(read_day(text(document, "pays_on")), "EEEE d MMMM y")
    said = [_("You earned %(gross)s.", gross=money(whole(document, "gross"), document))]
    if taken:
        said.append(_("%(taken)s was taken off.", taken=money(taken, document)))
    else:
        said.append(_("Nothing was taken off."))
    net = money(whole(document, "net"), document)
    return [*said, _("%(net)s is yours. The day of pay is %(day)s.", net=net, day=pays_on)]


def correction(document: Document) -> list[str]:
    """Say what a correction corrects, why, and what changes; nothing for a first statement."""
    if document.get("corrects") is None:
        return []
    more, places = part(document, "difference"), whole(document, "decimals")
    said = [
        _("This takes the place of statement %(number)s.",
          number=text(part(document, "corrects"), "number")),
        _("Why: %(because)s", because=text(document, "because")),
        _("The difference: gross %(gross)s, taken off %(taken)s, net %(net)s.",
          gross=coins(whole(more, "gross"), places), taken=coins(whole(more, "taken"), places),
          net=coins(whole(more, "net"), places)),
    ]  # fmt: skip
    return [*said, *_overpaid(document)]


def _overpaid(document: Document) -> list[str]:
    owed = part(document, "overpaid")
    if not whole(owed, "more"):
        return []
    return [
        _("You were paid %(more)s too much. Nothing is taken back without telling you why.",
          more=money(whole(owed, "more"), document)),
    ]  # fmt: skip


def earned(document: Document) -> list[Row]:
    """Give what was earned, one part for each stretch of the period."""
    stretches = parts(document, "stretches")
    return [
        {
            "title": stretch_title(one) if len(stretches) > 1 else "",
            "rows": [_earning(each, one, document) for each in parts(one, "earnings")],
        }
        for one in stretches
    ]


def stretch_title(stretch: Document) -> str:
    """Call a stretch by its days."""
    return span_said(read_day(text(stretch, "first")), read_day(text(stretch, "last")))


def _earning(one: Document, stretch: Document, document: Document) -> Row:
    vote = text(stretch, "motion")
    return row(
        text(one, "says"),
        coins(whole(one, "amount"), whole(document, "decimals")),
        days_said(texts(one, "days")),
        text(one, "working"),
        _("Set by motion %(number)s.", number=vote) if vote else "",
    )


def totals(document: Document) -> list[list[str]]:
    """Give gross, taken off and net."""
    places = whole(document, "decimals")
    labels = {"gross": _("Gross pay"), "taken": _("Taken off"), "net": _("Net pay")}
    return [[label, coins(whole(document, key), places)] for key, label in labels.items()]


def unpaid(document: Document) -> list[list[str]]:
    """Give the hours that were not paid."""
    return [
        [text(one, "says"), hours_said(whole(one, "minutes"))]
        for one in parts(document, "hours")
        if one.get("is_paid") is False
    ]


def year(document: Document) -> dict[str, object]:
    """Give the pay year so far, each figure as a sum."""
    found, places = part(document, "year"), whole(document, "decimals")
    adds = document if document.get("corrects") is None else part(document, "difference")
    labels = {"gross": _("Gross pay"), "taken": _("Taken off"), "net": _("Net pay")}
    first = format_date(read_day(text(found, "first")), "d MMMM y")
    rows = [
        [label, _sum([whole(part(found, "before"), key), whole(adds, key)], places)]
        for key, label in labels.items()
    ]
    return {"title": _("Paid since %(day)s", day=first), "rows": rows}


def leave(document: Document) -> list[list[str]]:
    """Give the hours of leave as a sum; nothing where no leave is counted."""
    found = part(document, "leave")
    before, earned_now, taken = (whole(found, key) for key in ("before", "earned", "taken"))
    if not (before or earned_now or taken):
        return []
    said = f"{hours_said(before)} + {hours_said(earned_now)} − {hours_said(taken)}"
    return [[_("Leave: before, earned, taken, left"),
             f"{said} = {hours_said(whole(found, 'left'))}"]]  # fmt: skip


def purses(document: Document) -> list[Row]:
    """Give each purse with the sum of its balance, and what else moved in it."""
    places = whole(document, "decimals")
    rows = [_purse(one, places) for one in parts(document, "purses")]
    owed = part(document, "overpaid")
    if any(whole(owed, key) for key in ("before", "more", "back")):
        sums = [whole(owed, "before"), whole(owed, "more"), -whole(owed, "back")]
        rows.append(row(_("Paid too much, still open"), _sum(sums, places)))
    return rows


def _purse(one: Document, places: int) -> Row:
    moves = [
        f"{text(move, 'says')}: {coins(whole(move, 'amount'), places)}"
        for move in parts(one, "moves")
    ]
    sums = [whole(one, "before"), whole(one, "in"), -whole(one, "out")]
    return row(text(one, "says"), _sum(sums, places), *moves)


def _sum(amounts: list[int], places: int) -> str:
    """Write a sum as a pencil would: 25.00 + 230.00 − 15.00 = 240.00."""
    first, *more = [one for one in amounts if one] or [0]
    written = coins(first, places)
    for amount in more:
        written += f" {'−' if amount < 0 else '+'} {coins(abs(amount), places)}"
    return f"{written} = {coins(sum(amounts), places)}" if more else written


def notes(document: Document) -> list[str]:
    """Give what is not computed, once each."""
    said = list(texts(document, "not_computed"))
    for stretch in parts(document, "stretches"):
        said += texts(stretch, "notes")
    return list(dict.fromkeys(said)) or [_("Nothing was left out that we know of.")]
