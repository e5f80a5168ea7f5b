"""Sites, areas, skills: what is kept of them, what is refused, and what is called off."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from coop.core import clock
from coop.core.audit import Hand
from coop.core.db import new_id, session, transaction
from coop.core.errors import NotFound, Refused
from coop.membership.queries import today
from coop.rostering import actions, queries
from coop.rostering.actions import NewArea, NewSite
from coop.rostering.rules.nouns import Kind, Need, Supervision
from tests.builders.membership import a_cooperative, place_called
from tests.builders.work import a_demand, a_shift, a_site, a_skill, an_area, shifts_made

HAND = Hand(by=None)
MONDAY = date(2026, 3, 9)


def rules_of(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    """Give the rules that a refusal cites."""
    return [each.rule for each in refused.value.refusals]


def test_a_site_keeps_its_walls_its_way_and_its_room(app):
    a_cooperative()

    site = a_site("Laundry", inside=True, travel=40, capacity=12)

    assert (site.name, site.establishment, site.establishment_id) == (
        "Laundry", "Northgate", place_called(),
    )  # fmt: skip
    assert (site.travel_minutes, site.capacity, site.closed_on) == (40, 12, None)


def test_what_has_a_name_has_it_alone(app):
    a_cooperative()
    site, skill = a_site("Laundry"), a_skill("First aid")
    an_area(site, "Sorting")

    with pytest.raises(Refused) as twice, transaction():
        actions.add_site(NewSite(name=" laundry ".title()), hand=HAND)
    with pytest.raises(Refused) as nameless, transaction():
        actions.rename_skill(skill.id, "  ", hand=HAND)
    with pytest.raises(Refused) as area, transaction():
        actions.add_area(site.id, NewArea(name="Sorting"), hand=HAND)
    elsewhere = an_area(a_site(), "Sorting")

    assert rules_of(twice) == rules_of(nameless) == rules_of(area) == ["ROS-60"]
    assert elsewhere.name == "Sorting"


def test_of_many_hands_that_give_one_name_at_once_one_succeeds(app):
    a_cooperative()

    def one(_turn: int) -> bool:
        with app.app_context():
            try:
                with transaction():
                    actions.add_site(NewSite(name="Laundry"), hand=HAND)
            except Refused as refused:
                return rule_of_name_taken(refused)
            return False

    with ThreadPoolExecutor(4) as hands:
        refused = sum(hands.map(one, range(4)))

    session().rollback()
    assert refused == 3
    assert [each.name for each in queries.sites()] == ["Laundry"]


def rule_of_name_taken(refused: Refused) -> bool:
    """Say whether it was refused because the name is taken, and for nothing else."""
    return [each.rule for each in refused.refusals] == ["ROS-60"]


def test_a_site_may_keep_its_own_name_when_it_is_changed(app):
    a_cooperative()
    site = a_site("Laundry")

    with transaction():
        actions.change_site(site.id, NewSite(name="Laundry", travel_minutes=20), hand=HAND)

    assert queries.site(site.id).travel_minutes == 20


def test_every_wrong_number_of_an_area_is_said_at_once(app):
    a_cooperative()
    site = a_site()

    with pytest.raises(Refused) as refused, transaction():
        actions.add_area(site.id, NewArea(name="Yard", most=0, supervisors=1, ratio=0), hand=HAND)

    assert rules_of(refused) == ["ROS-61"] * 3


def test_a_shift_knows_its_area_as_the_solver_needs_it(app):
    a_cooperative()
    lift, lead = a_skill("Lifting"), a_skill("Leading")
    site = a_site(inside=True, travel=30)
    area = an_area(
        site, kind=Kind.TRAINING, most=6, supervisor=lead, supervisors=1, ratio=5,
        needs={lift: 2}, tools={"Irons": 3},
    )  # fmt: skip
    shift = a_shift(area, day=MONDAY, least=1, wanted=3)

    (noun,) = queries.shift_nouns(MONDAY, MONDAY)

    assert (noun.id, noun.area, noun.site, noun.kind) == (
        shift.id, area.id, site.id, Kind.TRAINING,
    )  # fmt: skip
    assert (noun.least, noun.wanted, noun.most) == (1, 3, 3)
    assert noun.needs == (Need(lift.id, 2),)
    assert noun.supervision == Supervision(lead.id, 1, 5)
    assert (noun.inside, noun.travel) == (place_called(), 30)


def test_a_tool_that_breaks_cuts_the_shifts_to_come_and_mending_it_gives_them_back(app):
    a_cooperative()
    area = an_area(most=4)
    shift = a_shift(area, day=MONDAY, wanted=4)

    with transaction():
        actions.set_tools(area.id, [("Ovens", 2)], hand=HAND)
    broken = queries.shift(shift.id)
    with transaction():
        actions.set_tools(area.id, [], hand=HAND)

    assert (broken.most, broken.places, broken.wanted) == (2, 4, 4)
    assert queries.shift(shift.id).most == 4


def test_of_two_tools_of_one_name_neither_is_kept(app):
    a_cooperative()
    area = an_area(tools={"Irons": 3})

    with pytest.raises(Refused) as refused, transaction():
        actions.set_tools(area.id, [("Ovens", 2), (" Ovens ", 4)], hand=HAND)

    assert set(rules_of(refused)) == {"ROS-60"}
    assert [each.name for each in queries.tools_of(area.id)] == ["Irons"]


def test_shifts_to_come_take_the_areas_new_places_but_not_those_with_their_own(app):
    a_cooperative()
    area = an_area(most=4)
    usual, own = a_shift(area, day=MONDAY), a_shift(area, day=MONDAY, most=2, starts="13:00",
                                                    ends="17:00")  # fmt: skip
    with clock.at(clock.now() - timedelta(days=30)):
        past = a_shift(area)

    with transaction():
        actions.change_area(area.id, NewArea(name=area.name, most=6), hand=HAND)

    assert [queries.shift(each.id).most for each in (usual, own, past)] == [6, 2, 4]


def test_an_area_keeps_the_places_that_work_to_come_asks_for(app):
    a_cooperative()
    area = an_area(most=4)
    a_demand(area, wanted=3)

    with pytest.raises(Refused) as refused, transaction():
        actions.change_area(area.id, NewArea(name=area.name, most=2), hand=HAND)

    assert rules_of(refused) == ["ROS-62"]


def test_a_shift_keeps_the_kind_of_time_it_was_made_with(app):
    a_cooperative()
    area = an_area(kind=Kind.PAID)
    shift = a_shift(area, day=MONDAY)

    with transaction():
        actions.change_area(area.id, NewArea(name=area.name, kind=Kind.VOLUNTEER), hand=HAND)

    assert queries.shift(shift.id).kind is Kind.PAID
    assert a_shift(area, day=MONDAY).kind is Kind.VOLUNTEER


def test_closing_a_site_ends_its_work_and_says_why(app):
    a_cooperative()
    site = a_site()
    area = an_area(site)
    demand = a_demand(area, weekdays="0")
    shifts_made(today(), today() + timedelta(days=13))

    with transaction():
        called_off = actions.close_site(site.id, last=today(), because="The roof.", hand=HAND)
    with pytest.raises(Refused) as refused, transaction():
        actions.add_area(site.id, NewArea(name="New"), hand=HAND)

    kept, ended = queries.shifts_between(today(), today() + timedelta(days=13))
    assert called_off == 1
    assert (kept.is_called_off, ended.is_called_off, ended.called_off_because) == (
        False, True, "The roof.",
    )  # fmt: skip
    assert queries.demand(demand.id).until == queries.area(area.id).closed_on == today()
    assert rules_of(refused) == ["ROS-61"]


def test_a_place_is_opened_again_site_first(app):
    a_cooperative()
    area = an_area()
    with transaction():
        actions.close_site(area.site_id, last=today(), because="The roof.", hand=HAND)

    with pytest.raises(Refused), transaction():
        actions.open_area_again(area.id, hand=HAND)
    with transaction():
        actions.open_site_again(area.site_id, hand=HAND)
        actions.open_area_again(area.id, hand=HAND)

    assert queries.area(area.id).closed_on is None
    assert a_demand(area).area_id == area.id


@pytest.mark.parametrize("ask", [
    queries.site, queries.area, queries.skill, queries.demand, queries.shift,
])  # fmt: skip
def test_what_is_not_there_is_not_found(app, ask):
    a_cooperative()

    with pytest.raises(NotFound):
        ask(new_id())
