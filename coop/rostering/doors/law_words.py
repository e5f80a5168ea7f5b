"""A law book in plain words: every number with what it is, and where it comes from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import ngettext

from coop.core.errors import N_
from coop.rostering.rules.lawbook import Lawbook
from coop.rostering.rules.nouns import Kind, KindRules, Limits


@dataclass(frozen=True, slots=True)
class LawLine:
    """One number of a law book: what it is called, what it is, its source, and any doubt."""

    label: str
    value: str
    source: str
    doubt: str


@dataclass(frozen=True, slots=True)
class LawChapter:
    """Numbers that belong together."""

    title: str
    lines: tuple[LawLine, ...]


KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.PAID: N_("Paid work"),
        Kind.GOVERNANCE: N_("Governance"),
        Kind.VOLUNTEER: N_("Volunteer work"),
        Kind.TIME_BANK: N_("Time bank"),
        Kind.TRAINING: N_("Training"),
    }
)
ABSENCES: Mapping[str, str] = MappingProxyType(
    {
        "sick": N_("Sick"),
        "refused": N_("Refused"),
        "rest": N_("Rest"),
        "clash": N_("Something else came first"),
        "cancelled": N_("Called off"),
        "other": N_("Another reason"),
    }
)


def chapters_of(book: Lawbook) -> tuple[LawChapter, ...]:
    """Give every number of a law book in words, with its source and what is not confirmed."""
    doubts = dict(each.partition(": ")[::2] for each in book.unconfirmed)
    chapters = [
        LawChapter(_(title), tuple(_lines(book, doubts, keys))) for title, keys in _CHAPTERS.items()
    ]
    chapters.append(LawChapter(_("Kinds of time"), tuple(_kind_lines(book, doubts))))
    absences = tuple(
        LawLine(_(words), _yes(book.is_paid(reason)), *_from(book, doubts, f"absences.{reason}"))
        for reason, words in ABSENCES.items()
    )
    chapters.append(LawChapter(_("Paid although the member did not come"), absences))
    return tuple(chapter for chapter in chapters if chapter.lines)


def open_questions(book: Lawbook) -> tuple[str, ...]:
    """Give what nobody has confirmed and that belongs to no one number."""
    return tuple(each for each in book.unconfirmed if each.partition(": ")[0] not in book.cited)


def hours_words(minutes: int) -> str:
    """Say minutes as people do: 11 hours, 7 hours 30 minutes, 20 minutes."""
    whole, rest = divmod(minutes, 60)
    words = []
    if whole:
        words.append(ngettext("%(num)d hour", "%(num)d hours", whole))
    if rest or not whole:
        words.append(ngettext("%(num)d minute", "%(num)d minutes", rest))
    return " ".join(words)


def _lines(
    book: Lawbook, doubts: Mapping[str, str], keys: Mapping[str, "_Says"]
) -> Iterator[LawLine]:
    for key, says in keys.items():
        if key in book.cited:
            yield LawLine(_(says.label), says.value(book.limits), *_from(book, doubts, key))


def _kind_lines(book: Lawbook, doubts: Mapping[str, str]) -> Iterator[LawLine]:
    for kind, name in KINDS.items():
        rules = book.limits.kinds[kind]
        for key, words in _kind_words(rules):
            whole = f"kinds.{kind.value}.{key}"
            if whole in book.cited:
                yield LawLine(_(name), words, *_from(book, doubts, whole))


def _kind_words(rules: KindRules) -> Iterator[tuple[str, str]]:
    yield "paid", _("It is paid.") if rules.paid else _("It is not paid.")
    yield (
        "counts",
        (_("It counts as working time.") if rules.counts else _("It is not working time.")),
    )
    yield (
        "quarter_hours",
        (
            _("It is rounded up to the quarter hour.")
            if rules.quarter_hours
            else _("It is written to the minute.")
        ),
    )
    if rules.ceiling is not None:
        yield "ceiling", _("At most %(hours)s a week.", hours=hours_words(rules.ceiling))


def _from(book: Lawbook, doubts: Mapping[str, str], key: str) -> tuple[str, str]:
    return book.cited.get(key, ""), doubts.get(key, "")


def _yes(told: object) -> str:
    return _("yes") if told else _("no")


@dataclass(frozen=True, slots=True)
class _Says:
    """How one number is called, and how it is said."""

    label: str
    value: Callable[[Limits], str]


def _hours(label: str, read: Callable[[Limits], int | None]) -> _Says:
    return _Says(label, lambda limits: hours_words(read(limits) or 0))


def _count(label: str, read: Callable[[Limits], int]) -> _Says:
    return _Says(label, lambda limits: str(read(limits)))


def _clock(label: str, read: Callable[[Limits], int]) -> _Says:
    return _Says(label, lambda limits: "{:02}:{:02}".format(*divmod(read(limits), 60)))


def _whether(label: str, read: Callable[[Limits], bool]) -> _Says:
    return _Says(label, lambda limits: _yes(read(limits)))


_CHAPTERS: Mapping[str, Mapping[str, _Says]] = MappingProxyType(
    {
        N_("Rest"): {
            "rest.daily": _hours(N_("Rest between two days of work"), lambda at: at.daily_rest),
            "rest.weekly": _hours(N_("Rest once in seven days"), lambda at: at.weekly_rest),
            "rest.fortnight": _hours(
                N_("Or one rest in fourteen days"), lambda at: at.fortnight_rest
            ),
        },
        N_("Hours"): {
            "hours.day": _hours(N_("Most hours a day"), lambda at: at.most_a_day),
            "hours.average_week": _hours(
                N_("Most hours a week on average, all work counted"), lambda at: at.average_week
            ),
            "hours.reference_weeks": _count(
                N_("Weeks over which the average is taken"), lambda at: at.reference_weeks
            ),
            "hours.opt_out": _whether(
                N_("A member may agree in writing to more than the average"),
                lambda at: at.opt_out,
            ),
        },
        N_("Breaks"): {
            "breaks.after": _hours(N_("A break is due after"), lambda at: at.break_after),
            "breaks.length": _hours(N_("How long the break is"), lambda at: at.break_length),
        },
        N_("Night"): {
            "night.from": _clock(N_("The night begins at"), lambda at: at.night_from),
            "night.until": _clock(N_("The night ends at"), lambda at: at.night_until),
            "night.least": _hours(
                N_("It is night work from so much of the night"), lambda at: at.night_least
            ),
            "night.most": _hours(
                N_("Most hours of night work in a day, on average"), lambda at: at.night_most
            ),
        },
        N_("Young people"): {
            "young.adult": _count(N_("Grown up from this age in years"), lambda at: at.adult),
            "young.daily_rest": _hours(
                N_("Rest between two days of work"), lambda at: at.young_daily_rest
            ),
            "young.weekly_rest": _hours(
                N_("Rest once in seven days"), lambda at: at.young_weekly_rest
            ),
            "young.week": _hours(N_("Most hours a week"), lambda at: at.young_week),
            "young.day": _hours(N_("Most hours a day"), lambda at: at.young_day),
            "young.nights": _whether(N_("May work at night"), lambda at: at.young_nights),
            "young.night_from": _clock(N_("Their night begins at"), lambda at: at.young_night_from),
            "young.night_until": _clock(N_("Their night ends at"), lambda at: at.young_night_until),
            "young.break_after": _hours(
                N_("A break is due after"), lambda at: at.young_break_after
            ),
            "young.break_length": _hours(
                N_("How long the break is"), lambda at: at.young_break_length
            ),
        },
        N_("Notice"): {
            "notice.days": _count(
                N_("A change is short notice when so many days are left"),
                lambda at: at.notice_days,
            ),
        },
        N_("Members who live in an establishment"): {
            "inside.week": _hours(N_("Most hours a week"), lambda at: at.inside_week),
            "inside.day": _hours(N_("Most hours a day"), lambda at: at.inside_day),
            "inside.days": _count(N_("Most days with work in seven"), lambda at: at.inside_days),
        },
        N_("Welfare"): {
            "welfare.peer_weeks": _count(
                N_("Weeks of peer support before a week of rest"), lambda at: at.peer_weeks
            ),
            "welfare.trend_weeks": _count(
                N_("Weeks of overtime held against as many before"), lambda at: at.trend_weeks
            ),
        },
    }
)
