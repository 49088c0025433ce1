"""The form of a block, made of its declaration: one field for each part, checked by the outline's own reader.

A list of ids or of short lines is typed one to a line, paragraphs are parted by empty lines, and rows of a table are groups
of fields, with room for two more.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from django import forms

from sufficiency.documents import outline as declared
from sufficiency.documents.outline import Block, Outline, Section
from sufficiency.documents.written import NotReadable, as_plain, read
from sufficiency.service.committee.block_words import hint_of, label_of, option_of

HERE = "This block"  # how a sentence that refuses begins
NOT_TYPED = ("key", "rests_on", "kind")
MORE_ROWS = 2
LONGEST = 20_000
KINDS: Mapping[str, type] = {one.kind: one for one in get_args(declared.Block)}
# Those an author adds; the audit trail is made of what happens, and what other rooms tell comes with a template.
ADDED = (
    "words", "bullets", "sentence", "comparison", "chart", "expected", "groups", "recorded", "changes", "concerns", "plan",
    "strategy", "challenge", "statements", "self-evaluation",
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A part of a declaration as it is typed: ``many`` says how a list is: "lines", "paragraphs" or "rows"."""

    name: str
    kind: str
    of: Any
    default: Any
    many: str = ""
    required: bool = False


class BlockForm(forms.Form):
    """One block. ``block`` is what it is now, None for a new one; ``made`` is what was typed, once it is valid."""

    def __init__(self, data=None, *, kind: str, key: str, block: Block | None = None) -> None:
        self.kind, self.key, self.block = kind, key, block
        super().__init__(data, initial=_typed(block) if block else {})
        self.made: Block | None = None
        for part in parts_of(KINDS[kind]):
            if part.many == "rows":
                self._add_rows(part)
            else:
                self.fields[part.name] = _field(kind, part)

    def _add_rows(self, part: Part) -> None:
        held = len(getattr(self.block, part.name, ())) if self.block else 0
        for number in range(held + MORE_ROWS):
            for inner in parts_of(part.of):
                field = _field(self.kind, inner)
                field.required = False
                field.label = f"{field.label}, row {number + 1}"
                self.fields[f"{part.name}-{number}-{inner.name}"] = field

    def clean(self) -> dict[str, Any]:
        """The block, read as an outline is read. What cannot be is told beside the form."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        record = {"key": self.key} | {
            part.name: self._given(part, cleaned) for part in parts_of(KINDS[self.kind])
        }
        if self.block is not None and hasattr(self.block, "rests_on"):
            record["rests_on"] = as_plain(self.block.rests_on)
        try:
            self.made = read(KINDS[self.kind], record, HERE)
            Outline(HERE, (Section("here", "Here", (self.made,)),))  # raises where it cannot stand in one
        except NotReadable as wrong:
            self._tell(str(wrong))
        return cleaned

    def _tell(self, sentence: str) -> None:
        """Beside the field it is of and by that field's label, where the sentence names one; else above the form."""
        for name, field in self.fields.items():
            named, rest = f"{HERE}: {name}", sentence.removeprefix(f"{HERE}: {name}")
            if sentence.startswith(named) and rest[:1] in (":", ",", " "):
                self.add_error(name, f"{field.label}{rest}")
                return
        self.add_error(None, sentence)

    def _given(self, part: Part, cleaned: Mapping[str, Any]) -> Any:
        if part.many != "rows":
            return _as_given(part, cleaned.get(part.name))
        rows = []
        for number in range(MORE_ROWS + 400):
            prefix = f"{part.name}-{number}-"
            if not any(name.startswith(prefix) for name in self.fields):
                break
            row = {
                inner.name: _as_given(inner, cleaned.get(prefix + inner.name)) for inner in parts_of(part.of)
            }
            if any(row.values()):
                rows.append(row)
        return rows


