"""What the guide to people says of roles is what the roles are."""

import re
from pathlib import Path
from types import SimpleNamespace

from sufficiency.service.access.made_up import SIGN_INS
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import check_needs_no_second_factor, may
from sufficiency.service.config import sign_on

DOCS = Path(__file__).parents[3] / "docs" / "how-to"


def holding(role: Role) -> SimpleNamespace:
    return SimpleNamespace(is_authenticated=True, is_active=True, made_up=False, roles=frozenset({role}))


def test_the_guide_has_a_row_for_each_role_with_its_sentence_and_whether_a_second_factor_is_needed():
    guide = (DOCS / "people-and-sign-in.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| `(\w+)` \| ([^|]+) \| (needed)? ?\|$", guide, re.M)
    told = [
        (
            role.label,
            role.value,
            role.may,
            "" if may(holding(role), check_needs_no_second_factor) else "needed",
        )
        for role in Role
    ]
    assert rows == told


def test_the_guide_to_single_sign_on_names_every_setting():
    guide = (DOCS / "single-sign-on.md").read_text(encoding="utf-8")
    settings = set(re.findall(r"SUFFICIENCY_OIDC_\w+", sign_on.__doc__))
    assert settings == set(re.findall(r"SUFFICIENCY_OIDC_\w+", guide))
    assert all(f"`{choice}`" in guide for choice in sign_on.SECOND_FACTOR)


def test_no_two_made_up_people_have_the_same_role():
    assert len(set(SIGN_INS.values())) == len(SIGN_INS)
