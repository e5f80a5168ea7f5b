"""Settings: read once from the environment; a wrong one stops start-up with a sentence."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

PREFIX = "EVENHAND_"
NAMES = (
    "DATA",
    "DATABASE_URL",
    "HOST",
    "PORT",
    "PUBLIC_URL",
    "REDIS_URL",
    "SECRET",
    "SECURE_COOKIES",
    "TRUSTED_PROXIES",
)
HOME = Path(__file__).parent.parent.parent / "var"
HIGHEST_PORT = 65535
MOST_PROXIES = 5
KEY_BYTES = 32
POSTGRESQL = ("postgres", "postgresql", "postgresql+psycopg")
QUEUES = ("redis", "rediss", "unix")
YES = ("1", "yes", "true", "on")
NO = ("0", "no", "false", "off")


class WrongSetting(Exception):
    """One sentence for every setting that cannot be used, a line each."""

    def __init__(self, *sentences: str) -> None:
        """Carry all the sentences, so that nobody mends them one start at a time."""
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True, slots=True)
class Settings:
    """How this copy of Evenhand is set up; never changes while it runs.

    `redis_url` is None when jobs are to run inline. `secret` is 32 bytes. Addresses may
    hold passwords, so neither they nor the secret show when settings are printed.
    """

    port: int
    data: Path
    database_url: str = field(repr=False)
    redis_url: str | None = field(repr=False)
    secret: bytes = field(repr=False)
    public_url: str
    trusted_proxies: int = 0
    secure_cookies: bool = False
    host: str = "127.0.0.1"

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Self:
        """Read every setting; raise `WrongSetting` naming all that are wrong.

        Makes the data folder and, once, the secret key in it.
        """
        read = _Reader(environ)
        port = read.whole("PORT", 8000, lowest=1, highest=HIGHEST_PORT)
        folder = read.folder("DATA", HOME)
        public_url = read.public_url("PUBLIC_URL", f"http://127.0.0.1:{port}")
        settings = cls(
            port=port,
            data=folder,
            database_url=read.database_url("DATABASE_URL", folder / "evenhand.sqlite3"),
            redis_url=read.redis_url("REDIS_URL"),
            secret=read.secret("SECRET", folder / "secret.key"),
            public_url=public_url,
            trusted_proxies=read.whole("TRUSTED_PROXIES", 0, lowest=0, highest=MOST_PROXIES),
            secure_cookies=read.yes("SECURE_COOKIES", default=public_url.startswith("https:")),
            host=read.text("HOST") or "127.0.0.1",
        )
        read.stop_if_wrong()
        return settings


class _Reader:
    """Reads one setting at a time and remembers what was wrong with each."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.wrong = [_unknown(name) for name in sorted(environ) if _is_unknown(name)]

    def stop_if_wrong(self) -> None:
        """Raise everything found wrong, all at once."""
        if self.wrong:
            raise WrongSetting(*self.wrong)

    def text(self, name: str) -> str:
        """Give a setting as written, without blanks around it; empty when not set."""
        return self.environ.get(PREFIX + name, "").strip()

    def say(self, name: str, sentence: str) -> None:
        """Remember one sentence about a setting."""
        self.wrong.append(f"{PREFIX}{name} {sentence}")

    def whole(self, name: str, default: int, *, lowest: int, highest: int) -> int:
        """Read a whole number between two bounds."""
        given = self.text(name) or str(default)
        if given.isascii() and given.isdigit() and lowest <= int(given) <= highest:
            return int(given)
        self.say(name, f"must be a whole number from {lowest} to {highest}, not “{given}”.")
        return default

    def yes(self, name: str, *, default: bool) -> bool:
        """Read a yes or a no."""
        given = self.text(name).lower()
        if given and given not in YES + NO:
            self.say(name, f"must be yes or no, not “{given}”.")
        return given in YES if given in YES + NO else default

    def folder(self, name: str, default: Path) -> Path:
        """Make and give the folder in which this copy keeps its records."""
        folder = Path(self.text(name) or default).expanduser().resolve()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            self.say(name, f"must be a folder that can be made and written: {folder} is not.")
        else:
            if not os.access(folder, os.W_OK | os.X_OK):
                self.say(name, f"must be a folder that can be written: {folder} is not.")
        return folder

    def database_url(self, name: str, default: Path) -> str:
        """Read the database's address; by default a SQLite file in the data folder."""
        given = self.text(name) or f"sqlite:///{default}"
        scheme, _, rest = given.partition("://")
        if scheme in POSTGRESQL and rest:
            return f"postgresql+psycopg://{rest}"
        if scheme != "sqlite" or not rest.strip("/"):
            # The address may hold a password, so only its first part is repeated.
            self.say(name, f"must begin with postgresql:// or sqlite:///, not “{scheme[:20]}”.")
        return given

    def redis_url(self, name: str) -> str | None:
        """Read the queue's address; None when there is none."""
        given = self.text(name)
        if given and urlsplit(given).scheme not in QUEUES:
            self.say(name, "must begin with redis://, rediss:// or unix://.")
        return given or None

    def public_url(self, name: str, default: str) -> str:
        """Read the address at which people reach this copy, without a final slash."""
        given = self.text(name) or default
        parts = urlsplit(given)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            self.say(name, f"must be an address such as https://coop.example, not “{given}”.")
        return given.rstrip("/")

    def secret(self, name: str, file: Path) -> bytes:
        """Read the secret key: 64 hexadecimal digits, or the file made on the first start."""
        try:
            key = bytes.fromhex(self.text(name) or _kept_key(file))
        except ValueError:
            key = b""
        except OSError:
            # A folder that cannot be written has been named already.
            if os.access(file.parent, os.W_OK | os.X_OK):
                self.say(name, f"is not set and its file {file} cannot be read or made.")
            return b""
        if len(key) != KEY_BYTES:
            self.say(name, "must be 64 hexadecimal digits, as must its file secret.key.")
        return key


def _is_unknown(name: str) -> bool:
    return name.startswith(PREFIX) and name.removeprefix(PREFIX) not in NAMES


def _unknown(name: str) -> str:
    """Say that there is no such setting, and which one may be meant."""
    near = get_close_matches(name.removeprefix(PREFIX), NAMES, n=1)
    hint = f"; did you mean {PREFIX}{near[0]}?" if near else "."
    return f"{name} is not a setting of Evenhand{hint}"


def _kept_key(file: Path) -> str:
    """Read the key's file; make it first if it is not there.

    The finished file is put in place in one step, so that of two programs that
    start together both read the same key.
    """
    if not file.exists():
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as out:
            out.write(secrets.token_hex(KEY_BYTES) + "\n")
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text().strip()
