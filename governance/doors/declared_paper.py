"""The declaration as a typeset paper, with the record itself attached."""

from collections.abc import Mapping

from flask_babel import format_date
from flask_babel import gettext as _

from coop.core.documents import typeset
from coop.core.wording import day
from coop.membership.queries import the_cooperative
from governance.doors.shared import DOORS, KINDS
from governance.reading.ballots import BallotView, ballot_view
from governance.reading.declarations import Declared, Part
from governance.reading.motions import MotionRow, motion_whole
from governance.reading.postal import local_day
from governance.rules.nouns import Kind


def declaration_paper(row: MotionRow, result: Declared) -> bytes:
    """Typeset one declaration; the same declaration gives the same bytes."""
    return typeset(
        "declaration.typ",
        _values(row, result),
        at=result.declared_at,
        title=_("Declaration on motion %(number)s", number=row.number),
        attachment=result.text.encode(),
    )


def votes_of(tally: Part) -> list[tuple[str, int, str]]:
    """Give the piles as bars: label, number, and how the bar is drawn."""
    return [
        (_("For"), whole(tally, "for"), "for"),
        (_("Against"), whole(tally, "against"), "against"),
        (_("Abstained"), whole(tally, "abstained"), "plain"),
    ]


def whole(part: Part, key: str) -> int:
    """Give a whole number of a part."""
    found = part.get(key)
    return found if isinstance(found, int) else 0


def _values(row: MotionRow, result: Declared) -> Mapping[str, object]:
    ballot, tally = ballot_view(result.ballot_id), result.part("tally")
    doors = result.part("doors")
    head = result.part("log_head")
    return {
        "cooperative": the_cooperative().name,
        "motion": {
            "number": row.number,
            "title": row.title,
            "text": motion_whole(row.id).text,
            "kind_words": str(KINDS[Kind(row.kind)]),
        },
        "outcome": {"title": outcome_title(result), "why": [str(result.document["why"])]},
        "votes": [{"label": name, "votes": votes} for name, votes, _drawn in votes_of(tally)],
        "doors": [
            {"label": str(name), "votes": whole(doors, door)} for door, name in DOORS.items()
        ],
        "sums": [
            {"label": str(place), "sentence": sentence}
            for place, sentence in enumerate(result.texts("working"), start=1)
        ],
        "counts": _counts(result, tally),
        "by_class": by_class(result),
        "rule_set": _rule_set(ballot),
        "dates": _dates(ballot, result),
        "digest": result.digest,
        "log": {
            "number": whole(head, "seal"),
            "hash": str(head.get("hash", "")),
            "at": str(head.get("at", "")),
            "key": str(head.get("key", "")),
        },
        "signatures": [_("Returning officer"), _("Witness")],
    }


def outcome_title(result: Declared) -> str:
    """Say the outcome in one or two words."""
    return _("Carried.") if result.is_carried else _("Not carried.")


def by_class(result: Declared) -> dict[str, object] | None:
    """Give the table by class, the head-count first; withheld cells stay empty."""
    colleges, pool = result.parts("colleges"), result.document.get("pool")
    if not colleges and not isinstance(pool, dict):
        return None
    rows = [{"label": _("All members"), "numbers": _numbers(result.part("tally"))}]
    rows += [{"label": str(one["name"]), "numbers": _tally(one)} for one in colleges]
    note = _("A class counts apart only where enough of its members voted.")
    if isinstance(pool, dict):
        names = ", ".join(map(str, pool.get("names", [])))
        rows.append({"label": names, "numbers": _tally(pool)})
        note = _("Classes in which few voted are shown together, so that nobody is found out.")
    return {"labels": [_("For"), _("Against"), _("Abstained")], "rows": rows, "note": note}


def _tally(part: Part) -> list[int]:
    tally = part.get("tally")
    return _numbers(tally if isinstance(tally, dict) else {})


def _numbers(tally: Part) -> list[int]:
    return [whole(tally, "for"), whole(tally, "against"), whole(tally, "abstained")]


def _counts(result: Declared, tally: Part) -> list[dict[str, object]]:
    account = result.part("paper_account")
    return [
        {"label": _("Members on the roll"), "number": result.number("roll")},
        {"label": _("Papers issued"), "number": whole(account, "issued")},
        {"label": _("Members voting"), "number": whole(tally, "voting")},
        {"label": _("Votes cast"), "number": whole(tally, "cast")},
        {"label": _("Spoiled papers"), "number": whole(tally, "spoiled")},
    ]


def _rule_set(ballot: BallotView) -> dict[str, object]:
    adoption = ballot.adoption
    if adoption is None:
        return {"name": "", "version": 0, "adopted": ""}
    name, version = adoption.rules.title, adoption.version
    return {"name": name, "version": version, "adopted": format_date(adoption.from_on, "long")}


def _dates(ballot: BallotView, result: Declared) -> list[dict[str, str]]:
    moments = (
        (_("Notice given"), ballot.notice_at),
        (_("Voting opened"), ballot.opens_at),
        (_("Voting closed"), ballot.closes_at),
        (_("Declared"), result.declared_at),
    )
    return [{"label": label, "day": day(local_day(at))} for label, at in moments]
