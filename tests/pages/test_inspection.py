"""The inspector of pages finds what it is there to find."""

import pytest

from tests.inspection import complaints

SOUND = (
    '<!doctype html><html lang="en"><head><title>Home – Us</title></head>'
    "<body><main><h1>Home</h1>{}</main></body></html>"
)


def test_a_sound_page_has_no_complaints():
    assert complaints(SOUND.format("<p>It’s “ours”.</p>"), 200) == []


@pytest.mark.parametrize(
    ("part", "complaint"),
    [
        ("<h1>Again</h1>", "one h1"),
        ("<h1></h1>", "one h1"),
        ("<p id=a></p><p id=a></p>", "stands 2 times"),
        ("<input name=n>", "no label"),
        ("<label for=n>Name</label><select id=m name=m></select>", "no label"),
        ("<label for=n>Name</label>", "nothing has the id n"),
        ("<p><a href=#n>Up</a></p>", "nothing has the id n"),
        ("<p><a href=/x></a></p>", "has no words"),
        ("<p style='color:red'>Red</p>", "style attribute"),
        ("<button onclick=x>Press</button>", "onclick attribute"),
        ("<script>1</script>", "script element"),
        ("<img alt=Us src=https://example.org/a.png>", "points outside"),
        ("<a href=//example.org>Them</a>", "points outside"),
        ("<a href=javascript:x>Run</a>", "points outside"),
        ("<p>It's ours.</p>", "straight quote"),
        ('<p aria-label="It\'s ours">Yes</p>', "straight quote"),
        ("<form method=post action=/x></form>", "no CSRF mark"),
        ("<form><input type=hidden name=csrf_token></form>", "into the address"),
        ("<div><p></div></p>", "not valid HTML"),
        ("<p><table></table></b>", "not valid HTML"),
    ],
)
def test_it_finds_what_is_wrong(part, complaint):
    found = complaints(SOUND.format(part), 200)

    assert any(complaint in each for each in found), found


def test_a_title_must_begin_with_the_heading():
    found = complaints(SOUND.format("").replace("Home – Us", "Us – Home"), 200)

    assert found == ["the title “Us – Home” does not begin with the h1 “Home”"]


def test_a_refused_form_must_sum_up_its_slips():
    assert complaints(SOUND.format(""), 422) == ["a refused form has no error summary"]
    summary = '<div class="errors" role="alert">Write your name.</div>'
    assert complaints(SOUND.format(summary), 422) == []


def test_a_page_must_say_its_language():
    assert complaints(SOUND.format("").replace(' lang="en"', ""), 200) == [
        "the page does not say its language"
    ]
