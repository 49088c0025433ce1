"""The papers load as recorded series into a new home, by the command that anybody would use."""

import csv
import io

from tests.cli.test_series import sufficiency
from tests.papers.printed import figures, papers
from tests.papers.series import as_csv, recordable, rows_of


def test_a_file_has_every_series_that_can_be_recorded_once():
    for paper in papers():
        rows = rows_of(paper)
        keys = {
            tuple(row[one] for one in ("measure", "as_at", "period_start", "breakdown", "group"))
            for row in rows
        }
        assert len(keys) == len(rows) and {row["measure"] for row in rows} == {
            figure.measure for figure in figures().values() if figure.paper == paper and recordable(figure)
        }


def test_a_second_value_stands_in_the_note_of_the_first():
    (row,) = [
        row
        for row in rows_of("southend_2017")
        if row["measure"] == "iha_20wd_pct" and row["as_at"] == "2017-03-31"
    ]
    assert (row["value"], row["note"]) == ("27.4", "Also printed as 29.1% in line 884.")


def test_a_paper_loads_into_a_new_home_with_one_command(tmp_path):
    (tmp_path / "southend.csv").write_text(as_csv("southend_2017"), encoding="utf-8", newline="")
    done = sufficiency(tmp_path, "--home", "papers", "series", "load", "southend.csv")
    number = len(rows_of("southend_2017"))
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Recorded: {number} new values.\n", "")
    done = sufficiency(
        tmp_path, "--home", "papers", "series", "list", "--measure", "audit_ratings", "--format", "csv"
    )
    listed = {row["group"]: row for row in csv.DictReader(io.StringIO(done.stdout))}
    assert listed["Good"]["numerator"] == "90" and listed["Good"]["denominator"] == "313"
    assert listed["Good"]["source"].endswith("table 35, line 1384")
