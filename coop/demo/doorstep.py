"""Found the demonstration where nothing is founded yet, and say who can sign in."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from coop.core import audit, clock
from coop.core.accounts import enrol_second_factor
from coop.core.audit import Hand
from coop.core.db import transaction
from coop.core.draw import Draw
from coop.core.errors import N_, NotFound
from coop.demo.belonging import PIN, Company, plan_joining, plan_moves, plan_waiting
from coop.demo.deciding import plan_motions
from coop.demo.paying import plan_paying
from coop.demo.stage import founding, joiners, waiting
from coop.demo.telling import Telling
from coop.demo.timeline import Timeline
from coop.demo.weeks import plan_weeks
from coop.membership import actions
from coop.membership.founding import found
from coop.membership.queries import account_of, cooperative, members_on, the_cooperative, today
from governance.queries import has_voted, motion_rows

MEMBERS = 60
YEARS = timedelta(days=3 * 365)
SEED = "evenhand-demonstration-1"
# Everybody may know these: they open a demonstration, and nothing else.
PASSWORD = "level hands open doors"  # noqa: S105 - published on purpose
FACTORS = {
    "secretary": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    "returning": "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU",
    "teller1": "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK",
    "teller2": "NFXHA5LUEBSGK3LPNFXHA5LUEBSGK3LP",
    "clerk": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
    "coordinator": "ORSXG5DJNZTSA43FORSXG5DJNZTSA43F",
    "payroll": "KBQXSIDXMF2GG2DFMRUGC3TEKBQXSIDX",
    "treasurer": "KRZGKYLTOVZGK4TTMJXW623TMJXW623T",
    "auditor": "MZXW6YTBOI4DINRXMZXW6YTBOI4DINRX",
    "board": "PFXXKIDBOJSSA2DFPFXXKIDBOJSSA2DF",
    "board2": "OJUXMZLSONUWIZJAOJUXMZLSONUWIZJA",
}
# Sign-in name to place among the founders.
SIGN_INS = {
    "secretary": 0, "returning": 1, "teller1": 2, "teller2": 3, "clerk": 4,
    "coordinator": 5, "payroll": 6, "auditor": 7, "board": 8,
    "board2": 9,
}  # fmt: skip
MEMBER, TREASURER = "member", "treasurer"
SHOWN = {
    MEMBER: "", "coordinator": "", "payroll": "  (Pay)", TREASURER: "  (Books)",
    "secretary": "", "auditor": "",
}  # fmt: skip
"""The sign-ins to begin with, and the part of the program that two of them open."""


def is_empty() -> bool:
    """Say whether nothing is founded here yet."""
    return cooperative() is None


def found_if_empty(members: int = MEMBERS) -> bool:
    """Tell the whole demonstration unless something is founded here; say whether it was told."""
    if not is_empty():
        return False
    ends = clock.unmoved()
    starts = ends - YEARS
    company = _found(members, starts)
    zone = the_cooperative().timezone
    told, draw = Timeline(), Draw(SEED)
    plan_joining(told, company, joiners(members, starts.date(), draw), starts, draw)
    plan_moves(told, company, starts)
    plan_waiting(told, company, waiting(members, starts.date(), draw), ends, draw)
    telling = Telling(told, company, zone, ends, draw)
    plan_motions(telling)
    plan_weeks(telling)
    plan_paying(telling)
    told.tell(ends)
    _open_doors(company, ends)
    audit.tend()
    return True


def sign_ins() -> Sequence[str]:
    """Say who can sign in, a line each."""
    coop = cooperative()
    if coop is None or not coop.is_demonstration:
        return ()
    lines = [f"  {name:<12} {PASSWORD}{office}" for name, office in SHOWN.items()]
    return (
        "Sign in with one of these names and this password:",
        *lines,
        "  Also: returning, teller1, teller2, clerk, board and board2, with the same password.",
        "Officers are asked for a code; a demonstration shows it on the page.",
        *_at_a_terminal(),
    )


def _at_a_terminal() -> Sequence[str]:
    """Name somebody who signs in at a shared terminal, once the secretary has registered one."""
    someone = next((row for row in members_on(today()) if row.channel == "terminal"), None)
    if someone is None:
        return ()
    return (
        "At a shared terminal, once the secretary has registered one:",
        f"  membership number {someone.number}, PIN {PIN}",
    )


def _found(members: int, starts: datetime) -> Company:
    with clock.at(starts), transaction():
        founded = found(founding(members, starts.date(), PASSWORD, Draw("founders")))
    return Company(list(founded.member_ids))


def _open_doors(company: Company, moment: datetime) -> None:
    """Open the published sign-ins; officers get their published second factor."""
    with clock.at(moment), transaction():
        secretary = company.secretary()
        officers = {name: company.members[place] for name, place in SIGN_INS.items()}
        for name, who in {**officers, TREASURER: company.treasurer()}.items():
            if account_of(who) is None:
                actions.open_way_in(who, name=name, password=PASSWORD, hand=secretary)
            enrol_second_factor(_account(who), FACTORS[name], hand=Hand(who))
        plain = _somebody_with_a_vote(company)
        actions.open_way_in(plain, name=MEMBER, password=PASSWORD, hand=secretary)


def _somebody_with_a_vote(company: Company) -> UUID:
    """Give a member of the web who can still vote on something, for whoever tries that first."""
    people = [who for who in company.from_the_web() if account_of(who) is None]
    ballots = [row.ballot_id for row in motion_rows() if row.state == "open" and row.ballot_id]
    waiting = (who for who in people if any(not has_voted(one, who) for one in ballots))
    return next(waiting, people[0])


def _account(member_id: UUID) -> UUID:
    account_id = account_of(member_id)
    if account_id is None:
        raise NotFound(N_("account"))
    return account_id
