"""What is written is readable, a question is known again, and weighty matters weigh."""

from datetime import date, timedelta

import pytest

from coop.membership.rules import Hearing
from governance.rules.life import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    question_digest,
    refusals_to_speak,
    refusals_to_write,
)
from governance.rules.purposes import refusals_of_purpose, refusals_to_ballot
from governance.rules.states import State
from tests.governance.rulebook import the_rules

RULES = the_rules()


@pytest.mark.parametrize(
    ("title", "text", "reasons"),
    [
        pytest.param("A shed", "We build it.", 0, id="a short draft"),
        pytest.param("t" * LONGEST_TITLE, "x" * LONGEST_TEXT, 0, id="as long as may be"),
        pytest.param("t" * (LONGEST_TITLE + 1), "x" * (LONGEST_TEXT + 1), 2, id="both too long"),
        pytest.param(" ", "We build it.", 1, id="no title"),
    ],
)
def test_a_draft_has_a_title_and_a_readable_length(title, text, reasons):
    assert len(refusals_to_write(title, text, "")) == reasons


@pytest.mark.parametrize(
    ("state", "words", "rules"),
    [
        pytest.param(State.PROPOSED, "I am for it.", [], id="from proposing"),
        pytest.param(State.OPEN, "I am for it.", [], id="until the close"),
        pytest.param(State.CLOSED, "I am for it.", ["GOV-23"], id="not after it"),
        pytest.param(State.DRAFT, " ", ["GOV-23", "GOV-12"], id="every reason is said"),
        pytest.param(State.OPEN, "x" * (LONGEST_TEXT + 1), ["GOV-12"], id="not without end"),
    ],
)
def test_members_speak_from_proposing_to_the_close(state, words, rules):
    assert [refusal.rule for refusal in refusals_to_speak(state, words)] == rules


@pytest.mark.parametrize(
    ("title", "text", "is_same"),
    [
        pytest.param("A SHED!", "we  build it", True, id="capitals, spaces and stops"),
        pytest.param("A shed", "We built it.", False, id="another word"),
        pytest.param("A shed we", "build it.", False, id="a word moved into the title"),
    ],
)
def test_a_question_put_again_is_known_again(title, text, is_same):
    asked = question_digest("A shed", "We build it.")

    assert (question_digest(title, text) == asked) is is_same


@pytest.mark.parametrize(
    ("purpose", "kind", "has_subject", "has_rules", "reasons"),
    [
        pytest.param("general", "ordinary", False, False, 0, id="an everyday decision"),
        pytest.param("expulsion", "extraordinary", True, False, 0, id="an expulsion"),
        pytest.param("expulsion", "ordinary", True, False, 1, id="an expulsion too light"),
        pytest.param("expulsion", "extraordinary", False, False, 1, id="an expulsion of nobody"),
        pytest.param("rule_change", "special", False, True, 0, id="a change of rules"),
        pytest.param("rule_change", "ordinary", False, False, 2, id="too light and empty"),
    ],
)
def test_weighty_matters_need_a_heavy_majority(purpose, kind, has_subject, has_rules, reasons):
    found = refusals_of_purpose(
        RULES, purpose=purpose, kind=kind, has_subject=has_subject, has_rules=has_rules
    )

    assert [refusal.rule for refusal in found] == ["GOV-27"] * reasons


@pytest.mark.parametrize(
    ("purpose", "offered", "served", "reasons"),
    [
        pytest.param("expulsion", True, date(2026, 3, 1), 0, id="heard, and told in time"),
        pytest.param("expulsion", False, date(2026, 3, 1), 1, id="never offered a hearing"),
        pytest.param("expulsion", True, date(2026, 3, 2), 1, id="told of the grounds too late"),
        pytest.param("expulsion", False, None, 2, id="neither told nor heard"),
        pytest.param("general", False, None, 0, id="nobody to hear"),
    ],
)
def test_nobody_is_voted_out_unheard_or_unwarned(purpose, offered, served, reasons):
    opens_on = date(2026, 3, 1) + timedelta(days=RULES.membership.expulsion.notice_days + 1)

    found = refusals_to_ballot(
        RULES, purpose=purpose, hearing=Hearing(served, offered=offered), opens_on=opens_on
    )

    assert [refusal.rule for refusal in found] == ["MEM-5"] * reasons
