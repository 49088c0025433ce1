"""What the made-up authority aims at, for the target lines of the site."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """What the made-up authority aims at: `value` in the measure's unit, `best` high or low, and where it comes from."""

    value: float
    best: str
    source: str


_NATIONAL = "The national average that Southwark's strategy of November 2017 compares itself with"
_STRATEGY = "As Southwark's sufficiency strategy of November 2017"
TARGETS = {
    "three_plus_placements_pct": Target(10, "low", _NATIONAL),
    "long_term_stability_pct": Target(68, "high", _NATIONAL),
    "residential_number": Target(41, "low", f"{_STRATEGY}: 41 by March 2018"),
    "health_assessment_pct": Target(100, "high", f"{_STRATEGY}: health checks 100%"),
    "dental_pct": Target(90, "high", f"{_STRATEGY}: dental checks 90%"),
    "sdq_pct": Target(95, "high", f"{_STRATEGY}: strengths and difficulties questionnaires 95%"),
    "substance_intervention_pct": Target(60, "high", f"{_STRATEGY}: help with substance misuse 60%"),
}
