"""Read each table of a rule file into its noun, and compare the numbers with each other."""

from fractions import Fraction

from coop.core.cited import Reading, Section
from coop.membership.rules import (
    Admission,
    Bound,
    Check,
    Expulsion,
    MembershipRules,
    Officers,
    Shares,
)
from governance.rules.nouns import (
    BallotRules,
    Base,
    ByClass,
    Confirmation,
    Kind,
    Majority,
    MotionRules,
    Notice,
    PaperAfterWeb,
    PostTimes,
    Quorum,
    RuleSet,
)

HALF = Fraction(1, 2)


def read_ruleset(top: Section, reading: Reading, text: str) -> RuleSet:
    """Read the whole file; every fault goes to the reading."""
    majorities = top.table("majorities")
    rules = RuleSet(
        code=top.text("code"),
        title=top.text("title"),
        version=top.plain_whole("version"),
        in_force=top.day("in_force"),
        notice=_notice(top.table("notice")),
        quorum=_quorum(top.table("quorum")),
        ordinary=_majority(majorities.table("ordinary")),
        extraordinary=_majority(majorities.table("extraordinary")),
        special=_majority(majorities.table("special")),
        smallest_college=_smallest_college(top.table("by_class")),
        ballot=_ballot(top.table("ballot")),
        motions=_motions(top.table("motions")),
        post=_post(top.table("post")),
        membership=_membership(top),
        citations=tuple(reading.citations),
        text=text,
    )
    majorities.close()
    top.close()
    _compare(rules, reading)
    return rules


def _notice(section: Section) -> Notice:
    notice = Notice(
        clear_days=section.whole("clear_days", most=90),
        posted_hours=section.whole("posted_hours", most=480),
        electronic_hours=section.whole("electronic_hours", most=480),
    )
    section.close()
    return notice


def _quorum(section: Section) -> Quorum:
    quorum = Quorum(
        number=section.whole("number", least=1, most=10_000), share=section.share("share")
    )
    section.close()
    return quorum


def _majority(section: Section) -> Majority:
    majority = Majority(
        share=section.share("share"),
        strict=section.yes("strict"),
        base=section.one_of("base", Base),
        minimum_turnout=section.share("minimum_turnout"),
        by_class=section.one_of("by_class", ByClass),
        outside_meeting=section.yes("outside_meeting"),
        confirmation=_confirmation(section),
    )
    if majority.share:  # A share that could not be read has its own fault already.
        _check_share(section, majority)
    section.close()
    return majority


def _check_share(section: Section, majority: Majority) -> None:
    if majority.share < HALF:
        section.fault("share", "must be at least “1/2”: fewer may not outvote more")
    if majority.share == 1 and majority.strict:
        section.fault("strict", "no motion can have more than all the votes")
    tie = majority.share == HALF and majority.base is Base.VOTES_CAST
    if tie and not majority.strict:
        section.fault("strict", "must be true at “1/2” of the votes cast: a tie falls")


def _confirmation(section: Section) -> Confirmation | None:
    if not section.has("confirmation"):
        return None
    inner = section.table("confirmation")
    confirmation = Confirmation(
        share=inner.share("share"),
        strict=inner.yes("strict"),
        from_days=inner.whole("from_days", most=366),
        to_days=inner.whole("to_days", most=366),
    )
    if confirmation.from_days > confirmation.to_days:
        inner.fault("to_days", "must not come before from_days")
    inner.close()
    return confirmation


def _smallest_college(section: Section) -> int:
    smallest = section.whole("smallest_college", least=3, most=1_000)
    section.close()
    return smallest


def _ballot(section: Section) -> BallotRules:
    named, secret = section.table("open"), section.table("secret")
    rules = BallotRules(
        days_open=section.whole("days_open", least=1, most=90),
        change_of_vote=named.yes("change_of_vote"),
        paper_after_web=named.one_of("paper_after_web", PaperAfterWeb),
    )
    # Nothing ties a secret paper to its member, so nobody could find the paper to change.
    if secret.yes("change_of_vote"):
        secret.fault("change_of_vote", "must be false: a secret vote cannot be found again")
    if secret.one_of("paper_after_web", PaperAfterWeb) is not PaperAfterWeb.REFUSED:
        secret.fault("paper_after_web", "must be “refused”: a secret vote cannot be found again")
    for table in (named, secret, section):
        table.close()
    return rules


def _motions(section: Section) -> MotionRules:
    rules = MotionRules(
        seconders=section.whole("seconders", most=50),
        seconder_classes=section.whole("seconder_classes", most=10),
        barred_months=section.whole("barred_months", most=60),
        lapse_days=section.whole("lapse_days", least=1, most=730),
    )
    if rules.seconder_classes > rules.seconders:
        section.fault("seconder_classes", "must not be more than the seconders")
    section.close()
    return rules


def _post(section: Section) -> PostTimes:
    times = PostTimes(
        print_days=section.whole("print_days", most=30),
        out_days=section.whole("out_days", most=60),
        answer_days=section.whole("answer_days", most=60),
        back_days=section.whole("back_days", most=60),
        key_days=section.whole("key_days", most=30),
    )
    section.close()
    return times


def _membership(top: Section) -> MembershipRules:
    return MembershipRules(
        admission=_admission(top.table("admission")),
        shares=_shares(top.table("shares")),
        expulsion=_expulsion(top.table("expulsion")),
        officers=_officers(top.table("officers")),
        smallest_cell=_smallest_cell(top.table("privacy")),
        checks=tuple(_check(one) for one in top.tables("checks")),
    )


def _admission(section: Section) -> Admission:
    rules = Admission(
        decided_by=section.named("decided_by"),
        approvals=section.whole("approvals", least=1, most=50),
        minimum_age=section.whole("minimum_age", most=99),
    )
    section.close()
    return rules


def _shares(section: Section) -> Shares:
    shares = Shares(
        currency=section.text("currency"),
        price=section.whole("price", least=1, most=10_000_000),
        least=section.whole("least", least=1, most=10_000_000),
        most=section.whole("most", least=1, most=10_000_000),
    )
    if shares.least > shares.most:
        section.fault("most", "must not be fewer than the least holding")
    section.close()
    return shares


def _expulsion(section: Section) -> Expulsion:
    rules = Expulsion(
        kind=section.one_of("kind", Kind),
        heard=section.yes("heard"),
        representative_may_be_anyone=section.yes("representative_may_be_anyone"),
        notice_days=section.whole("notice_days", most=90),
    )
    section.close()
    return rules


def _officers(section: Section) -> Officers:
    rules = Officers(
        confirmed=section.several("confirmed"),
        minimum_age=section.whole("minimum_age", most=99),
    )
    section.close()
    return rules


def _smallest_cell(section: Section) -> int:
    smallest = section.whole("smallest_cell", least=3, most=100)
    section.close()
    return smallest


def _check(section: Section) -> Check:
    check = Check(
        code=section.text("code"),
        flag=section.named("flag"),
        without=section.named("without") if section.has("without") else "",
        bound=section.one_of("bound", Bound),
        share=section.share("share"),
    )
    section.close()
    return check


def _compare(rules: RuleSet, reading: Reading) -> None:
    """Compare numbers that stand in different tables."""
    if rules.extraordinary.share < rules.ordinary.share:
        reading.fault(
            "majorities.extraordinary.share", "must not be smaller than the ordinary share"
        )
    if rules.special.share < rules.extraordinary.share:
        reading.fault("majorities.special.share", "must not be smaller than the extraordinary one")
    if rules.smallest_college < rules.membership.smallest_cell:
        reading.fault("by_class.smallest_college", "must not be under privacy.smallest_cell")
