"""The file that tells the bank whom to pay: a SEPA credit transfer (ISO 20022, pain.001)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payroll.rules.runs.paying_out import Due

SCHEMA = "pain.001.001.09"
EURO = "EUR"
LONGEST_NAME = 70


@dataclass(frozen=True, slots=True)
class Payer:
    """The co-operative as its bank knows it, and the day on which the bank pays."""

    name: str
    iban: str
    bic: str
    on: date


def credit_transfer(payer: Payer, dues: Sequence[Due]) -> bytes:
    """Write one order for all bank payments, checked against the standard’s own schema.

    Each payment names the statement and nothing else: no scheme, no purse, no place.
    """
    # The schema takes a second to load, which no other page should wait for.
    from sepaxml import SepaTransfer  # noqa: PLC0415

    house: dict[str, object] = {
        "name": payer.name[:LONGEST_NAME],
        "IBAN": payer.iban,
        "batch": True,
        "currency": EURO,
    }
    order = SepaTransfer(house | _bank(payer.bic), schema=SCHEMA, clean=True)
    for one in dues:
        order.add_payment(_payment(one, payer))
    return order.export(validate=True)


def _payment(one: Due, payer: Payer) -> dict[str, object]:
    if one.paid_by is None:
        raise ValueError(one)
    return {
        "name": one.paid_by.holder,
        "IBAN": one.paid_by.iban,
        "amount": one.amount,
        "execution_date": payer.on,
        "description": f"Pay {one.reference}",
        "endtoend_id": one.reference.replace("/", "-")[:35],
        **_bank(one.paid_by.bic),
    }


def _bank(bic: str) -> dict[str, object]:
    return {"BIC": bic} if bic else {}
