"""The blueprint that every page of pay hangs on."""

from flask import Blueprint

bp = Blueprint("payroll", __name__)
