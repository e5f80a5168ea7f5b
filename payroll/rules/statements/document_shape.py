"""The shape of a statement’s document, and reading one that nobody vouches for (PAY-50)."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

FORMAT = "evenhand.statement/1"

TEXT, WHOLE, YES, DAY, DAY_OR_NONE = "a text", "a whole number", "true or false", "a day", "a day?"
RATE = "a rate"

_SUMS = {"gross": WHOLE, "taken": WHOLE, "net": WHOLE}
_SHARE = {"code": TEXT, "says": TEXT, "amount": WHOLE, "working": TEXT, "source": TEXT}
_STRETCH = {
    "first": DAY,
    "last": DAY,
    "scheme": TEXT,
    "title": TEXT,
    "version": WHOLE,
    "digest": TEXT,
    "motion": TEXT,
    "earnings": [{**_SHARE, "area": TEXT, "days": [DAY], "minutes": WHOLE, "rate": RATE}],
    "gross": WHOLE,
    "lines": [{**_SHARE, "cap": TEXT, "to": TEXT}],
    "net": WHOLE,
    "purses": [_SHARE],
    "notes": [TEXT],
}
_PURSE = {
    "code": TEXT,
    "says": TEXT,
    "before": WHOLE,
    "pay": WHOLE,
    "moves": [{"says": TEXT, "amount": WHOLE}],
    "in": WHOLE,
    "out": WHOLE,
    "after": WHOLE,
}
SHAPE: Mapping[str, object] = {
    "format": TEXT,
    "cooperative": TEXT,
    "currency": TEXT,
    "decimals": WHOLE,
    "number": TEXT,
    "member": {"number": WHOLE, "name": TEXT},
    "period": {"code": TEXT, "first": DAY, "last": DAY},
    "revision": WHOLE,
    "issued_on": DAY_OR_NONE,
    "pays_on": DAY,
    **_SUMS,
    "stretches": [_STRETCH],
    "purses": [_PURSE],
    "overpaid": {"before": WHOLE, "more": WHOLE, "back": WHOLE, "after": WHOLE},
    "year": {"first": DAY, "before": _SUMS, **_SUMS},
    "leave": {"before": WHOLE, "earned": WHOLE, "taken": WHOLE, "left": WHOLE},
    "hours": [{"says": TEXT, "minutes": WHOLE, "is_paid": YES, "days": [DAY]}],
    "not_computed": [TEXT],
    "corrects": ({"number": TEXT, "digest": TEXT, **_SUMS},),
    "because": TEXT,
    "difference": (_SUMS,),
    "digest": TEXT,
}
"""A dictionary is an object, a list holds any number of the same, a tuple is that or null."""

_RATE = re.compile(r"-?\d+(\.\d+|/[1-9]\d*)?|")


def faults_of_shape(thing: object, shape: object, place: str = "") -> Iterator[str]:
    """Say where a document is not what a statement is: missing, too much, or another kind."""
    if isinstance(shape, Mapping):
        yield from _object_faults(thing, shape, place)
    elif isinstance(shape, list):
        yield from _list_faults(thing, shape[0], place)
    elif isinstance(shape, tuple):
        if thing is not None:
            yield from faults_of_shape(thing, shape[0], place)
    elif not _fits(thing, str(shape)):
        yield f"{place}: must be {shape}."


def whole(part: Mapping[str, object], key: str) -> int:
    """Give a whole number of a part whose shape was seen."""
    found = part.get(key)
    return found if isinstance(found, int) else 0


def text(part: Mapping[str, object], key: str) -> str:
    """Give a text of a part whose shape was seen."""
    found = part.get(key)
    return found if isinstance(found, str) else ""


def part(of: Mapping[str, object], key: str) -> Mapping[str, object]:
    """Give an object inside a part; an empty one when there is none."""
    found = of.get(key)
    return found if isinstance(found, Mapping) else {}


def parts(of: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    """Give the objects of a list inside a part."""
    found = of.get(key)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def texts(of: Mapping[str, object], key: str) -> list[str]:
    """Give the texts of a list inside a part."""
    found = of.get(key)
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _object_faults(thing: object, shape: Mapping[str, object], place: str) -> Iterator[str]:
    if not isinstance(thing, Mapping):
        yield f"{place or 'The document'}: must be an object."
        return
    for key in sorted(set(thing) ^ set(shape)):
        yield f"{_under(place, key)}: {'is missing' if key in shape else 'does not belong here'}."
    for key in sorted(set(thing) & set(shape)):
        yield from faults_of_shape(thing[key], shape[key], _under(place, key))


def _list_faults(thing: object, shape: object, place: str) -> Iterator[str]:
    if not isinstance(thing, list):
        yield f"{place}: must be a list."
        return
    for number, one in enumerate(thing, start=1):
        yield from faults_of_shape(one, shape, f"{place}.{number}")


def _under(place: str, key: object) -> str:
    return f"{place}.{key}" if place else str(key)


def _fits(thing: object, kind: str) -> bool:
    if kind == WHOLE:
        return isinstance(thing, int) and not isinstance(thing, bool)
    if kind == YES:
        return isinstance(thing, bool)
    if not isinstance(thing, str):
        return False
    if kind == RATE:
        return _RATE.fullmatch(thing) is not None
    return kind == TEXT or (kind == DAY_OR_NONE and not thing) or _is_day(thing)


def _is_day(thing: str) -> bool:
    try:
        return date.fromisoformat(thing).isoformat() == thing
    except ValueError:
        return False
