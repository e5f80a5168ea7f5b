"""What is asked of every page that any test fetches, whatever the test is about."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

import html5lib

WITHOUT_LABEL = {"hidden", "submit", "button", "reset", "image"}
UNREAD = {"script", "style", "code", "pre", "samp", "kbd", "svg", "textarea"}
SPOKEN = ("aria-label", "title", "alt", "placeholder")
ADDRESSES = ("href", "src", "action", "formaction", "srcset", "poster", "data")
OUTSIDE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
ACTIVE = re.compile(r"^\s*(?:javascript|data|vbscript):", re.IGNORECASE)
RUNNING = {"script", "style", "iframe", "object", "embed", "base"}
STRAIGHT = re.compile(r"['\"]")

Check = Callable[[Element, int], Iterator[str]]


@lru_cache(maxsize=32)
def parse(body: str) -> tuple[Element, list[str]]:
    """Read a page as a browser would, and list every slip a strict reader finds.

    Nobody changes what this gives, so that whoever asks for the same page again shares it.
    """
    builder = html5lib.getTreeBuilder("etree")
    parser = html5lib.HTMLParser(tree=builder, namespaceHTMLElements=False)
    root = parser.parse(body)
    slips = [f"line {line}: {code}" for (line, _column), code, _values in parser.errors]
    return root, slips


def words(element: Element | None) -> str:
    """Give the text of an element with its spaces tidied."""
    return "" if element is None else " ".join("".join(_read(element)).split())


def complaints(body: str, status: int) -> list[str]:
    """List everything that is wrong with a page."""
    root, slips = parse(body)
    found = [f"not valid HTML: {slip}" for slip in slips]
    return found + [complaint for check in CHECKS for complaint in check(root, status)]


def elements(root: Element) -> Iterator[Element]:
    """Give every element; html5lib's comments and doctypes are left out."""
    return (each for each in root.iter() if _is_element(each))


def _is_element(each: Element) -> bool:
    tag: object = each.tag
    return isinstance(tag, str)


def _read(element: Element) -> Iterator[str]:
    if not _is_element(element) or element.tag in {"script", "style", "template"}:
        return
    yield element.text or ""
    for child in element:
        # Blocks part words for a reader, as they do on the screen.
        apart = child.tag not in {"a", "b", "em", "strong", "span", "time", "code", "abbr"}
        yield " " if apart else ""
        yield from _read(child)
        yield " " if apart else ""
        yield child.tail or ""


def _title_begins_with_the_one_heading(root: Element, _status: int) -> Iterator[str]:
    headings = [words(each) for each in root.iter("h1")]
    title = words(root.find("head/title"))
    if len(headings) != 1 or not headings[0]:
        yield f"one h1 was wanted, found {headings}"
    elif not title.startswith(headings[0]):
        yield f"the title “{title}” does not begin with the h1 “{headings[0]}”"


def _has_language_and_frame(root: Element, _status: int) -> Iterator[str]:
    if not root.get("lang"):
        yield "the page does not say its language"
    if sum(1 for _ in root.iter("main")) != 1:
        yield "one main was wanted"


def _ids_are_unique_and_found(root: Element, _status: int) -> Iterator[str]:
    count = Counter(each.get("id") for each in elements(root) if each.get("id"))
    yield from (f"the id {name} stands {times} times" for name, times in count.items() if times > 1)
    for each in elements(root):
        spoken = " ".join(each.get(f"aria-{name}", "") for name in ("describedby", "labelledby"))
        pointed = spoken.split() + ([each.get("for", "")] if each.get("for") else [])
        href = each.get("href", "")
        pointed += [href[1:]] if href.startswith("#") and len(href) > 1 else []
        yield from (f"nothing has the id {name}" for name in pointed if name not in count)


def _inputs_have_labels(root: Element, _status: int) -> Iterator[str]:
    named = {each.get("for") for each in root.iter("label") if words(each)}
    inside = {id(child) for label in root.iter("label") for child in label.iter()}
    for tag in ("input", "select", "textarea"):
        for each in root.iter(tag):
            free = each.get("type", "text") in WITHOUT_LABEL
            said = each.get("aria-label") or each.get("aria-labelledby")
            if not (free or said or each.get("id") in named or id(each) in inside):
                yield f"the {tag} “{each.get('name')}” has no label"


def _links_and_buttons_have_words(root: Element, _status: int) -> Iterator[str]:
    for tag in ("a", "button"):
        for each in root.iter(tag):
            if not words(each) and not each.get("aria-label"):
                yield f"a {tag} has no words: {each.attrib}"


def _errors_are_summed_up(root: Element, status: int) -> Iterator[str]:
    summary = [e for e in elements(root) if "errors" in e.get("class", "").split()]
    if status == 422 and not any(e.get("role") == "alert" and words(e) for e in summary):
        yield "a refused form has no error summary"


def _nothing_runs_inline(root: Element, _status: int) -> Iterator[str]:
    for each in elements(root):
        # A page may name one of our own small files; nothing is ever written into a page.
        if each.tag in RUNNING and not (each.tag == "script" and _is_our_file(each)):
            yield f"there is a {each.tag} element"
        yield from (
            f"the {each.tag} has a {name} attribute"
            for name in each.attrib
            if name == "style" or name.startswith("on")
        )


def _is_our_file(script: Element) -> bool:
    return script.get("src", "").startswith("/static/") and not (script.text or "").strip()


def _nothing_comes_from_outside(root: Element, _status: int) -> Iterator[str]:
    for each in elements(root):
        for name in ADDRESSES:
            address = each.get(name, "")
            if OUTSIDE.match(address) or ACTIVE.match(address):
                yield f"the {each.tag} points outside: {address}"


def _quotes_are_curly(root: Element, _status: int) -> Iterator[str]:
    texts = list(_visible(root))
    texts += [each.get(name, "") for each in elements(root) for name in SPOKEN]
    yield from (f"a straight quote: {text.strip()}" for text in texts if STRAIGHT.search(text))


def _visible(element: Element) -> Iterator[str]:
    if _is_element(element) and element.tag not in UNREAD:
        yield element.text or ""
        for child in element:
            yield from _visible(child)
            yield child.tail or ""


def _posting_forms_are_marked(root: Element, _status: int) -> Iterator[str]:
    for form in root.iter("form"):
        names = {each.get("name") for each in form.iter("input")}
        posts = form.get("method", "get").lower() == "post"
        if posts and "csrf_token" not in names:
            yield f"the form to “{form.get('action')}” has no CSRF mark"
        if not posts and "csrf_token" in names:
            yield "a GET form would put the CSRF mark into the address"


CHECKS: tuple[Check, ...] = (
    _title_begins_with_the_one_heading,
    _has_language_and_frame,
    _ids_are_unique_and_found,
    _inputs_have_labels,
    _links_and_buttons_have_words,
    _errors_are_summed_up,
    _nothing_runs_inline,
    _nothing_comes_from_outside,
    _quotes_are_curly,
    _posting_forms_are_marked,
)
