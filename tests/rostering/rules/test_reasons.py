"""What is hidden is one neutral sentence, the same as plain unavailability, and never a second."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.core.errors import Refusal
from coop.rostering.rules.reasons import (
    TELLINGS,
    Reason,
    Stands,
    is_hidden,
    reasons_of,
    said,
)

HIDDEN = [reason for reason in Reason if is_hidden(reason)]
OPEN = [reason for reason in Reason if not is_hidden(reason)]
some = st.lists(st.sampled_from(Reason).map(lambda reason: Stands(reason, {"hours": "11"})))


def test_keep_apart_commitments_curfew_places_and_release_are_hidden():
    assert {
        Reason.APART,
        Reason.COMMITMENT,
        Reason.CURFEW,
        Reason.AVOIDED,
        Reason.RELEASE,
        Reason.AVAILABLE,
    } == set(HIDDEN)


@pytest.mark.parametrize("reason", HIDDEN)
def test_a_hidden_reason_is_told_exactly_as_plain_unavailability(reason):
    told = said([Stands(reason)])

    assert told == said([Stands(Reason.AVAILABLE)])
    assert told == [Refusal("ROS-1", "Not available for this shift.")]
    assert repr(told) == repr(said([Stands(Reason.AVAILABLE)]))


@pytest.mark.parametrize("pair", list(combinations(HIDDEN, 2)))
def test_two_hidden_reasons_are_still_one_sentence(pair):
    assert len(said([Stands(reason) for reason in pair])) == 1


@given(some, st.sampled_from(HIDDEN), st.integers(0, 5))
def test_a_hidden_reason_changes_nothing_where_somebody_is_unavailable(stands, hidden, place):
    plain = [*stands, Stands(Reason.AVAILABLE)]
    more = [*plain[:place], Stands(hidden), *plain[place:]]

    assert said(more) == said(plain)
    assert reasons_of(more) == reasons_of(plain)


@given(some)
def test_what_is_said_does_not_depend_on_the_order(stands):
    assert said(stands) == said(list(reversed(stands)))


@given(some)
def test_everything_open_is_said(stands):
    rules = [refusal.rule for refusal in said(stands)]

    assert {TELLINGS[one.reason].rule for one in stands if not is_hidden(one.reason)} <= set(rules)


def test_the_named_officer_is_told_the_reason_but_no_detail():
    told = said([Stands(Reason.APART)], to_officer=True)

    assert [str(refusal) for refusal in told] == ["They are kept apart from somebody at this work."]
    assert told[0].rule == "ROS-31"


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_can_be_told_in_a_short_sentence(reason):
    values = {"hours": "11"} if "%(hours)s" in TELLINGS[reason].text else {}

    sentence = str(said([Stands(reason, values)], to_officer=True)[0])

    assert sentence.endswith(".")
    assert len(sentence.split()) <= 15


@pytest.mark.parametrize("reason", HIDDEN)
def test_a_hidden_sentence_has_no_place_for_a_detail(reason):
    assert "%" not in TELLINGS[reason].text


def test_a_prisons_limit_is_told_as_anybodys():
    assert said([Stands(Reason.DAYS)]) == said([Stands(Reason.WEEK_HOURS)])
