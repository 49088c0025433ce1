"""What the parts of blocks are called on the form, and what helps to fill them in."""

LABELS = {
    "text": "Words", "items": "Items", "opening": "The line before them", "measure": "Measure",
    "measures": "Measures", "breakdown": "Broken down by", "group": "Group", "meaning": "What it means",
    "caption": "Caption", "every": "Each point is", "stretch": "How many points", "lines": "Lines beside ours",
    "title": "Title", "most": "How many at most", "by": "Ordered by", "whole": "With focus, milestones and measures",
    "ratings": "Only actions rated", "key_areas": "Only these key areas", "part": "Which part",
    "expectation": "What is expected", "analysis": "Analysis of progress", "activity": "Activity to deliver",
    "next_quarter": "Actions for the next quarter", "own_only": "Only what is written here, nothing drafted",
    "with_actions": "With the actions that serve them", "know": "What do we know?", "how": "How do we know?",
    "next": "What next?", "numbered": "Number the paragraphs", "rows": "Rows", "of": "Which part of the work",
    "called": "What a sentence calls it", "parts": "Challenges", "name": "Name", "value": "What it says",
    "who": "Who", "sought": "Comments sought", "included": "Comments included", "consulted": "Consulted",
}  # fmt: skip
HINTS = {
    "text": "Leave an empty line between paragraphs. Numbers you write stay as you write them",
    "items": "Leave an empty line between items",
    "measure": "Its id, as three_plus_placements_pct. The catalogue of measures has them all",
    "measures": "One id to a line, as three_plus_placements_pct",
    "breakdown": "For example sex, age_band or ethnicity; leave it empty for the total",
    "group": "The group's name in that breakdown",
    "meaning": "A sentence of yours to stand after the drafted one",
    "title": "Left empty, it is drafted from the figures",
    "analysis": "Left empty, it is drafted from the figures",
    "activity": "Left empty, it is taken from the plan",
    "next_quarter": "Left empty, it is taken from the plan",
    "key_areas": "One to a line; none for all",
    "how": "Left empty, it is drafted from where the figures come from",
    "next": "Left empty, it is taken from the plan",
}
OPTIONS = {
    "month": "a month", "year": "a year", "england": "England", "neighbours": "Statistical neighbours",
    "target": "Target", "rating": "Rating", "key-area": "Key area", "success": "What success looks like",
    "money": "Money", "measures": "Measures", "risks": "Risks",
}  # fmt: skip


def label_of(_kind: str, name: str) -> str:
    return LABELS.get(name, name.replace("_", " ").capitalize())


def hint_of(_kind: str, name: str) -> str:
    return HINTS.get(name, "")


def option_of(name: str) -> str:
    return OPTIONS.get(name, name.replace("-", " ").capitalize())
