"""A pack lets a member vote by paper, and says nothing to anybody else."""

import pikepdf
import pytest

from coop.core.documents import typeset
from tests.documents import papers, reader

CROSS = "Putonecrossinonebox."
LETTERS = [
    papers.a_letter(name="Rowan Ash", number="M-3141", code="7KQ2M9X4RTBW"),
    papers.a_letter(name="Wyn Birch", number="M-2718", code="H4TT8ZP6CDEF", large_print=True),
    papers.a_letter(name="Ida Cole", number="M-1618", code="K9WB3MN5QRST"),
]


def packs(**other: object) -> bytes:
    """Typeset three packs."""
    return typeset("pack", papers.a_pack(*LETTERS, **other), at=papers.AT, title="Packs")


def ballot_papers(made: bytes) -> list[int]:
    """Find the pages that are ballot papers."""
    return [place for place, words in enumerate(reader.pages(made)) if CROSS in words]


def told_of(letter: dict[str, object]) -> set[str]:
    """List everything that could say whose paper it is."""
    code = str(letter["code"])
    lines = letter["address_lines"]
    assert isinstance(lines, list)
    return {
        *str(letter["name"]).split(),
        str(letter["number"]),
        *(reader.squeezed(str(line)) for line in lines),
        *(code[at : at + 4] for at in range(0, len(code), 4)),
    }


def test_a_secret_ballot_paper_says_nothing_of_anybody() -> None:
    made = packs(secret=True)

    pages = reader.pages(made)

    assert len(ballot_papers(made)) == 3
    for place in ballot_papers(made):
        for letter in LETTERS:
            assert not {mark for mark in told_of(letter) if mark in pages[place]}


def test_secret_ballot_papers_are_all_alike_also_for_readers_of_large_print() -> None:
    made = packs(secret=True)
    paper = reader.opened(made)

    faces = {paper.pages[place].Contents.read_bytes() for place in ballot_papers(made)}

    assert len(faces) == 1


def test_an_open_ballot_paper_says_whose_it_is() -> None:
    made = packs(secret=False)

    pages = reader.pages(made)

    for place, letter in zip(ballot_papers(made), LETTERS, strict=True):
        assert str(letter["number"]) in pages[place]
        assert str(letter["code"]) in pages[place]
        assert reader.squeezed(str(letter["name"])) in pages[place]
        others = [other for other in LETTERS if other is not letter]
        assert not any(str(other["number"]) in pages[place] for other in others)


def test_a_ballot_paper_has_a_sheet_of_its_own() -> None:
    made = packs()
    pages = reader.pages(made)

    for place in ballot_papers(made):
        assert place % 2 == 0, "it would be printed on the back of another page"
        assert not pages[place + 1], "something would be printed on its back"


def test_printing_on_one_side_needs_no_empty_pages() -> None:
    assert all(reader.pages(packs(duplex=False)))


@pytest.mark.parametrize(
    "motion",
    [
        pytest.param({"title": "A long question " * 14}, id="a long title"),
        pytest.param({"summary": "A sentence of the summary. " * 120}, id="a long summary"),
        pytest.param({"text": "A clause of the motion.\n\n" * 200}, id="a long text"),
    ],
)
def test_a_ballot_paper_is_one_page_however_long_the_motion(motion: dict[str, object]) -> None:
    made = packs(motion=papers.a_motion(**motion), choices=[f"Choice {n}" for n in range(8)])
    pages = reader.pages(made)

    assert len(ballot_papers(made)) == 3
    for place in ballot_papers(made):
        assert "Choice0" in pages[place]
        assert "Choice7" in pages[place]
        assert "Senditbackbythedayonyourreturnslip." in pages[place]


def test_the_return_slip_shows_the_code_and_the_day_but_no_name() -> None:
    slips = [page for page in reader.pages(packs()) if "Envelopecode" in page]

    assert len(slips) == 3
    for slip, letter in zip(slips, LETTERS, strict=True):
        assert str(letter["code"]) in slip
        assert "Thursday19November2026" in slip
        assert str(letter["number"]) not in slip
        assert not any(part in slip for part in str(letter["name"]).split())


