"""Sort what somebody typed as NAME=VALUE into the facts of a pay (PAY-14)."""

from collections.abc import Sequence

from coop.core.money import minor
from payroll.rules.nouns import PayFacts, Period
from payroll.rules.schemes.scheme import Scheme

EMPLOYERS = ("prison", "co_operative", "outside")
BALANCE = "balance."


class WrongSetting(ValueError):
    """Something typed that is no setting; it carries a sentence for each."""

    def __init__(self, sentences: Sequence[str]) -> None:
        """Carry the sentences."""
        super().__init__("\n".join(sentences))
        self.sentences = tuple(sentences)


def facts_from(scheme: Scheme, period: Period, settings: Sequence[str]) -> PayFacts:
    """Read NAME=VALUE pairs into facts of the whole period; `WrongSetting` says all faults."""
    pairs, faults = _pairs(settings)
    balances, wrong = _balances(scheme, pairs)
    faults += wrong
    employer = pairs.pop("employer", "co_operative")
    if employer not in EMPLOYERS:
        faults.append(f"employer must be one of: {', '.join(EMPLOYERS)}.")
    if faults:
        raise WrongSetting(faults)
    grade = pairs.pop("grade", "")
    switches = {one.code for one in scheme.switches}
    return PayFacts(
        period=period,
        first=period.first,
        last=period.last,
        grade=grade,
        employer=employer,
        inputs={name: value for name, value in pairs.items() if name not in switches},
        balances=balances,
        settings={name: value for name, value in pairs.items() if name in switches},
    )


def _pairs(settings: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    pairs: dict[str, str] = {}
    faults = []
    for one in settings:
        name, equals, value = one.partition("=")
        if not equals or not name.strip():
            faults.append(f"“{one}” must be written NAME=VALUE, such as gross=220.00.")
        elif name.strip() in pairs:
            faults.append(f"“{name.strip()}” is set twice.")
        else:
            pairs[name.strip()] = value.strip()
    return pairs, faults


def _balances(scheme: Scheme, pairs: dict[str, str]) -> tuple[dict[str, int], list[str]]:
    balances, faults = {}, []
    purses = {one.code for one in scheme.purses}
    for name in [one for one in pairs if one.startswith(BALANCE)]:
        value, code = pairs.pop(name), name.removeprefix(BALANCE)
        if code not in purses:
            faults.append(f"{name}: there is no purse “{code}”; there are: {_listed(purses)}.")
            continue
        try:
            balances[code] = minor(value, scheme.currency)
        except ValueError:
            faults.append(f"{name} must be an amount such as 12.50.")
    return balances, faults


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))
