"""How much is made up: `pytest tests/generative --hypothesis-profile slow` for long runs.

`max_examples` is the number of loads; each holds hundreds of children.
"""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

FOR_ALL = {
    "deadline": None,
    "phases": [Phase.explicit, Phase.generate],  # agreement.fewest_rows does the shrinking
    "suppress_health_check": list(HealthCheck),
    "print_blob": False,
}
settings.register_profile("suite", max_examples=5, derandomize=True, **FOR_ALL)
settings.register_profile("slow", max_examples=100, database=None, **FOR_ALL)
if settings.get_current_profile_name() == "default":
    settings.load_profile("suite")
