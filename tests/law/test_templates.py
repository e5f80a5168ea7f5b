"""Laws about templates: every sentence can be translated, and nothing runs or points outside."""

import re
from functools import cache
from pathlib import Path

import html5lib
import pytest
from babel.messages.extract import extract_from_dir

from tests.inspection import elements

TOP = Path(__file__).parents[2]
TEMPLATES = sorted(path.relative_to(TOP).as_posix() for path in (TOP / "templates").rglob("*.html"))
METHODS = [
    ("coop/migrations/**", "ignore"),
    ("coop/**.py", "python"),
    ("governance/**.py", "python"),
    ("templates/**.html", "jinja2"),
]
KEYWORDS = {"_": None, "_l": None, "N_": None, "gettext": None, "lazy_gettext": None,
            "ngettext": (1, 2)}  # fmt: skip
JINJA = re.compile(r"\{% block width %\}\w+|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
PLACE = re.compile(r"%\(\w+\)[sd]|%%")
STYLED = {
    *re.findall(r"\.([a-z][\w-]*)", (TOP / "coop" / "static" / "evenhand.css").read_text()),
    *("list", "tick-field", "step-name"),  # Only names, for reading the markup.
}
# A page that must stand on nothing names the program itself.
NAMES = {"Evenhand", "– Evenhand"}


@cache
def sentences() -> list[tuple[str, str]]:
    """Give every message id with the file it stands in."""
    found = extract_from_dir(str(TOP), METHODS, {"**.html": {"silent": "false"}}, KEYWORDS)
    return [
        (path, text)
        for path, _line, message, *_rest in found
        for text in (message if isinstance(message, tuple) else (message,))
        if text
    ]


def texts(source: str) -> list[str]:
    """Give the words that a template says without asking for their translation."""
    root = html5lib.parseFragment(JINJA.sub(" ", source), namespaceHTMLElements=False)
    said = [each.text for each in elements(root) if each.text and each.tag != "code"]
    said += [each.tail for each in elements(root) if each.tail]
    said += [
        each.get(name, "") for each in elements(root) for name in ("aria-label", "alt", "title")
    ]
    return [text.strip() for text in said if WORD.search(text) and text.strip() not in NAMES]


@pytest.mark.parametrize("path", TEMPLATES)
def test_every_sentence_of_a_template_can_be_translated(path):
    assert texts((TOP / path).read_text()) == []


@pytest.mark.parametrize("path", TEMPLATES)
def test_no_template_styles_or_runs_anything_inline(path):
    source = JINJA.sub(" ", (TOP / path).read_text())

    ours = source.replace('<script src=" " defer></script>', "")
    assert not re.search(r"<(?:script|style|iframe)\b|\s(?:style|on\w+)\s*=", ours)
    assert "|safe" not in (TOP / path).read_text()


@pytest.mark.parametrize("path", TEMPLATES)
def test_every_class_of_a_template_is_in_the_stylesheet(path):
    written = re.findall(r'class="([^"{]*)"', (TOP / path).read_text())

    assert {name for names in written for name in names.split()} - STYLED == set()


def test_the_law_sees_a_bare_sentence():
    assert texts("<p>{{ _('Good') }} Bare words</p>") == ["Bare words"]
    assert texts("<p aria-label='Bare'>{{ _('Good') }}</p>") == ["Bare"]


def test_every_sentence_is_set_with_curly_quotes():
    assert [(path, text) for path, text in sentences() if re.search(r"['\"]", text)] == []


def test_a_per_cent_sign_in_a_template_is_written_twice():
    lone = [
        (path, text)
        for path, text in sentences()
        if path.endswith(".html") and "%" in PLACE.sub("", text)
    ]

    assert lone == []


def test_sentences_are_found_in_code_and_templates():
    found = sentences()

    assert any(path.endswith(".py") for path, _ in found)
    assert any(path.endswith(".html") for path, _ in found)
