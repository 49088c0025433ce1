"""Every code of the return has the group that breakdowns.csv gives it."""

import pytest

from sufficiency.vocabulary import groups
from sufficiency.vocabulary.codes import codes


@pytest.mark.parametrize(
    ("field", "group_of", "breakdown", "without_a_group"),
    [
        ("PLACE", groups.PLACEMENT_TYPE_OF, groups.PLACEMENT_TYPE, "P3 Z1 Z11 Z12 Z13 Z14 T0 T1 T2 T3 T4"),
        ("LS", groups.LEGAL_STATUS_GROUP_OF, groups.LEGAL_STATUS_GROUP, "V3 V4"),
        ("PLACE_PROVIDER", groups.PROVIDER_GROUP_OF, groups.PROVIDER_GROUP, ""),
        ("REC", groups.CEASED_REASON_OF, groups.CEASED_REASON, "X1 E8"),
        ("ETHNIC", groups.ETHNIC_GROUP_OF, groups.ETHNIC_GROUP, "REFU NOBT"),
        ("SEX", groups.SEX_OF, groups.SEX, "U"),
    ],
)
def test_every_code_of_the_return_has_a_group(field, group_of, breakdown, without_a_group):
    assert set(codes(field)) - set(group_of) == set(without_a_group.split())
    assert set(group_of.values()) <= set(breakdown.groups)


def test_every_group_can_be_reached_by_a_code_or_is_for_what_is_left():
    for group_of, breakdown, left in (
        (groups.PLACEMENT_TYPE_OF, groups.PLACEMENT_TYPE, "other"),
        (groups.LEGAL_STATUS_GROUP_OF, groups.LEGAL_STATUS_GROUP, "unknown"),
        (groups.PROVIDER_GROUP_OF, groups.PROVIDER_GROUP, "unknown"),
        (groups.CEASED_REASON_OF, groups.CEASED_REASON, "other"),
        (groups.ETHNIC_GROUP_OF, groups.ETHNIC_GROUP, "unknown"),
        (groups.SEX_OF, groups.SEX, "unknown"),
    ):
        assert set(breakdown.groups) - set(group_of.values()) == {left}


def test_superseded_places_are_compared_by_the_code_that_replaced_them():
    assert groups.SUPERSEDED_PLACES["H5"] == groups.SUPERSEDED_PLACES["P2"] == "K3"
    assert {groups.SUPERSEDED_PLACES[place] for place in ("Z11", "Z12", "Z13", "Z14")} == {"Z1"}
