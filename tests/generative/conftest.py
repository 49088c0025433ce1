"""How much is made up. `max_examples` is the number of loads; each holds hundreds of children.

The profiles are not loaded for the whole session, as other tests that use Hypothesis want its usual ways.
"""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

FOR_BOTH = {
    "deadline": None,
    "database": None,
    "phases": [Phase.explicit, Phase.generate],  # agreement.fewest_rows does the shrinking
    "suppress_health_check": list(HealthCheck),
    "print_blob": False,
}
settings.register_profile("suite", max_examples=5, derandomize=True, **FOR_BOTH)
settings.register_profile("slow", max_examples=150, **FOR_BOTH)
