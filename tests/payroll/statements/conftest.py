"""What tests of statements share."""

import pytest
from flask import Flask
from flask_babel import Babel


@pytest.fixture(scope="session")
def speaking() -> Flask:
    """Give an application that knows words and nothing else: a paper needs no database."""
    app = Flask("words")
    Babel(app)
    return app
