"""Editions on the pages: what each holds, how two differ, which is in use."""

import json

import pytest

from sufficiency.loading import load
from sufficiency.service.access.roles import Role
from sufficiency.service.data.actions import choose_edition
from sufficiency.service.data.differences import figures_that_move, rows_that_move
from sufficiency.service.data.models import Choice
from sufficiency.service.records.addresses import child_token
from sufficiency.service.records.sealed import sealed_children
from tests.service.lines import changes_of, seen
from tests.service.made_up import made_up_returns
from tests.service.reading import text_of


@pytest.fixture
def two_editions(own_home, tmp_path):
    """The made-up authority, and a second edition in which the last year has fewer episodes."""
    folder = tmp_path / "again" / "2025"
    folder.mkdir(parents=True)
    for path in (made_up_returns() / "2025").iterdir():
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(lines[1].split(",")[0] + ",")]
        (folder / path.name).write_text("\n".join(kept) + "\n", encoding="utf-8")
    first = own_home.current()
    second = load(own_home, [folder.parent], by="B. Nalyst", status="final", make_current=False).edition
    return first, second


def test_the_list_names_every_edition_and_the_one_in_use(signed_in, two_editions):
    first, second = two_editions
    page = text_of(signed_in(Role.COMMISSIONER).get("/data/"))
    assert f"Figures come from edition {first.id}" in page
    assert f"{first.id} in use" in page and second.id in page and "2 editions" in page
    assert "Only a performance analyst loads returns." in page


def test_before_the_first_load_the_list_says_so(signed_in, fresh_home):
    page = text_of(signed_in(Role.PERFORMANCE_ANALYST).get("/data/"))
    assert "No edition is in use" in page and "Nothing is loaded yet." in page and "Load returns" in page


def test_an_edition_tells_who_when_what_from_which_files(signed_in, made_up):
    page = text_of(signed_in(Role.DIRECTOR).get(f"/data/editions/{made_up.id}"))
    manifest = made_up.manifest
    for words in (
        manifest.by,
        "Fairmere (X99), a made-up authority",
        "2021 to 2025",
        "provisional",
        "In use",
    ):
        assert words in page
    assert f"{manifest.children:,} children, {manifest.episodes:,} episodes" in page
    for file in manifest.files:
        assert file.sha256 in page and f"{file.rows:,}" in page


def test_a_table_nobody_loaded_is_told_apart_from_an_empty_one(signed_in, own_home, tmp_path):
    folder = tmp_path / "one" / "2025"
    folder.mkdir(parents=True)
    for name in ("header.csv", "episodes.csv"):
        (folder / name).write_bytes((made_up_returns() / "2025" / name).read_bytes())
    heading = (made_up_returns() / "2025" / "missing.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "missing.csv").write_text(heading + "\n", encoding="utf-8")
    edition = load(own_home, [folder.parent], by="x").edition
    page = text_of(signed_in(Role.DIRECTOR).get(f"/data/editions/{edition.id}"))
    assert "Missing" in page and "not loaded" in page
    home = text_of(signed_in(Role.PERFORMANCE_ANALYST).get("/"))
    assert (
        "Not loaded: Adopted children (AD1) of 2025, Health and offending (OC2) of 2025, Care leavers (OC3)"
        in home
    )
    missing = text_of(signed_in(Role.FINANCE).get("/measures/missing_children"))
    assert "No children in the year to 31 March 2025." in missing
    dental = text_of(signed_in(Role.SOCIAL_WORKER).get("/measures/dental_pct"))
    assert "Not known on 31 March 2025: the tables it needs were not loaded." in dental
    assert "not loaded" in home and "#tables" in signed_in(Role.REVIEWING_OFFICER).get("/").content.decode()


def test_the_figures_that_move_between_two_editions_are_named_with_old_and_new(signed_in, two_editions):
    first, second = two_editions
    moved = figures_that_move(first, second)
    assert moved and all(one.old[2:5] != one.new[2:5] for one in moved)
    page = text_of(
        signed_in(Role.COMMISSIONER).get(f"/data/editions/{second.id}/differences?with={first.id}")
    )
    assert f"{len(moved)} figures move" in page
    rows = rows_that_move(first, second)
    assert {one.year for one in rows} == {2025} and all(one.new < one.old for one in rows)
    assert figures_that_move(first, first) == [] == rows_that_move(first, first)


def test_an_edition_without_another_has_nothing_to_be_compared_with(signed_in, made_up):
    answer = signed_in(Role.COMMISSIONER).get(f"/data/editions/{made_up.id}/differences")
    assert answer.status_code == 400
    assert "only one edition" in text_of(answer)


@pytest.mark.parametrize("edition", ["2025-01-01-999", "..", "%2e%2e%2f", "<b>", "x" * 500])
@pytest.mark.parametrize("page", ["", "/differences", "/findings", "/findings.csv"])
def test_an_edition_that_is_not_there_is_answered_with_a_sentence(signed_in, made_up, edition, page):
    answer = signed_in(Role.PERFORMANCE_ANALYST).get(f"/data/editions/{edition}{page}")
    assert answer.status_code == 404 and b"<b>" not in answer.content


def test_an_analyst_makes_an_edition_the_one_in_use_and_it_is_audited(signed_in, own_home, two_editions):
    first, second = two_editions
    client = signed_in(Role.PERFORMANCE_ANALYST)
    answer = client.post(f"/data/editions/{second.id}/use", follow=True)
    assert f"Edition {second.id} is now in use" in text_of(answer)
    assert own_home.current().id == second.id
    choice = Choice.objects.get()
    assert (choice.edition, choice.before, choice.person) == (second.id, first.id, client.person)
    assert [line.person for line in changes_of(choice)] == [client.person]
    assert f"In place of {first.id}".split()[-1] in text_of(client.get(f"/data/editions/{second.id}"))


def test_reading_an_address_never_chooses_an_edition(signed_in, own_home, two_editions):
    first, second = two_editions
    assert signed_in(Role.PERFORMANCE_ANALYST).get(f"/data/editions/{second.id}/use").status_code == 405
    assert own_home.current().id == first.id


def test_nobody_else_chooses_and_nothing_changes(signed_in, own_home, two_editions):
    first, second = two_editions
    answer = signed_in(Role.DIRECTOR).post(f"/data/editions/{second.id}/use")
    assert answer.status_code == 403 and "Only a performance analyst chooses" in text_of(answer)
    assert own_home.current().id == first.id and not Choice.objects.exists()


def test_a_choice_that_the_home_refuses_is_not_written_down(person, own_home, monkeypatch):
    from sufficiency.editions import Home, HomeBusy

    def busy(*_args):
        raise HomeBusy("Another load is writing.")

    monkeypatch.setattr(Home, "make_current", busy)
    with pytest.raises(HomeBusy):
        choose_edition(edition_id=own_home.current().id, by=person(Role.PERFORMANCE_ANALYST))
    assert not Choice.objects.exists()


def test_findings_are_narrowed_by_severity_check_year_and_child(signed_in, made_up):
    client = signed_in(Role.PERFORMANCE_ANALYST)
    every = made_up.table("findings").to_pylist()
    sealed = sealed_children()
    one = next(
        finding
        for finding in every
        if finding["child"] and finding["child"] not in sealed and finding["severity"] == "error"
    )
    wanted = {name: str(one[name]) for name in ("severity", "code", "year", "child")}
    matching = [f for f in every if all(str(f[name]) == value for name, value in wanted.items())]
    asked = client.post(f"/data/editions/{made_up.id}/findings/child", {"child": one["child"]})
    address = asked.headers["Location"]
    assert address.endswith(f"?child={child_token(one['child'])}") and client.get(address).status_code == 200
    wanted["child"] = child_token(one["child"])
    page = text_of(client.get(f"/data/editions/{made_up.id}/findings", wanted))
    assert f"{len(matching)} finding{'s' if len(matching) != 1 else ''}" in page
    assert " ".join(one["message"].split()) in page
    assert set(seen().values_list("child", flat=True)) == {one["child"]}
    got = json.loads(client.get(f"/data/editions/{made_up.id}/findings.json", wanted).content)
    assert got == matching
    csv = client.get(f"/data/editions/{made_up.id}/findings.csv", {"severity": "error"}).content.decode()
    errors = sum(finding["severity"] == "error" for finding in every)
    assert csv.count("\r\n") == errors + 1


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("severity=grave", "The severity is error, warning or note"),
        ("code=' OR 1=1", "No check with findings in this edition has that code"),
        ("year=1850", "Choose one of the years of this edition"),
    ],
)
def test_a_filter_that_is_none_is_answered_with_a_sentence(signed_in, made_up, query, sentence):
    answer = signed_in(Role.DIRECTOR).get(f"/data/editions/{made_up.id}/findings?{query}")
    assert answer.status_code == 400 and sentence in text_of(answer)


