"""Every address has a rule, and the rule is what decides, whatever the role."""

import pytest

from sufficiency.service.access import rules
from sufficiency.service.access.roles import MAY, Role
from sufficiency.service.access.rules import NotAllowed, anyone, may, why_not
from tests.service.addresses import all_addresses

RULES = [
    getattr(rules, name)
    for name in dir(rules)
    if name.startswith("check_can_") or name == "check_is_signed_in"
]
# What somebody signed in without any role may, the thing in the address apart.
TO_ALL_SIGNED_IN = {
    rules.check_is_signed_in,
    rules.check_can_revoke_token,
}


def test_every_address_carries_a_rule():
    without = [address.name for address in all_addresses() if not hasattr(address.view, "rule")]
    assert without == [], f"{without}: put @rule(...) of access.rules on the view."


def test_every_rule_on_an_address_is_one_of_the_list():
    for address in all_addresses():
        assert address.view.rule in [*RULES, anyone], address.name


@pytest.mark.parametrize("check", RULES)
def test_a_refusal_is_a_sentence(person, check):
    nobody = person(username="nobody")
    sentence = why_not(nobody, check)
    if check in TO_ALL_SIGNED_IN:
        assert sentence is None
    else:
        assert sentence[0].isupper() and sentence.endswith(".")


@pytest.mark.parametrize(
    "role", [Role.ELECTED_MEMBER, Role.SYSTEM_ADMINISTRATOR, Role.COMMISSIONER, Role.FINANCE]
)
def test_members_administrators_and_commissioners_see_no_child(person, role):
    somebody = person(role)
    assert not may(somebody, rules.check_can_see_children)
    assert not may(somebody, rules.check_can_see_child, "1234")
    assert not may(somebody, rules.check_can_see_findings)


def test_a_system_administrator_sees_no_figures_but_editions_and_people(person):
    somebody = person(Role.SYSTEM_ADMINISTRATOR)
    assert not may(somebody, rules.check_can_see_figures)
    assert may(somebody, rules.check_can_see_editions)
    assert may(somebody, rules.check_can_keep_people)


def test_only_a_performance_analyst_loads_and_chooses_the_edition(person):
    for role in Role:
        somebody = person(role)
        assert may(somebody, rules.check_can_load) == (role is Role.PERFORMANCE_ANALYST)
        assert may(somebody, rules.check_can_make_current) == (role is Role.PERFORMANCE_ANALYST)


def test_somebody_who_may_no_longer_sign_in_may_nothing(person):
    former = person(Role.DIRECTOR)
    former.is_active = False
    with pytest.raises(NotAllowed):
        rules.check_can_see_figures(former)


def test_the_refused_page_says_why_and_who_may_change_it(signed_in, monkeypatch):
    client = signed_in(Role.FINANCE)
    monkeypatch.setattr(
        "sufficiency.service.ui.gallery.why_not", lambda *_: rules.check_can_load(client.person)
    )
    answer = client.get("/gallery")
    assert answer.status_code == 403
    assert "Only a performance analyst loads returns." in answer.content.decode()
    assert "Finance" in answer.content.decode()


def test_every_role_says_what_it_may_do():
    assert set(MAY) == set(Role)
    assert all(role.may.startswith("May ") and role.may.endswith(".") for role in Role)
