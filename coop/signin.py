"""In and out: signing in, the second step, shared terminals, and one’s own sign-ins.

The pages are in `coop.entrance`, one file for each part of the way.
"""

from coop.entrance import arriving, invited, own, second_step, shared
from coop.entrance.threshold import bp

__all__ = ["arriving", "bp", "invited", "own", "second_step", "shared"]
