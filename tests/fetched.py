"""A fetched page, as a test reads it."""

import csv
import io
import json
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree.ElementTree import Element

from tests.inspection import parse, words


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a page: where it goes, what it holds already, its buttons’ words."""

    method: str
    action: str
    fields: dict[str, str]
    choices: dict[str, list[str]]
    buttons: list[str]
    kinds: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fetched:
    """One answer: its status, its address after any redirects, its body."""

    status: int
    url: str
    body: bytes
    content_type: str
    headers: dict[str, str]

    def __contains__(self, words_wanted: str) -> bool:
        """Say whether a reader of the page sees these words."""
        return words_wanted in self.text

    def __str__(self) -> str:
        """Give the page as read, for a failing test."""
        return f"{self.status} {self.url}: {self.text[:600]}"

    @property
    def is_page(self) -> bool:
        """Say whether this is a page and not a file."""
        return self.content_type.startswith("text/html")

    @cached_property
    def root(self) -> Element:
        """Give the page as a tree."""
        return parse(self.body.decode())[0]

    @cached_property
    def text(self) -> str:
        """Give what a reader sees, spaces tidied; a file's text as it is."""
        return words(self.root.find("body")) if self.is_page else self.body.decode()

    @property
    def heading(self) -> str:
        """Give the words of the h1."""
        return words(next(self.root.iter("h1"), None))

    @property
    def main(self) -> str:
        """Give what a reader sees of the page itself, without its frame."""
        return words(next(self.root.iter("main"), None))

    @property
    def links(self) -> dict[str, str]:
        """Give each link’s address by its words; the first of the same words counts."""
        found: dict[str, str] = {}
        for each in self.root.iter("a"):
            found.setdefault(words(each), each.get("href", ""))
        return found

    @property
    def errors(self) -> list[str]:
        """Give the lines of the error summary."""
        return self._lines_of("errors")

    @property
    def refusals(self) -> list[str]:
        """Give each reason of the refusal box, with what to do."""
        return self._lines_of("refusal")

    @property
    def flashes(self) -> list[str]:
        """Give what was confirmed at the top of the page."""
        return [words(e) for e in self.root.iter("p") if e.get("role") == "status"]

    @property
    def facts(self) -> dict[str, str]:
        """Give every term with its description."""
        pairs: dict[str, str] = {}
        for group in self.root.iter("div"):
            term, said = group.find("dt"), group.find("dd")
            if term is not None and said is not None:
                pairs[words(term)] = words(said)
        return pairs

    @property
    def tables(self) -> list[list[list[str]]]:
        """Give every table as rows of cells, headings first."""
        return [
            [[words(cell) for cell in row if cell.tag in {"th", "td"}] for row in table.iter("tr")]
            for table in self.root.iter("table")
        ]

    @property
    def forms(self) -> list[Form]:
        """Give every form of the page."""
        return [_form(each) for each in self.root.iter("form")]

    @property
    def rows(self) -> list[list[str]]:
        """Give the lines of a CSV file."""
        return list(csv.reader(io.StringIO(self.body.decode("utf-8-sig"))))

    @property
    def json(self) -> object:
        """Give the contents of a JSON file."""
        return json.loads(self.body)

    def _lines_of(self, kind: str) -> list[str]:
        boxes = (e for e in self.root.iter("div") if kind in e.get("class", "").split())
        return [words(line) for box in boxes for line in box.iter("li")]


def _form(form: Element) -> Form:
    fields: dict[str, str] = {}
    choices: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    for each in form.iter():
        name, kind = each.get("name", ""), each.get("type", "text")
        if each.tag not in {"input", "select", "textarea"} or not name or kind == "submit":
            continue
        kinds[name] = each.get("autocomplete", "") or kind
        _hold(each, kind, fields, choices.setdefault(name, []))
    buttons = [words(each) for each in form.iter("button")]
    method = form.get("method", "get").lower()
    return Form(method, form.get("action", ""), fields, choices, buttons, kinds)


def _hold(each: Element, kind: str, fields: dict[str, str], choices: list[str]) -> None:
    """Note what a field holds before anyone touches it."""
    name, value = each.get("name", ""), each.get("value", "")
    if each.tag == "select":
        options = list(each.iter("option"))
        choices += [option.get("value", words(option)) for option in options]
        chosen = [o for o in options if "selected" in o.attrib] or options[:1]
        for option in chosen[-1:]:
            fields[name] = option.get("value", words(option))
    elif kind in {"radio", "checkbox"}:
        choices.append(value)
        if "checked" in each.attrib:
            fields[name] = value
    elif kind != "file":
        fields[name] = (each.text or "") if each.tag == "textarea" else value
