"""Who lives here by ethnic group, through the API: every version, and which one holds."""

from datetime import date

from sufficiency.demo import population as made_up_population
from sufficiency.service.access.roles import Role
from sufficiency.service.populations.actions import record_population, take_back
from sufficiency.service.populations.queries import last_version

LATER = date(2023, 6, 30)


def test_every_version_is_told_and_which_holds(caller, made_up, person):
    analyst = person(Role.PERFORMANCE_ANALYST)
    children = {"white": 600, "mixed": 100, "asian": 200, "black": 100, "other": 0}
    for more in ({}, {"children": children | {"other": 50}, "reason": "A group was left out"}):
        record_population(**{"authority": "X99", "day": LATER, "children": children, "source": "Table 1", "basis": "estimate", "by": analyst} | more)  # fmt: skip
    program = caller(Role.ELECTED_MEMBER)
    told = program.every("populations/recorded", "populations", limit=1)
    assert [(one["day"], one["version"], one["in_force"], one["total"]) for one in told][:2] == [
        (str(LATER), 2, True, 1050), (str(LATER), 1, False, 1000),
    ]  # fmt: skip
    assert told[0]["reason"] == "A group was left out" and told[-1]["children"] == made_up_population.CHILDREN
    assert [
        one["version"] for one in program.every("populations/recorded", "populations", day=str(LATER))
    ] == [2, 1]
    assert all(
        one["in_force"] for one in program.every("populations/recorded", "populations", in_force="yes")
    )
    assert [
        one["version"] for one in program.every("populations/recorded", "populations", in_force="no")
    ] == [1]
    take_back(population=last_version("X99", LATER), reason="Not of this area", by=analyst)
    (newest, *_) = program.get("populations/recorded").json()["populations"]
    assert (newest["withdrawn"], newest["children"], newest["total"]) == (True, {}, None)


def test_what_cannot_be_asked_gets_a_sentence(caller, made_up):
    program = caller(Role.FINANCE)
    for asked, told in (
        ({"day": "31/03/2021"}, "Write a day as year-month-day"),
        ({"in_force": "perhaps"}, "'yes' or 'no'"),
        ({"authority": "X99"}, "No parameter has this name"),
    ):
        answer = program.get("populations/recorded", **asked)
        assert answer.status_code == 422 and told in answer.json()["detail"]
