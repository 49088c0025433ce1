"""Declarations written as JSON and read back: their types are the rules, and what breaks one is refused in a sentence.

A declaration is a frozen dataclass. What stands in a file, a database or a request is hostile until it was read here:
sizes are bounded, texts hold no character that a document could not, and nothing is taken that was not declared.
"""

from __future__ import annotations

import json
import math
import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

MOST_BYTES = 8_000_000  # of a whole document with its charts; an outline is a hundredth of it
MOST_ITEMS = 5_000
DEEPEST = 40
SHOWN = 60  # characters of what was found that a sentence repeats

# Letters that turn what is around them round, so that a reader sees another text than is there.
_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))


class NotReadable(ValueError):
    """What was given is no such declaration; the message is the sentence to show."""


@dataclass(frozen=True)
class Text:
    """A text of at most so many characters. `lines`: it may have several; `pattern` names what alone it may hold."""

    most: int = 300
    lines: bool = False
    least: int = 0

    def read(self, given: Any, where: str) -> str:
        if not isinstance(given, str):
            raise NotReadable(f"{where} must be a text; found {shown(given)}.")
        found = given.strip()
        if len(found) > self.most:
            raise NotReadable(f"{where} has {len(found):,} characters; at most {self.most:,} are allowed.")
        if len(found) < self.least:
            raise NotReadable(f"{where} is empty: it needs a text.")
        odd = next((one for one in found if not _is_printed(one, self.lines)), None)
        if odd is not None:
            raise NotReadable(f"{where} has a character that no document may hold (U+{ord(odd):04X}).")
        return found


@dataclass(frozen=True)
class Key:
    """A short name of small letters, digits and hyphens, as addresses have."""

    def read(self, given: Any, where: str) -> str:
        letters = "abcdefghijklmnopqrstuvwxyz0123456789-"
        if not isinstance(given, str) or not 0 < len(given) <= 80 or set(given) - set(letters):
            raise NotReadable(
                f"{where} must be a short name of small letters, digits and hyphens; found {shown(given)}."
            )
        return given


@dataclass(frozen=True)
class Whole:
    """A whole number from `least` to `most`."""

    least: int
    most: int

    def read(self, given: Any, where: str) -> int:
        if isinstance(given, bool) or not isinstance(given, int) or not self.least <= given <= self.most:
            raise NotReadable(
                f"{where} must be a whole number from {self.least} to {self.most}; found {shown(given)}."
            )
        return given


Line = Annotated[str, Text()]
Long = Annotated[str, Text(most=20_000, lines=True)]
Name = Annotated[str, Key()]


def _is_printed(character: str, lines: bool) -> bool:
    if character in "\n\t":
        return lines
    code = ord(character)
    return (
        code >= 0x20
        and not 0x7F <= code < 0xA0
        and not 0xD800 <= code < 0xE000
        and code not in (0xFFFE, 0xFFFF, 0x2028, 0x2029)
        and character not in _TURNING
    )


def shown(given: Any) -> str:
    """What was found, short enough for a sentence."""
    if isinstance(given, str):
        safe = "".join(
            one if _is_printed(one, False) else "\N{REPLACEMENT CHARACTER}" for one in given[:SHOWN]
        )
        return f"“{safe}”"
    kinds = {bool: "yes or no", int: "a number", float: "a number", list: "a list", dict: "a record"}
    return "nothing" if given is None else kinds.get(type(given), "something else")


def as_json(declaration: Any) -> str:
    """A declaration as JSON, the same text for the same declaration."""
    return json.dumps(as_plain(declaration), ensure_ascii=False, indent=1, sort_keys=True)


def as_plain(declaration: Any) -> Any:
    """Records, lists, texts and numbers; a date as 2025-03-31."""
    if is_dataclass(declaration):
        plain = {one.name: as_plain(getattr(declaration, one.name)) for one in fields(declaration)}
        kind = getattr(type(declaration), "kind", None)
        return {"kind": kind, **plain} if isinstance(kind, str) else plain
    if isinstance(declaration, Mapping):
        return {name: as_plain(value) for name, value in declaration.items()}
    if isinstance(declaration, tuple | list):
        return [as_plain(one) for one in declaration]
    if isinstance(declaration, StrEnum):
        return str(declaration)
    return declaration.isoformat() if isinstance(declaration, date) else declaration


def from_json(declared: type, text: str | bytes, what: str) -> Any:
    """The declaration that a JSON text holds. Raises NotReadable; `what` is what it calls the whole."""
    if len(text) > MOST_BYTES:
        raise NotReadable(f"{what} is larger than {MOST_BYTES // 1_000_000} megabytes, more than is read.")
    try:
        given = json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise NotReadable(f"{what} is nested too deeply to be read.") from None
    except UnicodeDecodeError:
        raise NotReadable(f"{what} is not written in UTF-8.") from None
    except json.JSONDecodeError as problem:
        raise NotReadable(f"{what} is not JSON: line {problem.lineno} cannot be read.") from None
    except ValueError as problem:
        raise NotReadable(f"{what} holds a number that cannot be read: {str(problem)[:SHOWN]}.") from None
    return read(declared, given, what)