def test_the_cover_sheet_counts_the_packs_and_names_nobody() -> None:
    cover = reader.pages(packs())[0]

    assert "3packstohandout" in cover
    assert not any(str(letter["name"]).split()[0] in cover for letter in LETTERS)


def test_members_outside_get_no_word_of_a_post_room() -> None:
    words = reader.text(packs(inside=False))

    assert "postroom" not in words
    assert "packstohandout" not in words
    assert words.count("Postitby") == 3 * len(("the facts", "how to vote", "the slip"))
    assert "postroom" in reader.text(packs(inside=True))


def test_a_secret_ballot_paper_does_not_say_whether_it_went_inside_or_outside() -> None:
    early = dict.fromkeys(("post", "return_by", "open", "close"), "Monday 16 November 2026")
    made = [packs(inside=True), packs(inside=False), packs(inside=False, dates=early)]

    words = {reader.pages(one)[place] for one in made for place in ballot_papers(one)}

    assert len(words) == 1


def test_the_notice_says_when_the_vote_opens_and_when_it_closes() -> None:
    words = reader.text(packs(inside=False))

    assert words.count("ThevoteopensonTuesday17November2026,09:00") == 3
    assert words.count("ThevoteclosesonMonday30November2026") == 3


def test_the_notice_gives_the_summary_the_words_and_the_right_to_paper() -> None:
    words = reader.text(packs())

    assert words.count("Youmayalwaysaskforpaper.Itcostsyounothing.") == 3
    assert "Fourmorepeoplecouldwork." in words
    assert "Thewordswewouldagreeto" in words


def test_large_print_is_larger_by_a_third() -> None:
    small, large = (
        typeset("member_sheet", papers.a_member_sheet(large_print=on), at=papers.AT, title="Sheet")
        for on in (False, True)
    )

    assert round(body_size(large) / body_size(small), 2) == 1.35


def body_size(made: bytes) -> float:
    """Find the size of the type that most of a paper is set in."""
    used: dict[float, int] = {}
    size = 0.0
    for page in reader.opened(made).pages:
        for step in pikepdf.parse_content_stream(page):
            if str(step.operator) == "Tf":
                size = float(step.operands[1])
            elif str(step.operator) == "TJ":
                used[size] = used.get(size, 0) + sum(
                    len(bytes(part))
                    for part in step.operands[0]
                    if isinstance(part, pikepdf.String)
                )
    return max(used, key=lambda known: used[known])


@pytest.mark.parametrize("secret", [True, False])
def test_members_read_at_least_fourteen_points(*, secret: bool) -> None:
    assert body_size(packs(secret=secret)) >= 14


def test_a_withheld_number_is_said_and_not_shown() -> None:
    made = typeset("declaration", papers.a_declaration(), at=papers.AT, title="Declaration")

    assert "Weavers12withheld" in reader.text(made)
    assert "1,058" in reader.text(made)


def test_a_declaration_prints_the_key_to_compare_with() -> None:
    made = typeset("declaration", papers.a_declaration(), at=papers.AT, title="Declaration")

    assert "d75a9801" * 8 in reader.text(made)


def test_the_register_repeats_its_heads_and_counts_its_pages() -> None:
    pages = reader.pages(typeset("register", papers.a_register(), at=papers.AT, title="Register"))

    assert len(pages) > 1
    for place, page in enumerate(pages, start=1):
        assert "NumberNameServiceaddressSharesJoinedLeft" in page
        assert f"Page{place}of{len(pages)}" in page


@pytest.mark.parametrize("intro", ["Anybody may ask.", ["Anybody may ask."]])
def test_a_form_says_where_it_goes_and_which_form_it_is(intro: str | list[str]) -> None:
    form = papers.a_form(intro=intro)

    words = reader.text(typeset("form.typ", form, at=papers.AT, title="A form"))

    assert "Anybodymayask." in words
    assert "4MillLane,Riverside" in words
    assert "FORM-APPLY" in words