@pytest.mark.parametrize("page", ["0", "-1", "9999999", "x", "1e9"])
def test_any_page_number_gives_a_page(signed_in, made_up, page):
    answer = signed_in(Role.DIRECTOR).get(f"/data/editions/{made_up.id}/findings?page={page}")
    assert answer.status_code == 200
    assert signed_in(Role.PLACEMENT_OFFICER).get(f"/children/?page={page}").status_code == 200


def test_findings_are_for_those_who_put_them_right(signed_in, made_up):
    for role in (Role.COMMISSIONER, Role.SYSTEM_ADMINISTRATOR, Role.ELECTED_MEMBER):
        client = signed_in(role)
        assert client.get(f"/data/editions/{made_up.id}/findings").status_code == 403
        assert "/findings?code=" not in client.get(f"/data/editions/{made_up.id}").content.decode()


def test_a_damaged_edition_is_told_and_the_others_can_still_be_seen(signed_in, own_home, two_editions):
    _first, second = two_editions
    second.folder.chmod(0o755)
    (second.folder / "manifest.json").chmod(0o600)
    (second.folder / "manifest.json").write_text("{}")
    page = text_of(signed_in(Role.PERFORMANCE_ANALYST).get("/data/"))
    assert "cannot be used" in page and "1 edition" in page
    assert signed_in(Role.DIRECTOR).get("/").status_code == 200


def test_an_edition_whose_tables_are_gone_is_told_and_not_an_error_of_ours(signed_in, own_home):
    edition = own_home.current()
    edition.folder.chmod(0o755)
    (edition.folder / "history").chmod(0o755)
    for path in (edition.folder / "history").iterdir():
        path.unlink()
    client = signed_in(Role.PERFORMANCE_ANALYST)
    for path in ("/", "/measures/cla_number", "/children/"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert f"The tables of edition {edition.id} cannot be read." in text_of(answer)
    assert client.get("/data/").status_code == 200


def test_a_pointer_that_cannot_be_understood_is_told_on_every_page(signed_in, own_home):
    (own_home.path / "current.json").write_text("nonsense")
    client = signed_in(Role.PERFORMANCE_ANALYST)
    for path in ("/", "/measures/cla_number", f"/children/{'A' * 20}"):
        assert client.get(path).status_code == 503, path
    assert client.post("/search", {"q": "1"}).status_code == 503
    assert "No edition is in use" in text_of(client.get("/data/"))
