from tests.service.made_up import *  # noqa: F403 (fixtures)
