"""The themes of the first page, in its order."""

from sufficiency.measures import MEASURES, Measure

# Themes of the page: (title, themes of the measures in it).
THEMES = (
    ("Number and rate", ("Number and rate",)),
    ("Who the children are", ("Who the children are",)),
    ("Coming in and leaving", ("Coming in and leaving",)),
    ("Where children live", ("Where children live",)),
    ("Near home", ("Near home",)),
    ("Stability", ("Stability",)),
    ("Permanence", ("Permanence",)),
    ("Adoption", ("Adoption",)),
    ("Health and reviews in time", ("Health", "Reviews in time")),
    ("Care leavers", ("Care leavers",)),
    ("Missing", ("Missing",)),
    ("Children looked after, from Annex A", ("Looked after on the day",)),
    ("Front door", ("Front door",)),
    ("Child in need and protection", ("Child in need and protection",)),
    ("Adopters and children waiting", ("Adopters and children waiting",)),
)
OTHER = "Other measures"


def by_theme(headlines_only: bool = False) -> list[tuple[str, list[Measure]]]:
    """Every theme with its measures; a measure of a theme nobody placed comes under "Other measures"."""
    placed = {theme: title for title, themes in THEMES for theme in themes}
    found: dict[str, list[Measure]] = {title: [] for title, _themes in THEMES} | {OTHER: []}
    for measure in MEASURES.values():
        if measure.headline or not headlines_only:
            found[placed.get(measure.theme, OTHER)].append(measure)
    return [(title, measures) for title, measures in found.items() if measures]
