"""Whether an installation may serve children's records: `sufficiency check-deploy`."""

from sufficiency.service.operations.deploying.conditions import Condition, Found, State, Told
from sufficiency.service.operations.deploying.looking import CONDITIONS, look

__all__ = ["CONDITIONS", "Condition", "Found", "State", "Told", "look"]
