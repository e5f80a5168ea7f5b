"""Edit a draft place by place: put, take, move, hand over, pin and unpin."""

from uuid import UUID

from coop.core.audit import Hand
from coop.rostering.deeds.roster_steps import Edited, desk_of, edit
from coop.rostering.rules.edits import Changes


def put_place(roster_id: UUID, shift_id: UUID, member_id: UUID, *, hand: Hand) -> Edited:
    """Put a member into a shift, if every rule lets them (ROS-41)."""
    changes = Changes(added=((shift_id, member_id),))
    return edit(desk_of(roster_id), "put", changes, hand=hand)


def take_place(roster_id: UUID, shift_id: UUID, member_id: UUID, *, hand: Hand) -> Edited:
    """Take a member out of a shift; the gap shows at once."""
    changes = Changes(taken=((shift_id, member_id),))
    return edit(desk_of(roster_id), "take", changes, hand=hand)


def move_place(
    roster_id: UUID, member_id: UUID, from_shift: UUID, to_shift: UUID, *, hand: Hand
) -> Edited:
    """Move a member from one shift to another in one edit: both halves, or neither."""
    changes = Changes(added=((to_shift, member_id),), taken=((from_shift, member_id),))
    return edit(desk_of(roster_id), "move", changes, hand=hand)


def hand_over(
    roster_id: UUID, shift_id: UUID, from_member: UUID, to_member: UUID, *, hand: Hand
) -> Edited:
    """Give a member’s place in a shift to another in one edit: both halves, or neither."""
    changes = Changes(added=((shift_id, to_member),), taken=((shift_id, from_member),))
    return edit(desk_of(roster_id), "move", changes, hand=hand)


def pin_place(roster_id: UUID, shift_id: UUID, member_id: UUID, *, hand: Hand) -> Edited:
    """Pin a place, so that no search and no edit moves it (ROS-42)."""
    changes = Changes(pinned=((shift_id, member_id),))
    return edit(desk_of(roster_id), "pin", changes, hand=hand)


def unpin_place(roster_id: UUID, shift_id: UUID, member_id: UUID, *, hand: Hand) -> Edited:
    """Let a pinned place move again (ROS-42)."""
    changes = Changes(unpinned=((shift_id, member_id),))
    return edit(desk_of(roster_id), "unpin", changes, hand=hand)


def change_places(roster_id: UUID, changes: Changes, *, hand: Hand) -> Edited:
    """Make several changes in one edit, as a repair proposes them: all of them or none."""
    return edit(desk_of(roster_id), "move", changes, hand=hand)
