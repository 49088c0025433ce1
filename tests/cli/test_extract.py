import json

from sufficiency.editions import Home
from tests.cli.conftest import CHILDREN, refused, run


def test_an_extract_is_written_and_named(home, tmp_path):
    done = run("extract", tmp_path / "taken")
    assert done.exit_code == 0, done.output
    about = json.loads((tmp_path / "taken" / "extract.json").read_text())
    assert done.stdout.startswith(f"Extract {about['extract']} is in ") and "5 children" in done.stdout
    assert about["children"] == len(CHILDREN) and about["authority"] == "E09000028"
    assert (home / "extract-keys" / f"{about['extract']}.key").exists()
    assert "still personal data" in done.stdout


def test_another_extract_can_be_joined_with_it_where_that_is_asked_for(home, tmp_path):
    run("extract", tmp_path / "first")
    name = json.loads((tmp_path / "first" / "extract.json").read_text())["extract"]
    done = run("extract", tmp_path / "second", "--same-as", name, "--birth", "year")
    about = json.loads((tmp_path / "second" / "extract.json").read_text())
    assert done.exit_code == 0 and about["extract"] == name and about["dates_of_birth"] == "year"


def test_an_extract_that_cannot_be_is_refused_and_nothing_is_written(home, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").touch()
    refused(run("extract", tmp_path / "full"))
    refused(run("extract", home / "inside"))
    refused(run("extract", tmp_path / "new", "--same-as", "nothing"))
    assert not (tmp_path / "new").exists() and not (home / "inside").exists()
    assert not (home / "extract-keys").exists()


def test_figures_for_a_paper_have_a_c_where_a_number_is_small(home):
    done = run("measures", "--style", "public", "--measure", "cla_number", "--format", "csv")
    assert done.stdout.splitlines()[1].endswith(",c,c,c") and "c: hidden" in done.stderr
    [total, *_] = json.loads(
        run("measures", "--style", "public", "--measure", "cla_number", "--format", "json").stdout
    )
    assert total["value"] == "c" and 0 < Home(home).current().manifest.children <= 5
    assert "c: hidden" not in run("measures", "--measure", "cla_number").stderr
    assert " c" in run("measures", "--style", "public", "--measure", "cla_number").stdout
