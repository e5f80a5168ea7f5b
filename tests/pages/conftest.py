"""A page client on the gallery; what `pages` was told is put back afterwards."""

from collections.abc import Iterator

import pytest

from coop.core import clock, pages
from coop.core.pages import Reader
from tests.page import Page
from tests.pages.gallery import gallery


@pytest.fixture
def told() -> Iterator[None]:
    """Let the gallery tell `pages` what it likes, for one test."""
    kept = {name: getattr(pages._registered, name) for name in ("letterhead", "reader", "may")}
    nav, offset = dict(pages._registered.nav), list(clock._offset)
    yield
    clock._offset[:] = offset
    for name, value in kept.items():
        setattr(pages._registered, name, value)
    pages._registered.nav = nav


@pytest.fixture
def shown(told: None) -> Page:
    """Give the gallery as a stranger sees it."""
    return Page(gallery())


@pytest.fixture
def shown_to_ash(told: None) -> Page:
    """Give the gallery of a demonstration as a signed-in reader sees it."""
    return Page(gallery(demonstration=True, reader=Reader("Ash Turner")))
