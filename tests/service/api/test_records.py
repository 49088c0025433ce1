"""Editions, findings and children by the API: what the pages show the person, cut and recorded the same way."""

import pytest

from sufficiency.service.access.models import HeldRole
from sufficiency.service.access.roles import Role
from sufficiency.service.access.rules import SEE_FINDINGS
from sufficiency.service.api import children, findings
from sufficiency.service.api.scopes import Scope
from sufficiency.service.audit.models import Line, What
from sufficiency.service.records.addresses import child_token
from sufficiency.service.records.sealed import adopted_children
from tests.service.records.needing import own_and_other

SEVERAL = (Scope.FINDINGS, Scope.EDITIONS)


def test_editions_are_listed_and_told(caller, made_up):
    program = caller(Role.FINANCE)
    (one,) = program.every("editions", "editions")
    assert (one["id"], one["in_use"], one["status"]) == (made_up.id, True, "provisional")
    told = program.get(f"editions/{made_up.id}").json()
    assert len(told["files"]) == len(made_up.manifest.files)
    assert [file["rows"] for file in told["files"]] == [file.rows for file in made_up.manifest.files]


@pytest.mark.parametrize("role", [Role.ELECTED_MEMBER, Role.SYSTEM_ADMINISTRATOR])
def test_rows_and_findings_of_an_edition_are_not_told_to_who_may_see_no_small_numbers(caller, made_up, role):
    told = caller(role).get(f"editions/{made_up.id}").json()
    assert told["findings"] is None
    assert {file["rows"] for file in told["files"]} == {None}


def test_an_edition_that_is_not_there_is_a_404_with_the_sentence_of_the_pages(caller, made_up):
    program = caller(Role.PERFORMANCE_ANALYST)
    for path in (
        "editions/2001-01-01-001",
        "editions/2001-01-01-001/findings",
        "editions/..%2F..%2Fsecret-key",
    ):
        answer = program.get(path)
        assert answer.status_code == 404, path


def test_differences_between_an_edition_and_itself_are_none(caller, made_up):
    told = caller(Role.FINANCE).get(f"editions/{made_up.id}/differences", **{"with": made_up.id}).json()
    assert (told["figures"], told["rows"], told["before"]) == ([], [], made_up.id)


def test_findings_are_those_of_the_edition_and_can_be_narrowed(caller, made_up):
    program = caller(Role.PERFORMANCE_ANALYST)
    rows = program.every(f"editions/{made_up.id}/findings", "findings", limit=1000)
    stored = made_up.table("findings").to_pylist()
    assert [row["code"] for row in rows] == [row["code"] for row in stored]
    errors = program.every(f"editions/{made_up.id}/findings", "findings", severity="error")
    assert errors == [row for row in rows if row["severity"] == "error"]
    touching = program.every(f"editions/{made_up.id}/findings", "findings", measure="foster_pct", limit=1000)
    assert touching == [row for row in rows if "foster_pct" in row["measures"]]


def test_findings_without_the_childrens_scope_point_to_no_child(caller, made_up):
    program = caller(Role.PERFORMANCE_ANALYST, scopes=SEVERAL)
    rows = program.every(f"editions/{made_up.id}/findings", "findings", limit=1000)
    assert rows and all(row[name] is None for row in rows for name in findings.OF_A_CHILD)
    assert not Line.objects.filter(what=What.EXPORTED).exists()


def test_each_child_named_in_findings_is_recorded_as_taken_away(caller, made_up):
    program = caller(Role.PERFORMANCE_ANALYST)
    told = program.get(f"editions/{made_up.id}/findings", limit=20).json()["findings"]
    named = {row["child"] for row in told if row["child_token"]}
    recorded = Line.objects.filter(what=What.EXPORTED, person=program.person).exclude(child="")
    assert named and set(recorded.values_list("child", flat=True)) == named


def test_the_findings_of_one_child_are_asked_for_by_token(caller, made_up):
    program = caller(Role.PERFORMANCE_ANALYST)
    path = f"editions/{made_up.id}/findings"
    rows = program.every(path, "findings", limit=1000)
    token = next(row["child_token"] for row in rows if row["child_token"])
    of_child = program.every(path, "findings", child=token)
    assert of_child == [row for row in rows if row["child_token"] == token]
    without = caller(Role.DIRECTOR, scopes=SEVERAL)
    assert without.get(path, child=token).status_code == 403
    assert program.get(path, child="A" * 20).status_code == 422


def test_findings_are_for_those_who_may(caller, made_up):
    for role in set(Role) - SEE_FINDINGS - {Role.SYSTEM_ADMINISTRATOR}:
        assert caller(role).get(f"editions/{made_up.id}/findings").status_code == 403


