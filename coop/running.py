"""The commands that keep Evenhand running: run, web, worker, migrate."""

import contextlib
import dataclasses
import logging
import os
import socket
import sys
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection, HTTPException
from typing import NoReturn

import click
import waitress
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import worker as hands
from coop.app import create_app
from coop.core import schema, services
from coop.core.services import Keeper, Part
from coop.core.settings import Settings, WrongSetting
from coop.demo import doorstep
from coop.membership.queries import cooperative

WRONG_SETTING = 2
BACKLOG = 128
THREADS_SQLITE, THREADS_POSTGRESQL = 8, 16
LISTEN_FD = "--door"
NO_QUEUE = (
    "Warning: no Valkey or Redis was found, so work is done where it is promised "
    "and some pages will be slow."
)


@click.command()
@click.option("--empty", is_flag=True, help="Open on the founding page, without a demonstration.")
def run(*, empty: bool) -> None:
    """Start the web server, the worker and the queue; Ctrl-C stops them all."""
    settings = _settings()
    services.stop_on_signals()
    with contextlib.suppress(KeyboardInterrupt), _door(settings) as door:
        schema.upgrade(settings.database_url)
        signs = () if empty else _demonstration(dataclasses.replace(settings, redis_url=None))
        with _queue(settings) as (told, queue):
            parts = [*queue, *_worker_parts(told), _web_part(told, door)]
            Keeper(parts, _say).keep(lambda: _web_answers(told), lambda: _announce(settings, signs))


@click.command()
@click.option("--part", type=click.Choice(["queue", "timetable"]), help="Only one half of it.")
def worker(part: str | None) -> None:
    """Start a worker alone, as production does; start as many as there is work for."""
    settings = _settings()
    if part is not None:
        half = hands.answer if part == "queue" else hands.keep_timetable
        half(create_app(settings))
        return
    services.stop_on_signals()
    with contextlib.suppress(KeyboardInterrupt):
        keeper = Keeper(_worker_parts(settings), _say)
        keeper.keep(lambda: True, lambda: _say("The worker is ready."))


@click.command()
@click.option(LISTEN_FD, type=int, hidden=True)
def web(door: int | None) -> None:
    """Start the web server alone."""
    settings = _settings()
    services.stop_on_signals()
    opened = _listen(settings) if door is None else socket.socket(fileno=door)
    on_sqlite = settings.database_url.startswith("sqlite")
    threads = THREADS_SQLITE if on_sqlite else THREADS_POSTGRESQL
    waitress.serve(
        application(settings),
        sockets=[opened],
        threads=threads,
        ident=None,
        clear_untrusted_proxy_headers=not settings.trusted_proxies,
    )


@click.command()
def migrate() -> None:
    """Bring the database up to this version."""
    schema.upgrade(_settings().database_url)
    _say("The database is up to date.")


def application(settings: Settings | None = None) -> Flask:
    """Build the application as a web server wants it, behind its trusted proxies."""
    settings = settings or _settings()
    app = create_app(settings)
    if trusted := settings.trusted_proxies:
        # mypy knows `wsgi_app` as a method; replacing it is how Flask wants middleware added.
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted
        )
    return app


@contextlib.contextmanager
def in_application() -> Iterator[Settings]:
    """Open the application for a command that reads or writes the records."""
    settings = _settings()
    with create_app(settings).app_context():
        yield settings


def _settings() -> Settings:
    """Read the settings; a wrong one ends the program with its sentence."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    # A queue of callers is no news.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    try:
        return Settings.from_environ(os.environ)
    except WrongSetting as wrong:
        _stop_with(str(wrong))


def _stop_with(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(WRONG_SETTING)


def _say(sentence: str) -> None:
    click.echo(sentence)


@contextlib.contextmanager
def _door(settings: Settings) -> Iterator[socket.socket]:
    """Hold the data folder and the port; refuse with one sentence when either is taken.

    The socket stays open here while a dead web server is replaced: callers wait, none is lost.
    """
    try:
        with services.alone(settings.data), _listen(settings) as door:
            yield door
    except services.AlreadyRunning as taken:
        _stop_with(str(taken))


def _listen(settings: Settings) -> socket.socket:
    try:
        return socket.create_server((settings.host, settings.port), backlog=BACKLOG)
    except OSError:
        _stop_with(
            f"EVENHAND_PORT {settings.port} cannot be used on {settings.host}: "
            "another program has it, or the system forbids it."
        )


@contextlib.contextmanager
def _queue(settings: Settings) -> Iterator[tuple[Settings, Sequence[Part]]]:
    """Give the settings with a queue, and the part that plays it if it is one of our own."""
    program = None if settings.redis_url else services.queue_program()
    if program is None:
        if settings.redis_url is None:
            click.secho(NO_QUEUE, err=True, bold=True)
        yield settings, ()
        return
    with services.queue_folder() as folder:
        command = services.queue_command(program, folder)
        told = dataclasses.replace(settings, redis_url=services.queue_url(folder))
        yield told, (Part("queue", command, _environ(told), quiet=True),)


def _demonstration(settings: Settings) -> Sequence[str]:
    """Found the demonstration unless a co-operative is here; give its sign-ins, a line each.

    There is no queue yet, so what it promises is done at the moment that is being told.
    """
    with create_app(settings).app_context():
        if cooperative() is None:
            _say("Making the demonstration co-operative ...")
            doorstep.found_if_empty()
        return doorstep.sign_ins()


def _web_part(settings: Settings, door: socket.socket) -> Part:
    number = door.fileno()
    command = _command("web", LISTEN_FD, str(number))
    return Part("web server", command, _environ(settings), keep_open=(number,))


def _worker_parts(settings: Settings) -> list[Part]:
    """Name the worker's two halves; without a queue there is only the timetable."""
    parts = [Part("timetable", _command("worker", "--part", "timetable"), _environ(settings))]
    if settings.redis_url:
        queue = Part("worker", _command("worker", "--part", "queue"), _environ(settings))
        parts.append(queue)
    return parts


def _command(*words: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "coop.cli", *words)


def _environ(settings: Settings) -> dict[str, str]:
    """Tell a part where the queue is; all else it reads as its keeper did."""
    told = {"EVENHAND_REDIS_URL": settings.redis_url} if settings.redis_url else {}
    return {**os.environ, **told}


def _web_answers(settings: Settings) -> bool:
    """Say whether the web server answers at all, be every other part well or not."""
    caller = HTTPConnection(settings.host, settings.port, timeout=1)
    with contextlib.closing(caller):
        try:
            caller.request("GET", "/healthz")
            return caller.getresponse().status > 0
        except (OSError, HTTPException):
            return False


def _announce(settings: Settings, signs: Sequence[str]) -> None:
    """Say where the co-operative is to be found and who can sign in."""
    _say(f"Evenhand is at {settings.public_url}")
    for sign in signs:
        _say(sign)
    _say("Press Ctrl-C to stop.")
