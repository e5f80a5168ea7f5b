"""Make any text fit to print: nothing invisible, nothing unbreakable, nothing unshown."""

import re
import unicodedata
from collections.abc import Mapping
from typing import TypeAlias

Legible: TypeAlias = "str | int | bool | list[Legible] | dict[str, Legible] | None"

_UNPRINTED = frozenset({"Cc", "Cs", "Co", "Cn"})
_UNBROKEN = re.compile(r"[^\s\u200b]{21,}")
# These turn round the text that follows them, also when it is not their writer's.
_TURNS_TEXT = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_MAY_BREAK = "\u200b"
_REPLACEMENT = "\ufffd"
_SOUNDS = re.compile(r" (?:LETTER|SYLLABLE|VOWEL SIGN)(?: (?:SMALL|FINAL|INDEPENDENT))? ([A-Z]+)$")
_DROPS_ITS_VOWEL = re.compile(r"VOWEL SIGN|VIRAMA")


def printable(values: Mapping[str, object]) -> dict[str, Legible]:
    """Take out what no printer can show, and let long words break at the margin."""
    return {str(key): _fit(value) for key, value in values.items()}


def spelled(values: Mapping[str, Legible], missing: frozenset[str]) -> dict[str, Legible]:
    """Write the missing letters in Latin letters, by their sound where it is known."""
    return {key: _spell(value, missing) for key, value in values.items()}


def latin(text: str, missing: frozenset[str]) -> str:
    """Spell the missing letters of one text: «কমল» becomes "kamala", an unknown sign its name."""
    told = ""
    for letter in text:
        if letter not in missing:
            told += letter
            continue
        name = unicodedata.name(letter, "")
        if _DROPS_ITS_VOWEL.search(name) and told.endswith("a"):
            told = told[:-1]
        told += _sound(letter, name)
    return told


def _sound(letter: str, name: str) -> str:
    simpler = unicodedata.normalize("NFKD", letter)
    if simpler.isascii():
        return simpler
    if sound := _SOUNDS.search(name):
        return sound.group(1).lower()
    if letter.isdecimal():
        return str(unicodedata.digit(letter))
    if unicodedata.category(letter)[0] in "MZ" or not name:
        return ""
    return f"[{name.lower()}]"


def _fit(value: object) -> Legible:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _fit_text(value)
    if isinstance(value, Mapping):
        return printable(value)
    if isinstance(value, list | tuple):
        return [_fit(part) for part in value]
    message = f"A paper takes plain values only, not {type(value).__name__}."
    raise TypeError(message)


def _fit_text(text: str) -> str:
    # Nearly all text is like this, and asking about each letter is slow. What is printable
    # to Python has no letter that is taken out here or turns text round.
    if text.isprintable():
        return _UNBROKEN.sub(_breakable, text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").translate(_TURNS_TEXT)
    kept = "".join(
        letter if letter == "\n" or unicodedata.category(letter) not in _UNPRINTED else _REPLACEMENT
        for letter in text
    )
    return _UNBROKEN.sub(_breakable, kept)


def _breakable(word: re.Match[str]) -> str:
    told = ""
    for place, letter in enumerate(word.group()):
        # A mark stays with the letter that it sits on.
        if place and place % 10 == 0 and not unicodedata.combining(letter):
            told += _MAY_BREAK
        told += letter
    return told


def _spell(value: Legible, missing: frozenset[str]) -> Legible:
    if isinstance(value, str):
        return latin(value, missing)
    if isinstance(value, dict):
        return spelled(value, missing)
    if isinstance(value, list):
        return [_spell(part, missing) for part in value]
    return value
