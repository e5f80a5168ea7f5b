"""A wrong rule file is refused, and every fault in it is told with its key and reason."""

import pytest

from governance.rules.ruleset import SHIPPED as FOLDER
from governance.rules.ruleset import RuleFault, WrongRules, load

PLAIN = (FOLDER / "plain.toml").read_text(encoding="utf-8")


def faults_of(text: str) -> tuple[RuleFault, ...]:
    with pytest.raises(WrongRules) as wrong:
        load(text, file="ours.toml")
    return wrong.value.faults


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        pytest.param(
            'share = { is = "2/3"',
            "share = { is = 0.66",
            "majorities.extraordinary.share",
            "is a decimal",
            id="a decimal",
        ),
        pytest.param(
            "clear_days = { is = 7",
            "clear_days = { is = 7.0",
            "notice.clear_days",
            "is a decimal",
            id="a decimal for a whole number",
        ),
        pytest.param(
            'share = { is = "2/3"',
            'share = { is = "0.66"',
            "majorities.extraordinary.share",
            "must be a fraction",
            id="a decimal in quotes",
        ),
        pytest.param(
            'share = { is = "2/3"',
            'share = { is = "3/2"',
            "majorities.extraordinary.share",
            "must be a fraction",
            id="more than all",
        ),
        pytest.param(
            'share = { is = "2/3"',
            'share = { is = "2/0"',
            "majorities.extraordinary.share",
            "must be a fraction",
            id="a share of nothing",
        ),
        pytest.param(
            'share = { is = "2/3"',
            'share = { is = "1/3"',
            "majorities.extraordinary.share",
            "fewer may not outvote more",
            id="a minority that carries",
        ),
        pytest.param(
            "strict = { is = true",
            "strict = { is = false",
            "majorities.ordinary.strict",
            "a tie falls",
            id="a tie that carries",
        ),
        pytest.param(
            'share = { is = "1/2", source = "uk" }\nstrict',
            'share = { is = "1", source = "uk" }\nstrict',
            "majorities.ordinary.strict",
            "more than all the votes",
            id="more than all the votes",
        ),
        pytest.param(
            'share = { is = "3/4"',
            'share = { is = "3/5"',
            "majorities.special.share",
            "must not be smaller",
            id="special lighter than extraordinary",
        ),
        pytest.param(
            'share = { is = "1/2", source = "uk" }\nstrict',
            'share = { is = "4/5", source = "uk" }\nstrict',
            "majorities.extraordinary.share",
            "must not be smaller",
            id="extraordinary lighter than ordinary",
        ),
        pytest.param(
            "change_of_vote = { is = false",
            "change_of_vote = { is = true",
            "ballot.secret.change_of_vote",
            "cannot be found again",
            id="a secret vote that can be changed",
        ),
        pytest.param(
            'paper_after_web = { is = "refused"',
            'paper_after_web = { is = "replaces"',
            "ballot.secret.paper_after_web",
            "cannot be found again",
            id="a secret paper that replaces",
        ),
        pytest.param(
            "seconder_classes = { is = 1",
            "seconder_classes = { is = 2",
            "motions.seconder_classes",
            "more than the seconders",
            id="more classes than seconders",
        ),
        pytest.param(
            "smallest_college = { is = 5",
            "smallest_college = { is = 4",
            "by_class.smallest_college",
            "smallest_cell",
            id="colleges smaller than a cell",
        ),
        pytest.param(
            "smallest_cell = { is = 5",
            "smallest_cell = { is = 2",
            "privacy.smallest_cell",
            "from 3",
            id="cells of two",
        ),
        pytest.param(
            "least = { is = 1,",
            "least = { is = 101,",
            "shares.most",
            "fewer than the least",
            id="no holding is allowed",
        ),
        pytest.param(
            "clear_days = { is = 7",
            "clear_days = { is = 91",
            "notice.clear_days",
            "from 0 to 90",
            id="a number out of bounds",
        ),
        pytest.param(
            "clear_days = { is = 7",
            "clear_days = { is = true",
            "notice.clear_days",
            "whole number",
            id="yes is not a number",
        ),
        pytest.param(
            "strict = { is = true",
            'strict = { is = "yes"',
            "majorities.ordinary.strict",
            "true or false",
            id="a word where yes or no belongs",
        ),
        pytest.param(
            'base = { is = "votes_cast"',
            'base = { is = "shares"',
            "majorities.ordinary.base",
            "votes_cast, members_voting, all_members",
            id="a base that is not known",
        ),
        pytest.param(
            "clear_days =", "clear_day =", "notice.clear_day", "not a known key", id="misspelt"
        ),
        pytest.param(
            "clear_days =", "clear_day =", "notice.clear_days", "is missing", id="and so missing"
        ),
        pytest.param(
            'clear_days = { is = 7, source = "house" }',
            "clear_days = 7",
            "notice.clear_days",
            "must be written",
            id="a number without a source",
        ),
        pytest.param(
            'clear_days = { is = 7, source = "house" }',
            'clear_days = { is = 7, source = "hearsay" }',
            "notice.clear_days",
            "not among [sources]",
            id="a source that is not listed",
        ),
        pytest.param(
            'decided_by = { is = "board"',
            'decided_by = { is = "The Board"',
            "admission.decided_by",
            "small letters",
            id="an office that is no name",
        ),
        pytest.param(
            'confirmed = { is = ["secretary",',
            'confirmed = { is = [1, "secretary",',
            "officers.confirmed",
            "list of names",
            id="an office that is a number",
        ),
        pytest.param("version = 1", "version = 0", "version", "from 1", id="version nought"),
        pytest.param(
            "in_force = 2026-01-01",
            "in_force = 2026-01-01T00:00:00Z",
            "in_force",
            "must be a date",
            id="a moment for a date",
        ),
        pytest.param('code = "plain"', 'code = ""', "code", "must be a text", id="no code"),
        pytest.param(
            "[notice]", "[notices]", "notice", "is missing", id="a whole table is missing"
        ),
        pytest.param(
            'house = "A',
            'nobody = 3\nhouse = "A',
            "sources.nobody",
            "must be a text",
            id="source 3",
        ),
        pytest.param("[sources]", "[source]", "sources", "at least one source", id="no sources"),
        pytest.param("[post]", "[[post]]", "post", "must be a table", id="a list for a table"),
        pytest.param(
            "[post]",
            "[checks]\n[post]",
            "checks",
            "list of tables",
            id="a table for a list",
        ),
    ],
)
def test_a_wrong_rule_file_is_refused_with_file_key_and_reason(old, new, key, reason):
    assert old in PLAIN

    faults = faults_of(PLAIN.replace(old, new, 1))

    assert {fault.file for fault in faults} == {"ours.toml"}
    assert any(fault.key == key and reason in fault.reason for fault in faults), faults


def test_every_fault_is_told_at_once():
    wrong = PLAIN.replace("clear_days = { is = 7", "clear_days = { is = 7.5").replace(
        "change_of_vote = { is = false", "change_of_vote = { is = true"
    )

    faults = faults_of(wrong)

    assert [fault.key for fault in faults] == ["notice.clear_days", "ballot.secret.change_of_vote"]
    assert str(faults[0]).startswith("ours.toml: notice.clear_days: is a decimal")


def test_a_second_vote_needs_dates_in_order():
    text = (FOLDER / "uk-multi-stakeholder.toml").read_text(encoding="utf-8")

    faults = faults_of(text.replace("from_days = { is = 14", "from_days = { is = 32"))

    assert [fault.key for fault in faults] == ["majorities.special.confirmation.to_days"]


def test_what_is_not_toml_is_refused_as_one_fault():
    (fault,) = faults_of("code = ")

    assert fault.key == ""
    assert fault.reason.startswith("is not TOML")
