"""What a second person makes sure of, with the rendered pages beside, before a paper is published."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """A line of the list: its name, what to look for, and where."""

    name: str
    words: str
    hint: str


ITEMS = (
    Item(
        "small-numbers",
        "No number of one to five children can be read in the public version",
        "Look at each table and chart, and at totals from which a hidden number could be worked out.",
    ),
    Item(
        "written-words",
        "No sentence that a person wrote gives a number away that the tables hide",
        "Rules hide small numbers in drafted sentences, but nobody checks what people write.",
    ),
    Item(
        "names-and-places",
        "No child, carer, adopter or home can be recognised, by name, place or story",
        "A school, a street, a rare illness or a court date can be enough.",
    ),
    Item(
        "figures-current",
        "The figures are those of the edition in use, and what moved since it was written has been read",
        "The paper lists every figure that moved.",
    ),
    Item(
        "implications",
        "What finance and legal said is in the paper, or the paper says that they had nothing to add",
        "The table at its end names them.",
    ),
    Item(
        "accessible",
        "Each chart has a text that says what it shows, and each table a caption",
        "They are drafted by rule; those that were written by hand have to be read.",
    ),
)
NAMES = frozenset(item.name for item in ITEMS)
