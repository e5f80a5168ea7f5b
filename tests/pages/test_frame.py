"""The frame of every page: way about, forms, large print, files."""

from coop.core import pages
from coop.core.pages import Reader
from tests.page import Page
from tests.pages.gallery import gallery


def test_every_part_of_the_macros_makes_a_sound_page(shown):
    fetched = shown.get("home.home")

    assert fetched.heading == "Buy the second loom"
    assert fetched.facts["Shares"] == "1 share of £1"
    assert fetched.tables[0][1:] == [
        ["For", "", "31"],
        ["Against", "", "9"],
        ["Abstained", "", "4"],
    ]


def test_a_refused_form_says_each_slip_and_points_at_its_field(shown):
    shown.get("home.home")

    fetched = shown.send("Look at it before you send", expect=422)

    assert fetched.errors == [
        "Shall we buy the second loom? – Choose one box.",
        "Your name – Write your name.",
        "Why – Say why, in one sentence.",
    ]
    assert fetched.links["Your name – Write your name."] == "#name"


def test_what_was_typed_is_still_there_after_a_slip(shown):
    shown.get("home.home")

    fetched = shown.send("Look at it before you send", name="Kit <Marsh>", expect=422)

    form = next(form for form in fetched.forms if "why" in form.fields)
    assert form.fields["name"] == "Kit <Marsh>"


def test_the_way_about_shows_only_what_the_reader_may_open(shown):
    links = shown.get("home.home").links

    assert "Desk" in links
    assert "Log" not in links


def test_a_stranger_is_not_offered_to_sign_out(shown):
    assert not any("Sign out" in form.buttons for form in shown.get("home.home").forms)


def test_at_a_shared_terminal_the_way_out_is_called_finish(told):
    reader = Reader("Ash Turner", on_terminal=True)

    fetched = Page(gallery(reader=reader)).get("home.home")

    assert any("Finish" in form.buttons for form in fetched.forms)


def test_only_a_demonstration_shows_its_clock(shown, shown_to_ash):
    assert "The demonstration’s clock" in shown_to_ash.get("home.home")

    pages.set_letterhead(lambda: pages.Letterhead("A real co-operative"))

    assert "The demonstration’s clock" not in shown.get("home.home")


def test_moving_the_clock_is_confirmed_on_the_next_page(shown_to_ash):
    shown_to_ash.get("home.home")

    fetched = shown_to_ash.send("Move the clock on", days=2)

    assert fetched.flashes == ["That is done."]


def test_a_form_without_our_mark_is_refused(shown):
    answer = shown.app.test_client().post("/", data={"name": "Ash"})

    assert answer.status_code == 400


def test_large_print_is_one_setting_that_stays(shown):
    assert shown.get("home.home").root.get("class") is None

    shown.follow("Large print")

    assert shown.get("home.home").root.get("class") == "large"
    shown.follow("Usual print")
    assert shown.get("home.home").root.get("class") is None


def test_a_member_who_asked_for_large_print_gets_it(told):
    reader = Reader("Ash Turner", large_print=True)

    assert Page(gallery(reader=reader)).get("home.home").root.get("class") == "large"


def test_needs_are_gathered_soonest_first_and_without_a_date_last():
    dated = pages.Need("Vote", "Vote", "/", pages.date(2026, 11, 20))
    sooner = pages.Need("Second", "Second", "/", pages.date(2026, 11, 2))
    whenever = pages.Need("Read", "Read", "/")
    kept = list(pages._registered.needs)
    pages._registered.needs[:] = [lambda _member: [whenever, dated], lambda _member: [sooner]]

    needs = pages.needs_of(pages.UUID(int=1))

    pages._registered.needs[:] = kept
    assert needs == [sooner, dated, whenever]


def test_a_sheet_for_a_spreadsheet_runs_no_formula(shown):
    fetched = shown.get("gallery.sheet")

    assert fetched.content_type == "text/csv; charset=utf-8"
    assert fetched.rows == [
        ["Name", "Shares", "Left"],
        ["Ash", "1", ""],
        ["'=2+2", "-3", "2026-11-05"],
    ]


def test_a_list_keeps_its_search_when_it_is_sorted_and_turned(shown):
    shown.open("/?q=kit&sort=name")

    fetched = shown.follow("Next part")

    assert "q=kit" in fetched.url
    assert "part=2" in fetched.url
    assert "Part 2 of 5" in fetched


def test_a_search_that_finds_nothing_says_so(shown):
    fetched = shown.open("/?q=nobody")

    assert "Nothing matches your search." in fetched
    assert "Show everything" in fetched.links
