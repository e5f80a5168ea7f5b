"""Every number of a law book is shown on its page, with its source."""

import pytest

from coop.rostering.doors import law_words
from coop.rostering.rules.lawbook import lawbook, shipped


@pytest.mark.parametrize("code", shipped())
def test_no_number_of_a_book_is_left_off_its_page(code):
    told = {key for keys in law_words._CHAPTERS.values() for key in keys}
    numbers = {key for key in lawbook(code).cited if not key.startswith(("kinds.", "absences."))}

    assert numbers - told == set()
