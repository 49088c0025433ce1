"""What an author does to an outline: sections and blocks put in, taken out, moved, changed, and drafted words taken over.

Each returns another outline and changes none. Raises UnknownPlace where the outline has no such section or block any
more, and NotReadable where what would come of it cannot be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from sufficiency.documents import document
from sufficiency.documents.outline import Block, Bullets, Outline, Section, Words


class UnknownPlace(LookupError):
    """The outline has no such section or block; the text is a sentence."""


def section_of(outline: Outline, key: str) -> Section:
    found = next((one for one in outline.sections if one.key == key), None)
    if found is None:
        raise UnknownPlace("The paper has no such section any more.")
    return found


def block_of(outline: Outline, key: str) -> Block:
    found = next((one for one in outline.blocks() if one.key == key), None)
    if found is None:
        raise UnknownPlace("The paper has no such block any more.")
    return found


def new_key(outline: Outline, stem: str) -> str:
    """A key that no section or block has."""
    taken = {one.key for one in (*outline.sections, *outline.blocks())}
    return next(key for number in range(1, len(taken) + 2) if (key := f"{stem}-{number}") not in taken)


def add_section(outline: Outline, title: str, level: int, after: str = "") -> Outline:
    """Another section, after the one named or at the end."""
    made = Section(key=new_key(outline, "section"), title=title, level=level)
    if not after:
        return replace(outline, sections=(*outline.sections, made))
    section_of(outline, after)
    several = ((one, made) if one.key == after else (one,) for one in outline.sections)
    return replace(outline, sections=tuple(one for each in several for one in each))


def change_section(outline: Outline, key: str, title: str, level: int) -> Outline:
    return _with_section(outline, key, lambda section: replace(section, title=title, level=level))


def remove_section(outline: Outline, key: str) -> Outline:
    """Without the section and all its blocks."""
    section_of(outline, key)
    return replace(outline, sections=tuple(one for one in outline.sections if one.key != key))


def move_section(outline: Outline, key: str, by: int) -> Outline:
    section_of(outline, key)
    return replace(outline, sections=tuple(_moved(outline.sections, key, by)))


def add_block(outline: Outline, section: str, block: Block, after: str = "") -> Outline:
    """The block after another one of the section, or at its end."""

    def put(held: Section) -> Section:
        keys = [one.key for one in held.blocks]
        place = keys.index(after) + 1 if after in keys else len(keys)
        return replace(held, blocks=(*held.blocks[:place], block, *held.blocks[place:]))

    return _with_section(outline, section, put)


def change_block(outline: Outline, block: Block) -> Outline:
    """The block in the place of the one with its key."""
    block_of(outline, block.key)
    return _with_blocks(outline, lambda one: block if one.key == block.key else one)


def remove_block(outline: Outline, key: str) -> Outline:
    block_of(outline, key)
    return _with_blocks(outline, lambda one: None if one.key == key else one)


def move_block(outline: Outline, key: str, by: int) -> Outline:
    """The block further up or down in its section."""
    block_of(outline, key)
    sections = tuple(replace(one, blocks=tuple(_moved(one.blocks, key, by))) for one in outline.sections)
    return replace(outline, sections=sections)


def may_take_over(said: Iterable[document.Said]) -> bool:
    """Whether what a block says is words alone, drafted by rule, so that a person can make them their own."""
    told = list(said)
    of_words = all(isinstance(one, document.Paragraph | document.Bullets) for one in told)
    return bool(told) and of_words and any(one.drafted for one in told)


def take_over(outline: Outline, key: str, composed: document.Document) -> Outline:
    """The drafted words of a block as the author's own, with the figures they rest on, so that it can be told when one
    of them moves."""
    block = block_of(outline, key)
    said = [one for one in composed.said() if one.block == key]
    if not may_take_over(said):
        raise UnknownPlace("Nothing of this block was drafted in words that could be taken over.")
    rests_on = tuple(one for one in composed.figures if one.block == key)
    if len(said) == 1 and isinstance(said[0], document.Bullets):
        return change_block(outline, Bullets(block.key, said[0].items, rests_on=rests_on))
    lines = [
        line for one in said for line in ((one.text,) if isinstance(one, document.Paragraph) else one.items)
    ]
    return change_block(outline, Words(block.key, "\n\n".join(lines), rests_on=rests_on))


def look_again(outline: Outline, figures: Iterable[document.Figure]) -> Outline:
    """The outline whose words rest on these figures as they are now, since their author looked at what moved."""
    now = {(one.measure, one.day, one.breakdown, one.group, one.source): one for one in figures}

    def rested(block: Block) -> Block:
        held = getattr(block, "rests_on", ())
        if not held:
            return block
        fresh = (now.get((one.measure, one.day, one.breakdown, one.group, one.source), one) for one in held)
        return replace(block, rests_on=tuple(replace(one, block=block.key) for one in fresh))

    return _with_blocks(outline, rested)


def _with_section(outline: Outline, key: str, change: Callable[[Section], Section]) -> Outline:
    section_of(outline, key)
    return replace(
        outline, sections=tuple(change(one) if one.key == key else one for one in outline.sections)
    )


def _with_blocks(outline: Outline, change: Callable[[Block], Block | None]) -> Outline:
    sections = (
        replace(one, blocks=tuple(made for block in one.blocks if (made := change(block)) is not None))
        for one in outline.sections
    )
    return replace(outline, sections=tuple(sections))


def _moved(held: tuple, key: str, by: int) -> list:
    items = list(held)
    place = next((number for number, one in enumerate(items) if one.key == key), None)
    if place is not None:
        one = items.pop(place)
        items.insert(max(0, min(len(items), place + by)), one)
    return items
