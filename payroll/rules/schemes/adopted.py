"""What the members add to a scheme when they adopt it: switches and rates, and what must hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from coop.core.errors import N_, Refusal
from coop.core.money import plain
from payroll.rules.schemes.scheme import ANY, Per, RateRow, Scheme
from payroll.rules.schemes.scheme_file import shipped, shipped_text

RATE_KEYS = ("area", "grade", "kind", "employer", "level")


def refusals_of_adoption(
    scheme: Scheme, switches: Mapping[str, str], rates: Sequence[RateRow], *, currency: str
) -> list[Refusal]:
    """Say all that keeps a scheme from being adopted so (PAY-17, PAY-18)."""
    return [
        *_of_switches(scheme, switches),
        *_of_rates(scheme, rates),
        *_of_currency(scheme, currency),
    ]


def _of_switches(scheme: Scheme, switches: Mapping[str, str]) -> Iterator[Refusal]:
    for switch in scheme.switches:
        codes = {one.code for one in switch.choices}
        if switches.get(switch.code, "") not in codes:
            yield Refusal(
                "PAY-17",
                N_("Nobody has chosen yet: %(question)s"),
                {"question": switch.says},
                N_("No source settles it, so the members must."),
            )
    for code in sorted(set(switches) - {one.code for one in scheme.switches}):
        yield Refusal("PAY-17", N_("The scheme has no switch “%(code)s”."), {"code": code})


def _of_rates(scheme: Scheme, rates: Sequence[RateRow]) -> Iterator[Refusal]:
    seen: set[tuple[object, ...]] = set()
    for row in rates:
        key = (*(getattr(row, one) for one in RATE_KEYS), row.per is Per.PIECE, row.from_on)
        said = {"rate": rate_said(row, scheme.currency)}
        if key in seen:
            text = N_("Two rates hold for the same work from the same day: %(rate)s.")
            yield Refusal("PAY-18", text, said)
        seen.add(key)
        if row.amount <= 0 or row.per is Per.ONCE:
            yield Refusal("PAY-18", N_("A rate must be more than nothing: %(rate)s."), said)


def _of_currency(scheme: Scheme, currency: str) -> list[Refusal]:
    if scheme.currency == currency:
        return []
    return [
        Refusal(
            "PAY-18",
            N_("The scheme counts in %(theirs)s, and the co-operative in %(ours)s."),
            {"theirs": scheme.currency, "ours": currency},
            N_("Write a scheme in your own currency and bring it as a file."),
        )
    ]


def same_code_refusals(scheme: Scheme, text: str) -> list[Refusal]:
    """Refuse a changed file under the code of a shipped scheme: nobody could tell them apart."""
    if scheme.code not in shipped() or text == shipped_text(scheme.code):
        return []
    return [
        Refusal(
            "PAY-18",
            N_("“%(code)s” is the code of a scheme that comes with Evenhand."),
            {"code": scheme.code},
            N_("Give your own scheme another code."),
        )
    ]


def rate_said(row: RateRow, currency: str) -> str:
    """Say a rate shortly: what for, how much, from when."""
    named = [value for key in RATE_KEYS if (value := getattr(row, key)) != ANY]
    what = ", ".join(named) or ANY
    return f"{what}: {plain(int(row.amount), currency)} / {row.per}, {row.from_on.isoformat()}"


def rate_facts(row: RateRow) -> dict[str, object]:
    """Give a rate as JSON values, to be kept."""
    keys: dict[str, object] = {key: getattr(row, key) for key in RATE_KEYS}
    return {
        **keys,
        "amount": int(row.amount),
        "from": row.from_on.isoformat(),
        "per": row.per.value,
    }


def rate_from(facts: Mapping[str, object], source: str, currency: str) -> RateRow:
    """Read a kept rate back, under the vote that set it."""
    amount = int(str(facts["amount"]))
    return RateRow(
        amount=Fraction(amount),
        from_on=date.fromisoformat(str(facts["from"])),
        source=source,
        per=Per(str(facts["per"])),
        written=plain(amount, currency),
        **{key: str(facts[key]) for key in RATE_KEYS},
    )


def with_rates(scheme: Scheme, rates: Sequence[RateRow], *, version: int, digest: str) -> Scheme:
    """Give the scheme as the members adopted it: with their rates, their version, its digest."""
    return replace(scheme, rates=(*scheme.rates, *rates), version=version, digest=digest)


def in_currency(text: str, currency: str) -> str:
    """Write a scheme that names no amount in another currency; any other stays as it is."""
    lines = text.split("\n")
    if not any(line.startswith('code = "plain"') for line in lines):
        return text
    return "\n".join(
        f'currency = "{currency}"' if line.startswith("currency = ") else line for line in lines
    )
