"""The bars on a slip say the code beside them, as a scanner would read them."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pikepdf
import pytest

from coop.core.documents import ROOT, typeset
from tests.documents import papers, reader

POINTS = 72 / 25.4
MODULE = 0.42 * POINTS
TALL = 14 * POINTS


def symbols() -> dict[str, int]:
    """Read the table of widths, six digits a symbol."""
    source = (ROOT / "code128.typ").read_text(encoding="utf-8")
    return {widths: place for place, widths in enumerate(re.findall(r"\b[1-4]{6}\b", source))}


def shapes(page: pikepdf.Page) -> Iterator[tuple[float, float, float, str]]:
    """Give left edge, width, height and way of painting of each shape of a page."""
    left = 0.0
    path: list[tuple[float, float]] = []
    for step in pikepdf.parse_content_stream(page):
        operator = str(step.operator)
        numbers = [float(n) for n in step.operands] if operator in {"cm", "m", "l", "re"} else []
        if operator == "cm":
            left, path = numbers[4], []
        elif operator in {"m", "l"}:
            path.append((numbers[0], numbers[1]))
        elif operator == "re":
            path += [(numbers[0], numbers[1]), (numbers[0] + numbers[2], numbers[1] + numbers[3])]
        elif operator in {"f", "f*", "S", "B"} and path:
            xs, ys = zip(*path, strict=True)
            yield left + min(xs), max(xs) - min(xs), max(ys) - min(ys), operator
            path = []


def scanned(page: pikepdf.Page) -> str:
    """Read the one bar code of a page: Code 128, set B, sum checked."""
    bars = sorted(shape for shape in shapes(page) if abs(shape[2] - TALL) < 0.1)
    assert {way for *_, way in bars} <= {"f", "f*"}, "an outlined bar is too wide"
    widths = [str(round(bars[0][1] / MODULE))]
    for (left, wide, *_), (after, following, *_) in pairwise(bars):
        widths += [str(round((after - left - wide) / MODULE)), str(round(following / MODULE))]
    line = "".join(widths)
    known = symbols()
    points = [known[line[at : at + 6]] for at in range(0, len(line) - 7, 6)]
    *said, check = points
    assert check == (said[0] + sum(n * point for n, point in enumerate(said))) % 103
    assert said[0] == 104
    assert line.endswith("2331112")
    return "".join(chr(point + 32) for point in said[1:])


@pytest.mark.parametrize("code", ["7KQ2M9X4RTBW", "A", "RE-2026-000114", "~!z", "7KQ2M 9X4RT"])
def test_the_bars_say_the_code(code: str) -> None:
    pack = papers.a_pack(papers.a_letter(code=code))
    made = typeset("pack", pack, at=papers.AT, title="Packs")
    paper = reader.opened(made)

    slip = next(at for at, words in enumerate(reader.pages(made)) if "Envelopecode" in words)

    assert scanned(paper.pages[slip]) == code.replace(" ", "")


def test_every_symbol_of_the_bar_code_is_eleven_modules_and_like_no_other() -> None:
    assert len(symbols()) == 106
    assert all(sum(map(int, widths)) == 11 for widths in symbols())
