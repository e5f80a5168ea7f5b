"""Publishing: versions that never change, refused while any place breaks a rule."""

import pytest
from sqlalchemy import delete

from coop.core.db import session, transaction
from coop.core.errors import Refused
from coop.rostering.deeds.publishing import change_published, publish
from coop.rostering.deeds.roster_edits import put_place, take_place
from coop.rostering.models.people import KeepApartPair
from coop.rostering.reading.published import digest_of, published_places, version_places, versions
from coop.rostering.reading.rosters import draft_places, edits_of, roster
from tests.builders.rosters import (
    Working,
    a_published_roster,
    a_roster,
    kept_apart,
    publish_it,
    put,
)


def told(work: Working) -> set[tuple[object, object]]:
    return {(one.shift, one.person) for one in published_places(work.first, work.last)}


def draft(work: Working) -> set[tuple[object, object]]:
    return {(one.shift, one.person) for one in draft_places(work.roster_id)}


def refused(deed) -> list[str]:
    with pytest.raises(Refused) as caught, transaction():
        deed()
    return [str(one) for one in caught.value.refusals]


def change(work: Working, added=(), taken=(), because="Somebody cannot come."):
    with transaction():
        return change_published(work.roster_id, added, taken, because, hand=work.hand)


def test_what_is_published_is_the_draft_with_a_digest_anybody_can_make_again(app):
    work = a_roster()
    shift, ada = work.shift(0), work.people[0]
    put(work, shift, ada)

    number = publish_it(work)

    (version,) = versions(work.roster_id)
    assert (number, version.places, version.edit_number) == (1, 1, 1)
    assert version.digest == digest_of([(shift, ada.id)])
    assert told(work) == {(shift, ada.id)}


def test_edits_after_publishing_change_nothing_that_members_were_told(app):
    work = a_published_roster(places=1)

    put(work, work.shift(3), work.people[1])

    assert told(work) == {(work.shift(0), work.people[0].id)}
    assert roster(work.roster_id).is_changed


def test_a_new_version_says_why_and_leaves_the_old_one_as_it_was(app):
    work = a_published_roster(places=1)
    put(work, work.shift(3), work.people[1])

    silent = refused(lambda: publish(work.roster_id, "  ", hand=work.hand))
    number = publish_it(work, "One more pair of hands.")

    second, first = versions(work.roster_id)
    assert silent == ["Say why the published roster changes."]
    assert (number, second.because) == (2, "One more pair of hands.")
    assert (len(version_places(first.id)), len(version_places(second.id))) == (1, 2)
    assert told(work) == draft(work)


def test_what_members_were_told_already_is_not_published_again(app):
    work = a_published_roster(places=1)

    again = refused(lambda: publish(work.roster_id, "Once more.", hand=work.hand))

    assert again == ["Members were told exactly this already."]


def test_a_roster_in_which_a_place_breaks_a_rule_is_refused_with_every_fault_said(app):
    work = a_roster()
    shift, (ada, ben, *_rest) = work.shift(0), work.people
    put(work, shift, ada)
    put(work, shift, ben)
    kept_apart(ada, ben)

    faults = refused(lambda: publish(work.roster_id, hand=work.hand))

    assert faults == [
        f"{who.name}, Laundry, Mon 9 Mar: Not available for this shift."
        for who in sorted((ada, ben), key=lambda who: who.id)
    ]
    assert versions(work.roster_id) == []


def test_a_swap_changes_what_is_published_and_the_draft_with_it(app):
    work = a_published_roster(places=1)
    shift, ada, ben = work.shift(0), *work.people[:2]

    number = change(work, added=[(shift, ben.id)], taken=[(shift, ada.id)])

    assert number == 2
    assert told(work) == draft(work) == {(shift, ben.id)}
    assert edits_of(work.roster_id)[0].deed == "move"


def test_a_swap_leaves_the_other_edits_of_the_draft_alone(app):
    work = a_published_roster(places=2)
    ada, ben, cleo = work.people[:3]
    put(work, work.shift(3), cleo)
    with transaction():
        take_place(work.roster_id, work.shift(1), ada.id, hand=work.hand)

    change(work, added=[(work.shift(0), ben.id)], taken=[(work.shift(0), ada.id)])

    assert told(work) == {(work.shift(0), ben.id), (work.shift(1), ada.id)}
    assert draft(work) == {(work.shift(0), ben.id), (work.shift(3), cleo.id)}


def test_what_members_were_told_comes_before_the_draft(app):
    work = a_roster(most=1, wanted=1)
    ada, ben = work.people[:2]
    put(work, work.shift(0), ada)
    publish_it(work)
    with transaction():
        take_place(work.roster_id, work.shift(0), ada.id, hand=work.hand)
    put(work, work.shift(1), ben)

    change(work, added=[(work.shift(1), ada.id)], taken=[(work.shift(0), ada.id)])

    assert draft(work) == told(work) == {(work.shift(1), ada.id)}


def test_a_swap_that_breaks_a_rule_is_refused_and_changes_nothing(app):
    work = a_published_roster(places=1)
    shift, ada, ben = work.shift(0), *work.people[:2]
    put(work, work.shift(0), ben)
    publish_it(work, "Two of them.")
    kept_apart(ben, work.people[2])

    neutral = refused(
        lambda: change_published(
            work.roster_id, [(shift, work.people[2].id)], [(shift, ada.id)], "", hand=work.hand
        )
    )

    assert neutral == ["Not available for this shift."]
    assert told(work) == {(shift, ada.id), (shift, ben.id)}


def test_an_absence_is_never_refused(app):
    work = a_published_roster(places=1)
    kept_apart(*work.people[:2])

    change(work, taken=[(work.shift(0), work.people[0].id)])

    assert told(work) == draft(work) == set()


def test_a_place_gone_meanwhile_cannot_be_swapped_away(app):
    work = a_published_roster(places=1)
    shift, ada = work.shift(0), work.people[0]
    change(work, taken=[(shift, ada.id)])

    late = refused(
        lambda: change_published(work.roster_id, [], [(shift, ada.id)], "", hand=work.hand)
    )

    assert late == ["This place is not in the published roster any more."]


def test_a_roster_not_published_yet_has_nothing_to_swap(app):
    work = a_roster()

    early = refused(
        lambda: change_published(
            work.roster_id, [(work.shift(0), work.people[0].id)], [], "", hand=work.hand
        )
    )

    assert early == ["This roster is not published yet."]


def test_a_fault_that_is_mended_lets_the_roster_be_published(app):
    work = a_roster()
    kept_apart(*work.people[:2])
    put(work, work.shift(0), work.people[0])
    with transaction():
        session().execute(delete(KeepApartPair))
    with transaction():
        put_place(work.roster_id, work.shift(0), work.people[1].id, hand=work.hand)

    assert publish_it(work) == 1
    assert len(told(work)) == 2