def _no_number(word: str) -> float:
    raise ValueError(word)


def read(declared: Any, given: Any, where: str, deep: int = 0) -> Any:
    """What was given as what was declared. Raises NotReadable with a sentence that begins with `where`."""
    if deep > DEEPEST:
        raise NotReadable(f"{where} is nested too deeply to be read.")
    origin = get_origin(declared)
    if origin is Annotated:
        return get_args(declared)[1].read(given, where)
    if origin is Literal:
        return _choice(get_args(declared), given, where)
    if origin in (types.UnionType, Union):
        return _one_of(get_args(declared), given, where, deep)
    if origin is tuple:
        return _several(get_args(declared)[0], given, where, deep)
    if origin is dict or declared is dict:
        return _plain_record(given, where)
    if is_dataclass(declared):
        return _record(declared, given, where, deep)
    if isinstance(declared, type) and issubclass(declared, StrEnum):
        return declared(_choice(tuple(str(one) for one in declared), given, where))
    return _simple(declared, given, where)


def _simple(declared: type, given: Any, where: str) -> Any:
    if declared is bool:
        if not isinstance(given, bool):
            raise NotReadable(f"{where} must be true or false; found {shown(given)}.")
        return given
    if declared is int:
        return Whole(-(10**9), 10**9).read(given, where)
    if declared is float:
        if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
            raise NotReadable(f"{where} must be a number; found {shown(given)}.")
        return float(given)
    if declared is date:
        try:
            return date.fromisoformat(given)
        except (TypeError, ValueError):
            raise NotReadable(f"{where} must be a day as 2025-03-31; found {shown(given)}.") from None
    if declared is str:
        return Text(most=20_000, lines=True).read(given, where)
    raise TypeError(f"Nothing says how {declared} is read.")


def _choice(allowed: Sequence[str], given: Any, where: str) -> str:
    if not isinstance(given, str) or given not in allowed:
        raise NotReadable(f"{where} must be one of {', '.join(allowed)}; found {shown(given)}.")
    return given


def _one_of(members: Sequence[Any], given: Any, where: str, deep: int) -> Any:
    if given is None and type(None) in members:
        return None
    left = [one for one in members if one is not type(None)]
    if len(left) == 1:
        return read(left[0], given, where, deep)
    kinds = {one.kind: one for one in left}
    if not isinstance(given, Mapping):
        raise NotReadable(f"{where} must be a record with its kind; found {shown(given)}.")
    kind = given.get("kind")
    if not isinstance(kind, str) or kind not in kinds:
        close = get_close_matches(kind[:80], kinds, n=1) if isinstance(kind, str) else []
        meant = f" Did you mean {close[0]}?" if close else f" There are {', '.join(kinds)}."
        raise NotReadable(f"{where} has no kind that is known: found {shown(kind)}.{meant}")
    return read(kinds[kind], {name: one for name, one in given.items() if name != "kind"}, where, deep)


def _several(declared: Any, given: Any, where: str, deep: int) -> tuple:
    if not isinstance(given, list | tuple):
        raise NotReadable(f"{where} must be a list; found {shown(given)}.")
    if len(given) > MOST_ITEMS:
        raise NotReadable(f"{where} has {len(given):,} entries; at most {MOST_ITEMS:,} are allowed.")
    return tuple(read(declared, one, f"{where}, entry {n}", deep + 1) for n, one in enumerate(given, 1))


def _record(declared: type, given: Any, where: str, deep: int) -> Any:
    if not isinstance(given, Mapping):
        raise NotReadable(f"{where} must be a record; found {shown(given)}.")
    known = {one.name: one for one in fields(declared)}
    given = {name: one for name, one in given.items() if name != "kind" or "kind" in known}
    for name in given:
        if name not in known:
            close = get_close_matches(str(name)[:80], known, n=1)
            meant = f" Did you mean {close[0]}?" if close else f" There are {', '.join(known)}."
            raise NotReadable(f"{where} has nothing called {shown(name)}.{meant}")
    missing = next((name for name, one in known.items() if name not in given and _is_needed(one)), None)
    if missing:
        raise NotReadable(f"{where} does not say its {missing.replace('_', ' ')}.")
    hints = _hints(declared)
    return declared(
        **{name: read(hints[name], one, f"{where}: {name}", deep + 1) for name, one in given.items()}
    )


def _plain_record(given: Any, where: str) -> dict[str, Any]:
    """A record of anything that JSON can say, such as a chart's own declaration."""
    if not isinstance(given, Mapping):
        raise NotReadable(f"{where} must be a record; found {shown(given)}.")
    return dict(given)


def _is_needed(one: Any) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


@cache
def _hints(declared: type) -> dict[str, Any]:
    return get_type_hints(declared, include_extras=True)
