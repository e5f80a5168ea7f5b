"""One digest of all facts, so that a roster can say exactly what it was made from."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from hashlib import sha256
from uuid import UUID

from coop.rostering.rules.nouns import Facts, Span

_NAMES: dict[str, tuple[str, ...]] = {}
PLAIN = (int, str, Enum, type(None))


def digest(facts: Facts) -> str:
    """Give the SHA-256 of the facts, the same for equal facts on every machine."""
    return sha256(_written(facts).encode()).hexdigest()


def _written(value: object) -> str:
    """Write a value so that equal ones read the same: what has no order is put in order."""
    if isinstance(value, UUID):
        return f"{value.int:x}"
    if isinstance(value, Span):
        return f"{value.start.isoformat()}/{value.end.isoformat()}"
    if isinstance(value, PLAIN):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return _gathered(value)


def _gathered(value: object) -> str:
    if isinstance(value, tuple | list):
        return "[" + ",".join(map(_written, value)) + "]"
    if is_dataclass(value):
        kind = f"{type(value).__module__}.{type(value).__qualname__}"
        if kind not in _NAMES:
            _NAMES[kind] = tuple(field.name for field in fields(value))
        return "(" + ",".join([_written(getattr(value, name)) for name in _NAMES[kind]]) + ")"
    if isinstance(value, Mapping):
        pairs = (f"{_written(key)}:{_written(each)}" for key, each in value.items())
        return "{" + ",".join(sorted(pairs)) + "}"
    if isinstance(value, frozenset | set):
        return "{" + ",".join(sorted(map(_written, value))) + "}"
    raise TypeError(f"Facts hold no {type(value).__name__}.")
