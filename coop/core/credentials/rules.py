"""What a password, a PIN and a number of wrong tries mean: pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from itertools import pairwise

from coop.core.errors import N_, Refusal

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
FEWEST_DIFFERENT = 5
PIN_DIGITS = 6
LONGEST_NAME = 80
OFFICER_IDLE = timedelta(minutes=30)
MEMBER_IDLE = timedelta(hours=12)
TERMINAL_IDLE = timedelta(minutes=10)
TRIES_FORGOTTEN = timedelta(days=1)
IPV4_PREFIX, IPV6_PREFIX = 24, 48


class Proof(StrEnum):
    """What somebody is trying to prove with; each is counted by itself."""

    PASSWORD = "password"  # noqa: S105 - the name of a proof, not a secret
    PIN = "pin"
    CODE = "code"
    ADDRESS = "address"


# A whole prison may sit behind one address, so an address is allowed many more tries.
FREE_TRIES = {Proof.PASSWORD: 5, Proof.PIN: 5, Proof.CODE: 5, Proof.ADDRESS: 60}
FIRST_PAUSE = {
    Proof.PASSWORD: timedelta(minutes=5),
    Proof.PIN: timedelta(minutes=15),
    Proof.CODE: timedelta(minutes=5),
    Proof.ADDRESS: timedelta(minutes=5),
}
NETWORK_FADES = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=1)


def pause_after(proof: Proof, tries: int) -> timedelta:
    """Say how long to wait after this many wrong tries in a row: none, then longer each time.

    A PIN has so few values that every five tries cost a pause, each longer than the last.
    """
    beyond = tries - FREE_TRIES[proof]
    if beyond < 0:
        return timedelta(0)
    if proof is Proof.PIN:
        rounds, within = divmod(tries, FREE_TRIES[proof])
        return timedelta(0) if within else FIRST_PAUSE[proof] * rounds
    return min(FIRST_PAUSE[proof] * (1 << min(beyond, 8)), LONGEST_PAUSE)


def wait_left(proof: Proof, tries: int, last: datetime, now: datetime) -> timedelta:
    """Say how much of the pause is still to come; zero means “try now”."""
    return max(last + pause_after(proof, tries) - now, timedelta(0))


def tries_remembered(proof: Proof, tries: int, last: datetime, now: datetime) -> int:
    """Say how many tries still count: all within a day; a network’s fade one every 5 minutes.

    A busy network is never quiet for a day, so its count has to fade while it is used.
    """
    if now - last >= TRIES_FORGOTTEN:
        return 0
    faded = (now - last) // NETWORK_FADES if proof is Proof.ADDRESS else 0
    return max(tries - faded, 0)


def whole_minutes(wait: timedelta) -> int:
    """Round a wait up to whole minutes, for a sentence."""
    return -(-int(wait.total_seconds()) // 60) if wait.total_seconds() >= 1 else 1


def address_prefix(address: str) -> str:
    """Give the network of an address, so that one person’s device is never the key.

    A proxy may pass on something that is no address; it is then a network of its own.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        return address_prefix(str(mapped)) if mapped else _network(found, IPV6_PREFIX)
    return _network(found, IPV4_PREFIX)


def _network(address: IPv4Address | IPv6Address, bits: int) -> str:
    return str(ip_network(f"{address}/{bits}", strict=False))


def tidy_name(name: str) -> str:
    """Give a sign-in name as it is kept: lower case, no spaces around it."""
    return name.strip().lower()


def name_refusals(name: str) -> Sequence[Refusal]:
    """Say everything that stands in the way of this sign-in name (SIGN-1)."""
    if name and len(name) <= LONGEST_NAME and not any(mark.isspace() for mark in name):
        return []
    return [Refusal("SIGN-1", N_("A sign-in name is one word of at most 80 letters or digits."))]


def password_refusals(password: str, *, name: str) -> Sequence[Refusal]:
    """Say everything that stands in the way of this password (SIGN-2)."""
    advice = N_("Three or four words that you choose at random are easy to keep and hard to guess.")
    said = []
    if len(password) < SHORTEST_PASSWORD:
        said.append(N_("A password needs at least 12 letters, digits or spaces."))
    if len(password) > LONGEST_PASSWORD:
        said.append(N_("A password may have at most 200 letters."))
    if len(set(password.lower())) < FEWEST_DIFFERENT:
        said.append(N_("This password repeats too few letters, so it is easy to guess."))
    if name in password.lower():
        said.append(N_("A password must not hold the sign-in name."))
    return [Refusal("SIGN-2", sentence, {}, advice) for sentence in said]


def pin_refusals(pin: str) -> Sequence[Refusal]:
    """Say everything that stands in the way of this PIN (SIGN-3)."""
    if len(pin) != PIN_DIGITS or not (pin.isascii() and pin.isdigit()):
        return [Refusal("SIGN-3", N_("A PIN has exactly 6 digits."))]
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    if steps in ({0}, {1}, {-1}):
        todo = N_("Choose 6 digits that are not a birthday and do not run in order.")
        return [Refusal("SIGN-3", N_("This PIN is one of the first that people guess."), {}, todo)]
    return []


def idle_limit(*, officer: bool, terminal: bool) -> timedelta:
    """Say how long a sign-in may lie unused: shortest where many hands are near (SIGN-4)."""
    if terminal:
        return TERMINAL_IDLE
    return OFFICER_IDLE if officer else MEMBER_IDLE


def coarse(moment: datetime) -> datetime:
    """Round a moment down to 5 minutes, so that nobody’s movements can be read from it."""
    return moment.replace(minute=moment.minute - moment.minute % 5, second=0, microsecond=0)
