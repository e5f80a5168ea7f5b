"""One digest of all facts, so that a roster can say exactly what it was made from."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from hashlib import sha256

from coop.rostering.rules.nouns import Facts


def digest(facts: Facts) -> str:
    """Give the SHA-256 of the facts, the same for equal facts on every machine."""
    return sha256(_written(facts).encode()).hexdigest()


def _written(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        inside = (_written(getattr(value, field.name)) for field in fields(value))
        return f"{type(value).__name__}({','.join(inside)})"
    if isinstance(value, Mapping):
        pairs = (f"{_written(key)}:{_written(each)}" for key, each in value.items())
        return "{" + ",".join(sorted(pairs)) + "}"
    if isinstance(value, frozenset | set):
        return "{" + ",".join(sorted(map(_written, value))) + "}"
    if isinstance(value, tuple | list):
        return "[" + ",".join(map(_written, value)) + "]"
    return str(value)
