"""Typeset a printed paper as a tagged PDF from a template and plain values.

A paper is made by Typst from `templates/documents/<template>.typ`. What people wrote
reaches the template as JSON only, never as source, so no text can become an order.
The head of each template says which values it wants.
"""

import json
import os
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

import typst

from coop.core.lettering import Legible, latin, printable, spelled

ROOT = Path(__file__).resolve().parents[2] / "templates" / "documents"
FONTS = Path(__file__).resolve().parents[1] / "static" / "fonts"

Standard: TypeAlias = Literal["ua-1", "a-3a"]
Values: TypeAlias = dict[str, Legible]

_PLAIN: list[Standard] = ["ua-1"]
_WITH_RECORD: list[Standard] = ["a-3a", "ua-1"]

_LARGE = 200_000
# One paper at a time is too little for the typesetter’s own threads: they cost more than they give.
os.environ.setdefault("RAYON_NUM_THREADS", "1")

# Two compiles at once would double the memory of a small machine.
_one_at_a_time = threading.Lock()
_more_fonts: list[Path] = []


class NoSuchPaper(LookupError):
    """No template has this name."""


def use_fonts(folder: Path) -> None:
    """Add a folder of fonts, for scripts that the shipped fonts cannot show."""
    if folder.is_dir() and folder not in _more_fonts:
        _more_fonts.append(folder)
        _compiler.cache_clear()
        _can_show.cache_clear()


def typeset(
    template: str,
    values: Mapping[str, object],
    *,
    at: datetime,
    title: str,
    language: str = "en",
    attachment: bytes | None = None,
) -> bytes:
    """Make one PDF/UA-1 paper; with an attachment (UTF-8 JSON) it is PDF/A-3a as well.

    The same arguments give the same bytes. Letters that no font can show are spelled in
    Latin letters, with a note at the foot, so that a name never loses anybody a paper.
    """
    source = _source(template)
    standards = _WITH_RECORD if attachment is not None else _PLAIN
    told, name = _fit_to_print(values, title or template)
    inputs = _inputs(told, title=name, language=language, attachment=attachment)
    with _one_at_a_time:
        try:
            return _compile(source, inputs, standards, at)
        except typst.TypstError:
            told, name = _spelled_out(told, name)
        inputs = _inputs(told, title=name, language=language, attachment=attachment)
        return _at_least(source, inputs | {"note": "spelled"}, standards, at)


def typeset_serial(
    template: str,
    values: Mapping[str, object],
    *,
    at: datetime,
    title: str,
    language: str = "en",
    attachment: bytes,
) -> bytes:
    """Make one of many papers of a kind, at half the cost of `typeset`; else it is the same.

    The template gives a function `paper(told, record)`: told is {values, title, language,
    words, spelled}. It reads no inputs, so what is the same on all papers is set once.
    """
    name = _named(template)
    told, heading = _fit_to_print(values, title)
    facts: Values = {"values": told, "title": heading, "spelled": False, "language": language}
    facts["words"] = json.loads(_words(language))
    with _one_at_a_time:
        try:
            return _compile(_call(name, facts, attachment), {}, _WITH_RECORD, at)
        except typst.TypstError:
            told, heading = _spelled_out(told, heading)
        facts |= {"values": told, "title": heading, "spelled": True}
        return _at_least(_call(name, facts, attachment), {}, _WITH_RECORD, at)


def _call(name: str, facts: Values, record: bytes) -> bytes:
    """Write the call of a serial paper: the values are two JSON texts, quoted and ASCII."""
    call = f"#paper(json(bytes({_quoted(json.dumps(facts))})), {_quoted(_ascii(record))})"
    return f'#import "{name}.typ": paper\n{call}'.encode("ascii")


def _ascii(record: bytes) -> str:
    text = record.decode()
    return text if text.isascii() else json.dumps(json.loads(text))


def _quoted(text: str) -> str:
    """Write ASCII text as a string of the typesetter; nothing in it can end the string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _at_least(
    source: bytes, inputs: dict[str, str], standards: list[Standard], at: datetime
) -> bytes:
    """Keep to the standards if it can be done; a paper without them beats no paper."""
    try:
        return _compile(source, inputs, standards, at)
    except typst.TypstError:
        return _compile(source, inputs, [], at)


def unshown(texts: Sequence[str]) -> frozenset[str]:
    """Find the letters of these texts that no font at hand can show."""
    letters = {letter for text in texts for letter in text if not letter.isascii()}
    return frozenset(letter for letter in letters if not _can_show(letter))


def _fit_to_print(values: Mapping[str, object], title: str) -> tuple[Values, str]:
    return printable(values), str(printable({"title": title})["title"])


def _spelled_out(values: Values, title: str) -> tuple[Values, str]:
    missing = unshown([json.dumps(values, ensure_ascii=False), title])
    return spelled(values, missing), latin(title, missing)


def _source(template: str) -> bytes:
    return (ROOT / f"{_named(template)}.typ").read_bytes()


def _named(template: str) -> str:
    name = template.removesuffix(".typ")
    if not name.isidentifier() or not (ROOT / f"{name}.typ").is_file():
        raise NoSuchPaper(template)
    return name


def _inputs(
    values: Values, *, title: str, language: str, attachment: bytes | None
) -> dict[str, str]:
    inputs = {
        "values": json.dumps(values, ensure_ascii=False),
        "title": title,
        "language": language,
        "words": _words(language),
    }
    if attachment is not None:
        inputs["attachment"] = attachment.decode()
    return inputs


@cache
def _words(language: str) -> str:
    """Give a language's words for the printed sentences, as JSON; English needs none."""
    words = ROOT / "words" / f"{language}.json"
    return words.read_text(encoding="utf-8") if words.is_file() else "{}"


@cache
def _compiler() -> typst.Compiler:
    folders = [FONTS, *_more_fonts]
    # System fonts are left out: the bytes must be the same on every machine.
    fonts = typst.Fonts(include_system_fonts=False, font_paths=folders)
    return typst.Compiler(root=ROOT, font_paths=fonts)


def _compile(
    source: bytes,
    inputs: dict[str, str],
    standards: list[Standard],
    at: datetime,
) -> bytes:
    made = _compiler().compile(
        source,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=[*standards],
        timestamp=int(at.timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    if len(made) > _LARGE:
        _forget()
    return made


def _forget() -> None:
    """Let the typesetter drop what it keeps of the last ten papers.

    It would hold 700 MB after ten large packs; so it holds 130 MB, for 55 ms a pack.
    """
    for _again in range(11):
        _compiler().compile(b"", format="svg")


@cache
def _can_show(letter: str) -> bool:
    trial = b'#set document(title: "x")\n#sys.inputs.letter'
    try:
        _compile(trial, {"letter": letter}, _PLAIN, datetime.fromtimestamp(0).astimezone())
    except typst.TypstError:
        return False
    return True
