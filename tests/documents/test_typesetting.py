"""Every paper is a tagged, lasting, repeatable file, whatever is printed on it."""

import json
import os
import re
import resource
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from coop.core.documents import ROOT, NoSuchPaper, typeset, typeset_serial
from tests.documents import papers, reader

SHIPPED = {"SourceSansPro", "AtkinsonHyperlegibleNext", "LibertinusSerif", "DejaVuSansMono"}
every_paper = pytest.mark.parametrize("name", papers.EVERY_PAPER)


def made(name: str, **other: object) -> bytes:
    """Typeset one of the papers with ordinary values."""
    values = papers.EVERY_PAPER[name](**other)
    if name in papers.SERIAL:
        return typeset_serial(name, values, at=papers.AT, title=f"A {name}", attachment=b"{}")
    return typeset(name, values, at=papers.AT, title=f"A {name}", language="en")


@every_paper
def test_a_paper_can_be_read_aloud(name: str) -> None:
    paper = reader.opened(made(name))

    assert paper.Root.MarkInfo.Marked
    assert str(paper.Root.Lang) == "en"
    assert paper.Root.ViewerPreferences.DisplayDocTitle
    assert paper.docinfo["/Title"] == f"A {name}"
    assert "/StructTreeRoot" in paper.Root
    assert b"<pdfuaid:part>1</pdfuaid:part>" in paper.Root.Metadata.read_bytes()


@every_paper
def test_the_same_values_give_the_same_bytes(name: str) -> None:
    assert made(name) == made(name)


def test_another_moment_gives_other_bytes() -> None:
    values = papers.a_form()

    first = typeset("form", values, at=papers.AT, title="A form")
    later = typeset("form", values, at=papers.AT + timedelta(days=1), title="A form")

    assert first != later


@every_paper
def test_every_page_is_a4(name: str) -> None:
    for page in reader.opened(made(name)).pages:
        sides = sorted(round(float(side)) for side in page.mediabox[2:])
        assert sides == [595, 842]


@every_paper
def test_only_shipped_fonts_are_used(name: str) -> None:
    paper = reader.opened(made(name))

    names = {
        str(font.BaseFont).split("+")[-1].split("-")[0]
        for page in paper.pages
        for font in page.resources.get("/Font", {}).values()
    }

    assert names
    assert names <= SHIPPED


def test_the_record_travels_inside_the_declaration() -> None:
    record = '{"for":31,"title":"Ŵyn — “loom”"}'.encode()

    paper = reader.opened(
        typeset(
            "declaration",
            papers.a_declaration(),
            at=papers.AT,
            title="Declaration",
            attachment=record,
        )
    )

    assert paper.attachments["record.json"].get_file().read_bytes() == record
    metadata = paper.Root.Metadata.read_bytes()
    assert b"<pdfaid:part>3</pdfaid:part>" in metadata
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_a_paper_made_by_the_thousand_takes_any_text_as_text() -> None:
    name = 'Ash "#panic()" \\" #pagebreak() \\u{22} Ŵyn \n “quoted”'
    record = json.dumps({"name": name}, ensure_ascii=False).encode()

    paper = typeset_serial(
        "statement",
        papers.a_statement(name=name, large_print=True),
        at=papers.AT,
        title=name,
        attachment=record,
    )

    assert "#panic()" in reader.text(paper)
    opened = reader.opened(paper)
    assert json.loads(opened.attachments["record.json"].get_file().read_bytes()) == {"name": name}


@pytest.mark.parametrize(
    "name", ["no_such_paper", "../house", "../house.typ", ".typ", "", "/etc/passwd"]
)
def test_only_papers_of_the_house_are_made(name: str) -> None:
    with pytest.raises(NoSuchPaper):
        typeset(name, {}, at=papers.AT, title="Nothing")


def test_papers_asked_for_at_once_all_arrive() -> None:
    with ThreadPoolExecutor(4) as clerks:
        asked = [clerks.submit(made, name) for name in papers.EVERY_PAPER]

    assert all(paper.result().startswith(b"%PDF") for paper in asked)


def test_only_plain_values_are_taken() -> None:
    with pytest.raises(TypeError, match="plain values only, not float"):
        typeset("form", papers.a_form(title=0.5), at=papers.AT, title="A form")


def test_every_template_says_its_values_and_has_a_builder() -> None:
    shared = {"house", "chart", "window", "code128", "ballot_paper", "return_slip", "roster_parts"}
    shared |= {"statement_parts"}
    templates = {path.stem for path in ROOT.glob("*.typ")}

    assert templates - shared == set(papers.EVERY_PAPER)
    for name in papers.EVERY_PAPER:
        head = (ROOT / f"{name}.typ").read_text(encoding="utf-8").split("#import")[0]
        assert "// cooperative" in head


def test_no_template_makes_source_out_of_values() -> None:
    for path in ROOT.glob("*.typ"):
        assert not re.search(r"\beval\s*\(|\braw\.typ|\bread\s*\(", path.read_text("utf-8")), path


def test_every_sentence_of_the_house_can_be_translated() -> None:
    bare = re.compile(r"\[[A-Z][a-z]+ [a-z]+")
    for path in ROOT.glob("*.typ"):
        assert not bare.search(path.read_text(encoding="utf-8")), path


def test_many_large_packs_do_not_fill_the_memory() -> None:
    print_packs(0)
    before = megabytes_held()

    for place in range(1, 5):
        print_packs(place)

    assert megabytes_held() - before < 100


def print_packs(place: int) -> None:
    """Print a pack of 25, like no other before it."""
    letters = [papers.a_letter(name=f"Ash {place} {n}") for n in range(25)]
    motion = papers.a_motion(title=f"Motion {place}")
    typeset("pack", papers.a_pack(*letters, motion=motion), at=papers.AT, title="Packs")


def megabytes_held() -> int:
    """Ask how much memory this program holds: Linux says so in a file, others by `ps`."""
    told = Path("/proc/self/statm")
    if told.exists():
        return int(told.read_text(encoding="ascii").split()[1]) * resource.getpagesize() // 2**20
    asked = ["ps", "-o", "rss=", "-p", str(os.getpid())]
    return int(subprocess.check_output(asked)) // 1024
