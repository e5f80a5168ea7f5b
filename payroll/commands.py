"""`coop pay`: pay schemes at the command line; no settings and no database are needed."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from payroll.rules.nouns import Period
from payroll.rules.periods import period_of
from payroll.rules.schemes.computing import CannotCompute, compute
from payroll.rules.schemes.listing import scheme_facts, scheme_lines, scheme_list
from payroll.rules.schemes.printing import as_facts, as_text
from payroll.rules.schemes.scheme import Scheme
from payroll.rules.schemes.scheme_file import WrongScheme, read_scheme, shipped, shipped_text
from payroll.rules.schemes.setting import WrongSetting, facts_from

WRONG = 2


@click.group()
def pay() -> None:
    """Work out pay under a scheme, and list the schemes."""


@pay.command("compute")
@click.option("--scheme", "code", metavar="CODE", help="A scheme that comes with Evenhand.")
@click.option(
    "--file", "path", metavar="FILE", type=click.Path(path_type=Path),
    help="A scheme of your own, instead of --scheme.",
)  # fmt: skip
@click.option(
    "--period", "period_code", metavar="PERIOD", required=True,
    help="A week (2026-W47), a month (2026-11) or days (2026-11-02..2026-11-15).",
)  # fmt: skip
@click.option(
    "--set", "settings", metavar="NAME=VALUE", multiple=True,
    help="An input or a switch, such as gross=220.00; may be said again.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the working as JSON.")
def compute_(
    code: str | None, path: Path | None, period_code: str, settings: Sequence[str], *, as_json: bool
) -> None:
    """Work out the pay of one period, and print each step with its sum and its source.

    What is taken is a negative amount: gross and all lines together are the net, and so are
    all purses. Beside the inputs of the scheme, --set takes gross, grade, employer and
    balance.PURSE (what lies in a purse already). Ends with 2 when something given is wrong.
    """
    scheme = _scheme(code, path)
    try:
        computed = compute(scheme, facts_from(scheme, _period(period_code), settings))
    except CannotCompute as refused:
        _end([f"{one} {one.to_do}".strip() for one in refused.refusals])
    except WrongSetting as wrong:
        _end(wrong.sentences)
    if as_json:
        click.echo(json.dumps(as_facts(computed, period_code), ensure_ascii=False, indent=2))
    else:
        click.echo(as_text(computed, period_code))


@pay.command("schemes")
@click.argument("code", metavar="CODE", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def schemes(code: str | None, *, as_json: bool) -> None:
    """List the schemes; with CODE, its inputs, its switches and every number with its source."""
    found = [_scheme(one, None) for one in ([code] if code else shipped())]
    if as_json:
        facts = [scheme_facts(one) for one in found]
        click.echo(json.dumps(facts[0] if code else facts, ensure_ascii=False, indent=2))
    else:
        click.echo(scheme_lines(found[0]) if code else scheme_list(found))


def _scheme(code: str | None, path: Path | None) -> Scheme:
    if (code is None) == (path is None):
        _end(["Say which scheme: --scheme CODE, or --file FILE. One of the two."])
    try:
        if path is not None:
            return read_scheme(path.read_text(encoding="utf-8"), path.name)
        return read_scheme(shipped_text(str(code)), f"{code}.toml")
    except WrongScheme as wrong:
        _end(list(wrong.faults))
    except KeyError:
        _end([f"There is no scheme “{code}”. There are: {', '.join(shipped())}."])
    except (OSError, UnicodeDecodeError):
        _end([f"{path} cannot be read as a text."])


def _period(code: str) -> Period:
    try:
        return period_of(code)
    except ValueError:
        _end([f"“{code}” is no period. Write 2026-W47, 2026-11 or 2026-11-02..2026-11-15."])


def _end(sentences: Sequence[str]) -> NoReturn:
    click.echo("\n".join(sentences), err=True)
    sys.exit(WRONG)
