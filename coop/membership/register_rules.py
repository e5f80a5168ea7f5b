"""The rules of dated facts, moves, leaving and shares: pure functions of facts."""

from dataclasses import dataclass
from datetime import date, timedelta

from coop.core.errors import N_, Refusal

FURTHEST = timedelta(days=366)
ENDINGS = frozenset({"resigned", "died", "expelled"})
_INWARD, _OUTWARD = ("transfer", "recall"), ("release", "temporary_release")
LONGEST_NAME = 200
LONGEST_ADDRESS = 600


@dataclass(frozen=True, slots=True)
class Times:
    """The days that a dated fact is judged by: today, admission, and the end if there is one."""

    today: date
    entered_on: date
    ended_on: date | None = None
    end: str = ""


def refusals_to_date(from_on: date, times: Times) -> list[Refusal]:
    """Say everything against a fact that holds from that day (REG-1)."""
    found = []
    if from_on < times.entered_on:
        found.append(
            Refusal(
                "REG-1",
                N_("The day %(day)s comes before the person was admitted."),
                {"day": from_on.isoformat()},
                N_("Choose a day on or after the day of admission."),
            )
        )
    if from_on > times.today + FURTHEST:
        found.append(
            Refusal(
                "REG-1",
                N_("The day is more than a year ahead."),
                {},
                N_("Record it again when the day is nearer."),
            )
        )
    return found


def refusals_to_change(from_on: date, times: Times) -> list[Refusal]:
    """Say everything against a new fact about this person from that day (REG-1, REG-2)."""
    found = refusals_to_date(from_on, times)
    if times.ended_on is not None and times.ended_on <= max(from_on, times.today):
        found.append(Refusal("REG-2", N_("This person is no longer a member.")))
    return found


def refusals_to_leave(from_on: date, times: Times) -> list[Refusal]:
    """Say everything against ending a membership on that day; it ends only once (REG-3)."""
    found = refusals_to_date(from_on, times)
    if times.ended_on is not None:
        found.append(
            Refusal(
                "REG-3",
                N_("The membership already ends on %(day)s."),
                {"day": times.ended_on.isoformat()},
                N_("There is nothing more to do."),
            )
        )
    return found


def refusals_to_end_early(from_on: date, times: Times) -> list[Refusal]:
    """Say everything against an end that may come before a resignation still ahead (REG-3)."""
    still_ahead = times.ended_on is not None and times.ended_on > from_on
    return refusals_to_date(from_on, times) if still_ahead else refusals_to_leave(from_on, times)


def refusals_to_record_death(on: date, times: Times) -> list[Refusal]:
    """Say everything against recording a death on that day (REG-3)."""
    found = refusals_to_end_early(on, times)
    if on > times.today:
        found.append(Refusal("REG-3", N_("The day of a death cannot be still to come.")))
    return found


def refusals_to_come_back(from_on: date, times: Times, *, motion_number: str) -> list[Refusal]:
    """Say everything against readmitting somebody: after expulsion only by resolution (REG-4)."""
    found = refusals_to_date(from_on, times)
    if times.ended_on is None or from_on < times.ended_on:
        found.append(Refusal("REG-4", N_("This person is a member already.")))
    if times.end == "died":
        found.append(Refusal("REG-4", N_("This person has died.")))
    if times.end == "expelled" and not motion_number.strip():
        found.append(
            Refusal(
                "REG-4",
                N_("Somebody who was expelled comes back only by a carried motion."),
                {},
                N_("Give the number of the motion that readmits this person."),
            )
        )
    return found


def refusals_to_expel(from_on: date, times: Times, *, motion_number: str) -> list[Refusal]:
    """Say everything against recording an expulsion: it needs a carried motion (REG-5)."""
    found = refusals_to_end_early(from_on, times)
    if not motion_number.strip():
        found.append(
            Refusal(
                "REG-5",
                N_("A member is expelled only by a carried motion about them."),
                {},
                N_("Put the motion first. Then record its number here."),
            )
        )
    return found


def refusals_of_name(name: str) -> list[Refusal]:
    """Say everything against a name on the register (REG-6)."""
    found = []
    if not name.strip():
        found.append(Refusal("REG-6", N_("A name is missing.")))
    if len(name) > LONGEST_NAME:
        found.append(
            Refusal(
                "REG-6", N_("A name may have at most %(most)s letters."), {"most": LONGEST_NAME}
            )
        )
    return found


def refusals_of_address(lines: str) -> list[Refusal]:
    """Say everything against a service address: the law asks for a postal one (REG-7)."""
    found = []
    if not lines.strip():
        todo = N_("Give an address, or choose the co-operative’s own address.")
        found.append(Refusal("REG-7", N_("A service address is missing."), {}, todo))
    if len(lines) > LONGEST_ADDRESS:
        most = {"most": LONGEST_ADDRESS}
        found.append(Refusal("REG-7", N_("An address may have at most %(most)s letters."), most))
    return found


def refusals_to_hold(held: int, more: int, *, least: int, most: int) -> list[Refusal]:
    """Say everything against holding so many shares more, or fewer (REG-8)."""
    found = []
    if more == 0:
        found.append(Refusal("REG-8", N_("Give at least one share.")))
    if held + more > most:
        found.append(
            Refusal(
                "REG-8",
                N_("One member may hold at most %(most)s shares."),
                {"most": most},
                N_("Choose fewer shares."),
            )
        )
    if held + more < least:
        values = {"least": least}
        found.append(Refusal("REG-8", N_("A member keeps at least %(least)s shares."), values))
    return found


def refusals_to_move(move: str, where: str, *, to: str, now_out: bool) -> list[Refusal]:
    """Say everything against a move; `where` and `to` are establishments, empty outside (REG-9)."""
    against = {
        N_("Say to which establishment."): move in _INWARD and not to,
        N_("This person lives outside. Record a recall."): move == "transfer" and not where,
        N_("The person lives there already."): move == "transfer" and bool(where) and where == to,
        N_("This person lives outside already."): move in _OUTWARD and not where,
        N_("This person lives inside. Record a transfer."): (
            move == "recall" and bool(where) and not now_out
        ),
        N_("This person is not out for a time."): move == "return" and not now_out,
        N_("This person is out for a time already."): move == "temporary_release" and now_out,
    }
    return [Refusal("REG-9", text) for text, stands in against.items() if stands]
