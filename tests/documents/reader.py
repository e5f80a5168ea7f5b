"""Read the words of a PDF back, page by page, as a blind member's reader would."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

import pikepdf

_MAPPED = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGED = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def opened(made: bytes) -> pikepdf.Pdf:
    """Open the bytes of a paper."""
    return pikepdf.Pdf.open(BytesIO(made))


def pages(made: bytes) -> list[str]:
    """Give the words of each page, without any white space or soft breaks."""
    return [squeezed("".join(_shown(page.obj))) for page in opened(made).pages]


def text(made: bytes) -> str:
    """Give the words of the whole paper."""
    return "".join(pages(made))


def squeezed(words: str) -> str:
    """Leave out what cannot be seen: white space, soft breaks, joiners."""
    return re.sub(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe0f]+", "", words)


def _shown(holder: pikepdf.Object) -> Iterator[str]:
    resources = holder.Resources
    fonts = {name: _letters(font) for name, font in resources.get("/Font", {}).items()}
    letters: dict[bytes, str] = {}
    spoken: list[bool] = []
    for step in pikepdf.parse_content_stream(holder):
        operator = str(step.operator)
        if operator in {"BDC", "BMC"}:
            said = _said_instead(step.operands)
            spoken.append(bool(said))
            yield said
        elif operator == "EMC":
            spoken.pop()
        elif operator == "Tf":
            letters = fonts[str(step.operands[0])]
        elif operator in {"Tj", "TJ"} and not any(spoken):
            yield from _said(step.operands[0], letters)


def _said_instead(operands: Iterable[object]) -> str:
    """Give the words that stand for a piece whose glyphs are not its letters."""
    *_, about = operands
    if isinstance(about, pikepdf.Dictionary) and "/ActualText" in about:
        return str(about.ActualText)
    return ""


def _said(operand: pikepdf.Object, letters: dict[bytes, str]) -> Iterator[str]:
    parts = [operand] if isinstance(operand, pikepdf.String) else list(operand)
    for part in parts:
        if isinstance(part, pikepdf.String):
            glyphs = bytes(part)
            for at in range(0, len(glyphs), 2):
                yield letters.get(glyphs[at : at + 2], "")


def _letters(font: pikepdf.Object) -> dict[bytes, str]:
    if "/ToUnicode" not in font:
        return {}
    table = font.ToUnicode.read_bytes()
    single = b"".join(re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL))
    known = {
        bytes.fromhex(glyph.decode()): _utf16(letter) for glyph, letter in _MAPPED.findall(single)
    }
    ranges = b"".join(re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL))
    for first, last, letter in _RANGED.findall(ranges):
        for step in range(int(last, 16) - int(first, 16) + 1):
            glyph = (int(first, 16) + step).to_bytes(2, "big")
            known[glyph] = chr(ord(_utf16(letter)) + step)
    return known


def _utf16(letter: bytes) -> str:
    return bytes.fromhex(letter.decode()).decode("utf-16-be")