def test_children_behind_a_figure_are_those_it_counted(caller, made_up, all_figures):
    program = caller(Role.PERFORMANCE_ANALYST)
    answer = program.get("measures/foster_pct/children", limit=1).json()
    figure = next(row for key, row in all_figures.items() if key[0] == "foster_pct" and str(key[1]) == answer["as_at"] and not key[2])  # fmt: skip
    rows = program.every("measures/foster_pct/children", "children", limit=40)
    assert len(rows) + answer["sealed"] == figure["denominator"]
    assert all(row["child_token"] == child_token(row["child"]) for row in rows)


def test_a_group_of_a_figure_gives_the_children_of_the_group(caller, made_up):
    program = caller(Role.PERFORMANCE_ANALYST)
    rows = program.every("measures/cla_number/children", "children", by="sex", group="female", limit=1000)
    assert rows and {row["facts"]["sex"] for row in rows} == {"Female"}
    part = program.every("measures/foster_pct/children", "children", part="denominator only", limit=1000)
    assert part and {row["part"] for row in part} == {"denominator only"}


def test_children_are_recorded_as_taken_away_before_they_are_given(caller, made_up, monkeypatch):
    program = caller(Role.PERFORMANCE_ANALYST)
    rows = program.get("measures/cla_number/children", limit=10).json()["children"]
    lines = Line.objects.filter(what=What.EXPORTED, person=program.person)
    assert {line.child for line in lines} == {row["child"] for row in rows}
    assert all(line.page.endswith("API") for line in lines)

    def fails(*_, **__):
        raise RuntimeError("the audit cannot be written")

    monkeypatch.setattr(children, "record_export", fails)
    with pytest.raises(RuntimeError):
        program.get("measures/cla_number/children")


def test_a_fault_of_ours_is_told_to_who_watches_and_not_to_the_caller(caller, made_up, monkeypatch, caplog):
    program = caller(Role.PERFORMANCE_ANALYST)
    program.client.raise_request_exception = False

    def fails(*_, **__):
        raise RuntimeError("of the child 1234")

    monkeypatch.setattr(children, "record_export", fails)
    answer = program.get("measures/cla_number/children")
    assert answer.status_code == 500 and answer.headers["Content-Type"] == "application/problem+json"
    assert "1234" not in answer.content.decode()
    assert [one.levelname for one in caplog.records if one.name == "django.request"] == ["ERROR"]


def test_a_social_worker_has_own_children_only(caller, made_up):
    program = caller(Role.SOCIAL_WORKER)
    own, _other = own_and_other(made_up, program.person)
    answer = program.get("measures/cla_number/children").json()
    assert [row["child"] for row in answer["children"]] == [own]
    assert "not on your caseload" in answer["others"]


@pytest.mark.parametrize("role", list(Role))
def test_no_answer_tells_of_a_sealed_record(caller, made_up, role):
    program = caller(role)
    sealed = adopted_children()
    paths = [
        f"editions/{made_up.id}/findings",
        "measures/ceased_adopted_pct/children",
        "measures/adoptions/children",
    ]
    for path in paths:
        answer = program.get(path, limit=1000)
        if answer.status_code == 200:
            told = answer.json()
            named = {row["child"] for row in told.get("children", []) + told.get("findings", [])}
            assert not named & sealed


@pytest.mark.parametrize(
    "query", [{"by": "sex"}, {"group": "female"}, {"by": "sex", "group": "x"}, {"by": "x", "group": "y"}]
)
def test_a_group_that_is_not_there_is_a_422(caller, made_up, query):
    assert caller(Role.DIRECTOR).get("measures/cla_number/children", **query).status_code == 422


def test_a_measure_of_31_march_has_children_on_that_day_alone(caller, made_up):
    program = caller(Role.DIRECTOR)
    assert program.get("measures/cl_eet_pct/children").json()["as_at"] == "2025-03-31"
    answer = program.get("measures/cl_eet_pct/children", as_at="2024-10-31")
    assert answer.status_code == 422 and "31 March" in answer.json()["detail"]


def test_no_child_id_stands_in_an_address_the_api_gives(caller, made_up):
    program = caller(Role.PERFORMANCE_ANALYST)
    told = program.get("measures/cla_number/children", limit=5).json()
    assert told["next"] and not any(f"={row['child']}" in told["next"] for row in told["children"])


def test_a_person_with_two_roles_has_what_either_gives(caller, made_up):
    program = caller(Role.FINANCE)
    assert program.get("measures/cla_number/children").status_code == 403
    HeldRole.objects.create(person=program.person, role=Role.DIRECTOR)
    assert program.get("measures/cla_number/children").status_code == 200
