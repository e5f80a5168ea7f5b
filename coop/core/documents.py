"""Typeset a printed paper as a tagged PDF from a template and plain values.

A paper is made by Typst from `templates/documents/<template>.typ`. What people wrote
reaches the template as JSON only, never as source, so no text can become an order.
The head of each template says which values it wants.
"""

import json
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from coop.core.lettering import Legible, printable, spelled

ROOT = Path(__file__).resolve().parents[2] / "templates" / "documents"
FONTS = Path(__file__).resolve().parents[1] / "static" / "fonts"

_PLAIN: list[Literal["ua-1", "a-3a"]] = ["ua-1"]
_WITH_RECORD: list[Literal["ua-1", "a-3a"]] = ["a-3a", "ua-1"]

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
    inputs = _inputs(printable(values), title=title, language=language, attachment=attachment)
    standards = _WITH_RECORD if attachment is not None else _PLAIN
    with _one_at_a_time:
        try:
            return _compile(source, inputs, standards, at)
        except typst.TypstError:
            values, title = _spelled_out(values, title)
        inputs = _inputs(values, title=title, language=language, attachment=attachment)
        return _compile(source, inputs | {"note": "spelled"}, standards, at)


def unshown(texts: Sequence[str]) -> frozenset[str]:
    """Find the letters of these texts that no font at hand can show."""
    letters = {letter for text in texts for letter in text if not letter.isascii()}
    return frozenset(letter for letter in letters if not _can_show(letter))


def _spelled_out(values: Mapping[str, object], title: str) -> tuple[Mapping[str, Legible], str]:
    known = printable({**values, "title_of_paper": title})
    missing = unshown([json.dumps(known, ensure_ascii=False)])
    latin = spelled(known, missing)
    name = str(latin["title_of_paper"])
    return {key: part for key, part in latin.items() if key != "title_of_paper"}, name


def _source(template: str) -> bytes:
    if not template.isidentifier():
        raise NoSuchPaper(template)
    source = ROOT / f"{template}.typ"
    if not source.is_file():
        raise NoSuchPaper(template)
    return source.read_bytes()


def _inputs(
    values: Mapping[str, Legible], *, title: str, language: str, attachment: bytes | None
) -> dict[str, str]:
    inputs = {
        "values": json.dumps(values, ensure_ascii=False),
        "title": str(printable({"title": title})["title"]),
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
    standards: list[Literal["ua-1", "a-3a"]],
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
    return made


@cache
def _can_show(letter: str) -> bool:
    trial = b'#set document(title: "x")\n#sys.inputs.letter'
    try:
        _compile(trial, {"letter": letter}, _PLAIN, datetime.fromtimestamp(0).astimezone())
    except typst.TypstError:
        return False
    return True
