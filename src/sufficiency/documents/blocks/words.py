"""Words and lists that a person wrote, and what other parts of the work have to tell."""

from __future__ import annotations

from collections.abc import Iterator

from sufficiency.documents import outline as composed
from sufficiency.documents.blocks.paper import Paper
from sufficiency.documents.document import Paragraph, Said


def words(block: composed.Words, paper: Paper) -> Iterator[Said]:
    """Each paragraph of it; its figures are those its author rested it on."""
    paper.keep(_resting(block.rests_on, block.key))
    for text in _paragraphs(block.text):
        if block.numbered:
            yield paper.paragraph(text, block.key)
        else:
            yield Paragraph(text, block.key)


def bullets(block: composed.Bullets, paper: Paper) -> Iterator[Said]:
    paper.keep(_resting(block.rests_on, block.key))
    if block.opening:
        yield paper.paragraph(block.opening, block.key)
    yield paper.bullets(block.items, block.key)


def told(block: composed.Told, paper: Paper) -> Iterator[Said]:
    """What another part of the work tells, or that it has nothing."""
    sentences = paper.source.told.get(block.of, ())
    if not sentences:
        yield paper.paragraph(f"No {block.called} is recorded yet.", block.key, drafted=True)
    for sentence in sentences:
        yield paper.paragraph(sentence, block.key, drafted=True)


def _paragraphs(text: str) -> list[str]:
    return [" ".join(one.split("\n")) for one in text.split("\n\n") if one.strip()]


def _resting(figures, block: str):
    from dataclasses import replace

    return [replace(one, block=block) for one in figures]
