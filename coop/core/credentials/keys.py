"""Keys for marks, seals and signatures, all derived from the one secret outside the database."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

# No 0, 1, I, L, O or U: a code on paper is read and typed by hand.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_sources: list[Callable[[], bytes]] = []


class BrokenSeal(Exception):
    """A sealed text was changed, or the secret is not the one that sealed it."""


def set_secret_source(source: Callable[[], bytes]) -> None:
    """Say where the running application keeps its secret."""
    _sources[:] = [source]


def derive(purpose: str, *, secret: bytes | None = None) -> bytes:
    """Give the 32-byte key for one purpose (HKDF with SHA-256)."""
    source = secret if secret is not None else _sources[0]()
    info = f"evenhand {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(source)


def mark(purpose: str, text: str) -> str:
    """Give the keyed hash that stands for a text in a table (HMAC-SHA-256)."""
    return hmac.new(derive(purpose), text.encode(), hashlib.sha256).hexdigest()


def seal(purpose: str, text: str) -> str:
    """Seal a text so that the database alone cannot show it."""
    return _sealer(purpose).encrypt(text.encode()).decode()


def unseal(purpose: str, sealed: str) -> str:
    """Open what `seal` sealed for the same purpose; `BrokenSeal` when it was not."""
    try:
        return _sealer(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise BrokenSeal(purpose) from error


def _sealer(purpose: str) -> Fernet:
    return Fernet(urlsafe_b64encode(derive(purpose)))


def paper_code(letters: int) -> str:
    """Draw a code for paper, in groups of four."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(letters))
    return "-".join(drawn[start : start + 4] for start in range(0, letters, 4))


def tidy_code(code: str) -> str:
    """Read a code as people type it: any case, with or without dashes and spaces."""
    return "".join(letter for letter in code.upper() if letter.isalnum())
