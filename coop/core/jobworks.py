"""The work behind each promised name; slow work has a first part outside the transaction."""

from collections.abc import Callable, Mapping

Work = Callable[[str, dict[str, str]], None]
Beat = Callable[[], None]
First = Callable[[str, dict[str, str], Beat], None]

_works: dict[str, Work] = {}
_firsts: dict[str, First] = {}


def job(name: str, *, first: First | None = None) -> Callable[[Work], Work]:
    """Register the work behind a name; its docstring says why it may run twice.

    Work that takes long gives its long part as `first`: it runs before the work, outside
    any transaction, opens short ones of its own, and calls `beat` at least every ten
    seconds. It may run twice as well, since a worker can die in it.
    """

    def register(work: Work) -> Work:
        if _works.get(name, work) is not work:
            raise ValueError(f"The job {name} is registered twice.")
        _works[name] = work
        if first is not None:
            _firsts[name] = first
        return work

    return register


def known_jobs() -> Mapping[str, Work]:
    """Give every registered job by its name."""
    return dict(_works)


def first_part(name: str) -> First | None:
    """Give the long part of a job, if it has one."""
    return _firsts.get(name)
