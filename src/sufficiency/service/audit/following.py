"""Every change to a followed table is a line of the audit, in the same transaction as the change.

A room follows its tables when the service starts::

    follow(HeldRole, person="person")                  # person: the field that says whom it is about
    follow(Caseload, child="child", person="person")   # child: the field with the id of a child
    follow(Token, masked=("digest",))                  # a secret: that it changed, not what it is

Saving and removing then always happen in a transaction with their line: where the line cannot be written, nothing is
changed. ``QuerySet.update`` and ``bulk_create`` pass by the records one by one and so by the audit too: actions save
and remove records, and a test sees to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save, pre_save

from sufficiency.service.audit.acting import who_acts
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What

HIDDEN = "(not kept)"
_BEFORE = "_before_this_change"


@dataclass(frozen=True)
class Followed:
    """How one table is followed."""

    model: type[models.Model]
    what: What
    masked: frozenset[str]
    left_out: frozenset[str]
    child: str
    person: str


FOLLOWED: dict[type[models.Model], Followed] = {}


def follow(
    model: type[models.Model],
    *,
    what: What = What.CHANGED,
    masked: Iterable[str] = (),
    left_out: Iterable[str] = (),
    child: str = "",
    person: str = "",
) -> None:
    """Write every change of ``model`` to the audit, as ``what``.

    Of a field in ``masked`` the audit says that it changed and not what it holds; a field ``left_out`` is not a
    change. ``child`` and ``person`` name the fields that hold the id of the child and the person concerned; "" for
    none, and "self" for a table of persons.
    """
    if model in FOLLOWED:
        return
    FOLLOWED[model] = Followed(model, what, frozenset(masked), frozenset(left_out), child, person)
    for name in ("save_base", "delete"):
        setattr(model, name, transaction.atomic(getattr(model, name)))
    for signal, told in ((pre_save, _remember), (post_save, _saved), (post_delete, _removed)):
        signal.connect(partial(told, FOLLOWED[model]), sender=model, weak=False)


def _remember(
    followed: Followed, instance: models.Model, raw: bool, update_fields: Any = None, **_: object
) -> None:
    """What the record said before, read and held until the change is made."""
    before = None
    if (
        not raw
        and instance.pk is not None
        and not instance._state.adding
        and _fields(followed, update_fields)
    ):
        # This row alone, and not those by which the table is ordered. no_key: whoever only points to the row, as each
        # line of the audit does to its person, does not wait for it.
        held = followed.model._base_manager.select_for_update(of=("self",), no_key=True)
        before = held.filter(pk=instance.pk).order_by().first()
    setattr(instance, _BEFORE, before)


def _saved(
    followed: Followed,
    instance: models.Model,
    created: bool,
    raw: bool,
    update_fields: Any = None,
    **_: object,
) -> None:
    before = instance.__dict__.pop(_BEFORE, None)
    if raw:  # a whole database is put back, its audit with it
        return
    changed = {
        field.name: [_said(followed, field, before), _said(followed, field, instance)]
        for field in _fields(followed, update_fields)
        if before is None or field.value_from_object(before) != _value(field, instance)
    }
    if changed:
        _record(followed, instance, "added" if created else "changed", changed)


def _removed(followed: Followed, instance: models.Model, **_: object) -> None:
    fields = {field.name: [_said(followed, field, instance), None] for field in _fields(followed)}
    _record(followed, instance, "removed", fields)


def _record(followed: Followed, instance: models.Model, did: str, fields: dict[str, list]) -> None:
    name = followed.model._meta.verbose_name
    record(
        by=who_acts(),
        what=followed.what,
        child=getattr(instance, followed.child) if followed.child else None,
        person=_person(followed, instance, did),
        thing=f"{name} {did}: {instance}",
        details={"did": did, "table": followed.model._meta.label_lower, "id": instance.pk, "fields": fields},
    )


def _person(followed: Followed, instance: models.Model, did: str) -> Any:
    """Whom it was done to. A person who was removed has no row to point to any more; the thing has the name."""
    if followed.person == "self":
        return None if did == "removed" else instance
    return getattr(instance, followed.person) if followed.person else None


def _fields(followed: Followed, update_fields: Any = None) -> list[models.Field]:
    """The fields whose changes are told, of those being saved."""
    return [
        field
        for field in followed.model._meta.concrete_fields
        if not field.primary_key
        and field.name not in followed.left_out
        and (update_fields is None or field.name in update_fields or field.attname in update_fields)
    ]


def _value(field: models.Field, instance: models.Model) -> Any:
    """The field's value as the database would give it back, so that "3" written is no change from 3."""
    value = field.value_from_object(instance)
    return value if hasattr(value, "resolve_expression") else field.to_python(value)


def _said(followed: Followed, field: models.Field, instance: models.Model | None) -> Any:
    """The value for the details: as it is where JSON has it, else as text."""
    if instance is None:
        return None
    value = field.value_from_object(instance)
    if field.name in followed.masked:
        return HIDDEN if value else value
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)
