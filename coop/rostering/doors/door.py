"""The blueprint that every rostering page hangs on."""

from flask import Blueprint

bp = Blueprint("rostering", __name__)
