"""WeasyPrint renders our own page of a statement; it is not part of the project."""

from pathlib import Path

import weasyprint
from flask import Flask, render_template

from payroll.paper_parts import values_of
from payroll.reading.statements import StatementView

STATIC = Path(__file__).parents[2] / "coop" / "static"


def page_of(app: Flask, found: StatementView) -> str:
    """Give the page that the member reads, with its style sheet inside."""
    slip = values_of(found.document)
    with app.test_request_context("/me/pay"):
        page = render_template(
            "payroll/my_statement.html", row=found.row, slip=slip, later_id=found.later_id
        )
    style = (STATIC / "evenhand.css").read_text(encoding="utf-8")
    return page.replace("</head>", f"<style>{style}</style></head>")


def rendered(page: str) -> bytes:
    """Render the page as a PDF; nothing is fetched, since all of it is here."""
    made = weasyprint.HTML(string=page, url_fetcher=_nothing).write_pdf()
    return bytes(made)


def _nothing(_url: str) -> dict[str, object]:
    return {"string": b"", "mime_type": "text/css"}