def parts_of(declaration: type) -> list[Part]:
    """The parts of a declaration that an author types, in their order."""
    hints = get_type_hints(declaration, include_extras=True)
    found = []
    for one in fields(declaration):
        if one.name in NOT_TYPED:
            continue
        needed = one.default is MISSING and one.default_factory is MISSING
        default = None if needed else one.default if one.default is not MISSING else ()
        kind, of, many = _kind(hints[one.name])
        found.append(Part(one.name, kind, of, default, many, needed))
    return found


def _kind(hint: Any) -> tuple[str, Any, str]:
    """What is typed ("line", "text", "whole", "yes", "choice"), of what, and how a list of it is."""
    if get_origin(hint) is tuple:
        of = get_args(hint)[0]
        kind, inner, _ = _kind(of)
        if kind == "record":
            return kind, of, "rows"
        if kind == "choice":
            return kind, inner, "choices"
        return "text", of, "paragraphs" if kind == "text" else "lines"
    if get_origin(hint) is Literal:
        return "choice", get_args(hint), ""
    if get_origin(hint) in (types.UnionType, Union):
        return _kind(next(one for one in get_args(hint) if one is not type(None)))
    if get_origin(hint) is Annotated:
        reader = get_args(hint)[1]
        if get_args(hint)[0] is int:
            return "whole", reader, ""
        return ("text" if getattr(reader, "lines", False) else "line"), reader, ""
    if hint is bool:
        return "yes", None, ""
    if isinstance(hint, type) and issubclass(hint, declared.Rating):
        return "choice", tuple(str(one) for one in hint), ""
    if hasattr(hint, "__dataclass_fields__"):
        return "record", hint, ""
    return "line", hint, ""


def _field(kind: str, part: Part) -> forms.Field:
    label, hint = label_of(kind, part.name), hint_of(kind, part.name)
    common = {"label": label, "help_text": hint, "required": part.required}
    needed = {"required": f"Enter {label[0].lower()}{label[1:]}"}
    if part.kind == "yes":
        return forms.BooleanField(label=label, help_text=hint, required=False, initial=bool(part.default))
    if part.many == "choices":
        options = [(one, option_of(one)) for one in part.of]
        return forms.MultipleChoiceField(
            **common, choices=options, widget=forms.CheckboxSelectMultiple, initial=list(part.default or ())
        )
    if part.kind == "choice":
        options = [(one, option_of(one)) for one in part.of]
        return forms.ChoiceField(**common, choices=options, initial=part.default, error_messages=needed)
    if part.kind == "whole":
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"})
        errors = needed | {"invalid": "Use digits alone, as 24"}
        return forms.IntegerField(**common, initial=part.default, widget=widget, error_messages=errors)
    if part.kind == "text":
        rows = 8 if part.many != "lines" else 6
        area = forms.Textarea(attrs={"rows": rows})
        return forms.CharField(**common, max_length=LONGEST, widget=area, error_messages=needed)
    return forms.CharField(**common, max_length=LONGEST, initial=part.default or "", error_messages=needed)


def _as_given(part: Part, value: Any) -> Any:
    """What was typed, as JSON would say it."""
    if part.many == "choices":
        return list(value or [])
    if part.many == "lines":
        return [line.strip() for line in (value or "").splitlines() if line.strip()]
    if part.many == "paragraphs":
        return [one.strip() for one in (value or "").replace("\r\n", "\n").split("\n\n") if one.strip()]
    if part.kind == "whole":
        return value if value is not None else part.default
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return value


def _typed(block: Block) -> dict[str, Any]:
    """What stands in the fields of a block that is there."""
    plain, typed = as_plain(block), {}
    for part in parts_of(type(block)):
        value = plain[part.name]
        if part.many == "rows":
            for number, row in enumerate(value):
                for inner in parts_of(part.of):
                    typed[f"{part.name}-{number}-{inner.name}"] = _shown(inner, row[inner.name])
        else:
            typed[part.name] = _shown(part, value)
    return typed


def _shown(part: Part, value: Any) -> Any:
    if part.many == "lines":
        return "\n".join(value)
    return "\n\n".join(value) if part.many == "paragraphs" else value
