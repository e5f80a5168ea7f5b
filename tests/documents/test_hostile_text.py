"""What people write is printed as they wrote it, and can never break or order anything."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop.core.documents import typeset, unshown
from coop.core.lettering import latin, printable
from tests.documents import papers, reader

ORDERS = [
    '#panic("boom")',
    '#read("/etc/passwd")',
    "]#pagebreak()[",
    "$ x^2 $ #$ ] } { \\ \\# // /* */ <label> @ref ~ -- --- ...",
    "= Heading\n- list\n+ list\n/ term: text",
    '"}],"title":"other"',
    "*bold* _slanted_ `raw` ```js alert(1)```",
    "O'Brien “said” 'so' --- fi ffl",
    "sys.inputs.values #values #sys",
    "{{ 7*7 }} %(name)s {name} %s",
]
REPEATED = re.compile(r"(.)\1+")
RIGHT_TO_LEFT = "שלום עולם"
PIECES = st.one_of(
    st.sampled_from(ORDERS),
    st.text(alphabet="#$][}{\\\"'`*_<>@~/&%^|=+-", max_size=12),
    st.text(alphabet=st.characters(codec="utf-8", max_codepoint=0x24F), max_size=20),
    st.sampled_from(
        ["ŵŷ", "łódź", "Ελληνικά", "Кирилл", "½ £ €", "中文", "বাংলা", "😀👩‍👧", "\x07\x00"]
    ),
    st.just("W" * 90),
)
hostile = st.lists(PIECES, max_size=4).map(" ".join)


def once(words: str) -> str:
    """Write each run of one accented letter once.

    Where a face has no glyph for such a letter it draws two, the base and the mark, and a
    reader of the paper is told the letter twice. What is seen is right.
    """
    return REPEATED.sub(lambda run: run[unicodedata.decomposition(run[1]) != ""], words)


def plain(words: str) -> str:
    """Bring text to the form in which it can be compared: what can be seen, no more."""
    shown = str(printable({"words": words})["words"])
    spelled = latin(shown, unshown([shown]))
    return once(reader.squeezed(unicodedata.normalize("NFKC", spelled)))


def on(paper: bytes) -> str:
    """Give the words of a paper in that same form."""
    return once(reader.squeezed(unicodedata.normalize("NFKC", reader.text(paper))))


def test_a_letter_drawn_as_two_glyphs_is_still_there() -> None:
    values = papers.a_member_sheet(name="0ǯ0")

    assert "0ǯ0" in on(typeset("member_sheet", values, at=papers.AT, title="Sheet"))


@pytest.mark.parametrize("words", ORDERS)
def test_an_order_is_printed_and_not_obeyed(words: str) -> None:
    pack = papers.a_pack(papers.a_letter(name=words), motion=papers.a_motion(text=words))

    paper = typeset("pack", pack, at=papers.AT, title=words)

    assert on(paper).count(plain(words)) >= 2
    assert "root:" not in on(paper)


@settings(max_examples=40, deadline=None)
@given(words=hostile, name=hostile)
def test_any_text_is_printed_as_it_was_written(words: str, name: str) -> None:
    values = papers.a_member_sheet(name=name, facts=[{"label": "Known as", "value": words}])

    paper = on(typeset("member_sheet", values, at=papers.AT, title="Sheet"))

    assert plain(words) in paper
    assert plain(name) in paper


@settings(max_examples=10, deadline=None)
@given(words=hostile)
def test_any_text_leaves_a_pack_whole(words: str) -> None:
    letters = [papers.a_letter(name=words, address_lines=[words, words]) for _ in range(2)]
    motion = papers.a_motion(title=words, text=words, summary=words, kind_words=words)
    pack = papers.a_pack(*letters, motion=motion, choices=[words, words])

    pages = reader.pages(typeset("pack", pack, at=papers.AT, title=words))

    assert sum("Putonecrossinonebox." in page for page in pages) == 2
    assert sum("Envelopecode" in page for page in pages) == 2


def test_text_from_right_to_left_keeps_every_letter() -> None:
    values = papers.a_member_sheet(name=RIGHT_TO_LEFT)

    words = on(typeset("member_sheet", values, at=papers.AT, title="Sheet"))

    assert all(letter in words for letter in RIGHT_TO_LEFT if letter != " ")


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        pytest.param("কমল", "kamala", id="Bengali by its sounds"),
        pytest.param("서울", "seoul", id="Korean by its syllables"),
        pytest.param("中", "[cjkunifiedideograph-4e2d]", id="Chinese by its sign"),
        pytest.param("Ash 😀", "Ash[grinningface]", id="a picture by its name"),
        pytest.param("🄰sh", "Ash", id="a fancy letter by the plain one"),
    ],
)
def test_a_name_that_no_font_can_show_is_spelled_and_noted(name: str, printed: str) -> None:
    words = on(typeset("member_sheet", papers.a_member_sheet(name=name), at=papers.AT, title=name))

    assert printed in words
    assert "TheyarespelledinLatinletters." in words


def test_an_ordinary_name_is_not_noted() -> None:
    words = on(typeset("member_sheet", papers.a_member_sheet(), at=papers.AT, title="Sheet"))

    assert "spelled" not in words


def test_a_missing_letter_in_the_title_loses_no_paper() -> None:
    paper = typeset("form", papers.a_form(), at=papers.AT, title="中文")

    assert paper.startswith(b"%PDF")


def test_a_missing_letter_in_the_record_leaves_the_record_untouched() -> None:
    record = '{"name":"中文"}'.encode()
    values = papers.a_declaration(signatures=["中"])

    made = typeset("declaration", values, at=papers.AT, title="D", attachment=record)

    paper = reader.opened(made)
    assert paper.attachments["record.json"].get_file().read_bytes() == record


def test_a_name_cannot_turn_round_the_words_that_follow_it() -> None:
    values = papers.a_member_sheet(name="Ash \u202e\u2067")

    words = on(typeset("member_sheet", values, at=papers.AT, title="Sheet"))

    assert "Ash.Nobodyelsemayaskyouforit." in words


def test_a_title_that_cannot_be_seen_loses_no_paper() -> None:
    unseen = papers.a_motion(title="\u034f\u00ad")

    words = on(typeset("tally_sheet", papers.a_tally_sheet(motion=unseen), at=papers.AT, title=""))

    assert "Doesitaddup?" in words


def test_a_very_long_word_stays_between_the_margins() -> None:
    values = papers.a_member_sheet(name="W" * 400)

    words = on(typeset("member_sheet", values, at=papers.AT, title="Sheet"))

    assert words.count("W") >= 400


def test_nothing_at_all_is_a_paper_too() -> None:
    empty = papers.a_motion(title="", text="", summary="", kind_words="", number="")
    letter = papers.a_letter(name="", number="", code="", address_lines=[])

    paper = typeset(
        "pack",
        papers.a_pack(letter, motion=empty, choices=[], cooperative="", return_address=[""]),
        at=papers.AT,
        title="Packs",
    )

    assert len(reader.pages(paper)) >= 4
