"""What changed between two versions of a paper, in words."""

from sufficiency.documents.outline import Block, Outline

KINDS = {
    "words": "words", "bullets": "a list", "sentence": "a figure in a sentence", "changes": "what changed",
    "concerns": "what gives concern", "comparison": "a comparison table", "chart": "a chart",
    "expected": "what to expect",
    "groups": "a table by groups", "recorded": "a table of recorded series", "plan": "the action plan",
    "strategy": "a part of the strategy", "challenge": "a report on a measure", "challenges": "the challenges",
    "statements": "the I statements", "self-evaluation": "a self-evaluation",
    "told": "what another part of the work tells", "audit-trail": "the audit trail",
}  # fmt: skip


def called(block: Block) -> str:
    """What people call a block: its kind, and what it is of."""
    of = getattr(block, "measure", "") or getattr(block, "caption", "")
    return f"{KINDS.get(block.kind, block.kind)}{f' ({of})' if of else ''}"


def told_of(before: Outline, after: Outline) -> list[str]:
    """Each change in a sentence, in the order of the paper; nothing where the two are the same."""
    told = []
    if before.title != after.title:
        told.append(f"The title was “{before.title}” and is “{after.title}”")
    if before.front != after.front:
        told.append("The lines above the paper changed")
    old, new = ({one.key: one for one in outline.sections} for outline in (before, after))
    told += [f"Section “{old[key].title}” was taken out" for key in old if key not in new]
    told += [f"Section “{new[key].title}” was added" for key in new if key not in old]
    told += [
        f"Section “{old[key].title}” is called “{new[key].title}”"
        for key in new
        if key in old and old[key].title != new[key].title
    ]
    told += _of_blocks(before, after)
    kept = [
        [one.key for one in outline.sections if one.key in old and one.key in new]
        for outline in (before, after)
    ]
    if kept[0] != kept[1]:
        told.append("The sections stand in another order")
    if not told and before != after:
        told.append("The blocks stand in another order")
    return told


def _of_blocks(before: Outline, after: Outline) -> list[str]:
    held = [
        {block.key: (block, section.title) for section in outline.sections for block in section.blocks}
        for outline in (before, after)
    ]
    old, new = held
    told = [
        f"In “{title}” {called(block)} was taken out" for key, (block, title) in old.items() if key not in new
    ]
    for key, (block, title) in new.items():
        if key not in old:
            told.append(f"In “{title}” {called(block)} was added")
        elif old[key][0] != block:
            told.append(f"In “{title}” {called(block)} was changed")
    return told
