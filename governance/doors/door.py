"""The blueprint that every governance page hangs on."""

from flask import Blueprint

bp = Blueprint("governance", __name__)
