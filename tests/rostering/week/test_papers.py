"""The papers of a roster: read aloud, in black, on A4, large enough, and about nobody else."""

import pytest

from coop.core.documents import typeset
from tests.documents import reader
from tests.rostering.week import papers

every_paper = pytest.mark.parametrize("name", papers.EVERY_PAPER)
WORDS = ("Ash Rowan", "Clover Reed", "Gale Thorn")


def made(name: str, **other: object) -> bytes:
    """Typeset one of the papers."""
    return typeset(name, papers.EVERY_PAPER[name](**other), at=papers.AT, title=f"A {name}")


@every_paper
def test_a_paper_can_be_read_aloud_and_is_a4(name):
    paper = reader.opened(made(name))

    assert paper.Root.MarkInfo.Marked
    assert b"<pdfuaid:part>1</pdfuaid:part>" in paper.Root.Metadata.read_bytes()
    for page in paper.pages:
        assert sorted(round(float(side)) for side in page.mediabox[2:]) == [595, 842]


@every_paper
def test_the_same_roster_gives_the_same_paper(name):
    assert made(name) == made(name)


def test_a_week_of_one_place_stands_on_one_sheet():
    pages = reader.pages(made("roster_week"))

    assert len(pages) == 1
    for name in WORDS:
        assert reader.squeezed(name) in pages[0]
    assert "Mon2Tue3Wed4Thu5Fri6Sat7" in pages[0]


def test_a_long_week_repeats_its_heads():
    everybody = papers.a_week_sheet()["people"] * 12

    pages = reader.pages(made("roster_week", people=everybody))

    assert len(pages) > 1
    assert all("Mon2Tue3" in page for page in pages)


def test_a_week_in_large_print_is_a_list_by_day():
    words = reader.text(made("roster_week", large_print=True))

    assert "Mon208:30–11:30AshRowan(1)" in words
    assert words.count("08:30–11:30") == 18


@pytest.mark.parametrize("large", [True, False])
def test_a_week_without_work_says_so(large):
    assert "Nobodyworkshereinthisweek." in reader.text(
        made("roster_week", people=[], days=[], large_print=large)
    )


def test_each_day_has_a_sheet_of_its_own_with_room_to_sign():
    first, second = reader.pages(made("roster_days"))

    assert "Monday2March2026" in first
    assert "Tuesday3March2026" in second
    for page in (first, second):
        assert page.count("No.NameCameLeftSignature") == 2
        assert "Inchargeoftheday:nameandsignature" in page


def test_a_day_that_goes_on_to_another_page_says_there_again_whose_it_is():
    long = {"time": "08:30–11:30", "area": "Laundry", "people": [], "spare": 30}
    made_long = made("roster_days", days=[{"day": "Monday 2 March 2026", "shifts": [long]}])
    first, second = reader.pages(made_long)[:2]

    again = "MillStreet·Monday2March2026·Version2"
    assert again not in first
    assert again in second


def test_a_site_without_work_has_a_sheet_that_says_so():
    assert "Nobodyworkshereinthisweek." in reader.text(made("roster_days", days=[]))


def test_an_own_sheet_gives_every_shift_and_says_what_to_do_on_paper():
    words = reader.text(made("roster_own"))

    assert "Monday2March202608:30–11:30Laundry,MillStreet" in words
    assert "13:40–16:50Kitchen" in words
    assert "Noshiftforyouinthisweek." in words
    assert {code for code in ("W4", "W5", "W6") if code in words} == {"W4", "W5", "W6"}


def test_nobody_without_a_shift_is_left_without_a_word():
    assert "Norosterwithashiftforyou" in reader.text(made("roster_own", weeks=[]))


def test_a_letter_of_change_says_first_what_changed():
    words = reader.text(made("roster_letter", letters=[papers.a_letter()]))

    assert "Somethingchangedforyou." in words
    assert words.index("Thisshiftisnolongeryours:") < words.index("Monday2toSunday8March2026")
    assert "Tuesday3March2026,08:30–11:30,Laundry,MillStreet" in words


def test_the_first_letter_speaks_of_no_change():
    first = papers.a_letter(is_first=True, changes=[])

    words = reader.text(made("roster_letter", letters=[first]))

    assert "Somethingchanged" not in words
    assert "Hereareyourshifts." in words


def test_each_letter_names_its_own_reader_only():
    pages = reader.pages(
        made(
            "roster_letter",
            letters=[papers.a_letter(), papers.a_letter(name="Wyn Birch", number="271")],
        )
    )

    assert ["RowanAsh" in page for page in pages] != ["WynBirch" in page for page in pages]
    assert not any("RowanAsh" in page and "WynBirch" in page for page in pages)
