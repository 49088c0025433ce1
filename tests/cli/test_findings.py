import csv
import io
import json
import re
from html.parser import HTMLParser

import pyarrow as pa
import pytest

from sufficiency.cli.findings_page import page
from sufficiency.editions import Home
from sufficiency.returns.checks import FINDINGS
from tests.cli.conftest import refused, run
from tests.editions.examples import DESCRIPTION, make_edition

EVIL = '<script>alert("x")</script>'
FOUND = [
    ("EPI-OVERLAP", "error", "A1", "The episodes overlap. Correct DECOM.", ["cla_number"]),
    ("EPI-OVERLAP", "error", "=1+2", EVIL, ["cla_number", "foster_pct"]),
    ("REVIEW-GAP", "warning", "@SUM(A1)", "No review & no reason. Look.", []),
    ("YEARS-LATE", "note", None, "Late. Nothing to do.", None),
]


@pytest.fixture
def home(nowhere):
    rows = [
        {
            "code": code,
            "severity": severity,
            "table": "episodes",
            "year": 2024,
            "file": f"2024/{EVIL}.csv" if child else None,  # a finding about a whole year is in no row
            "row": number + 2 if child else None,
            "child": child,
            "field": "DECOM",
            "message": message,
            "measures": measures,
        }
        for number, (code, severity, child, message, measures) in enumerate(FOUND)
    ]
    opened = Home("sufficiency-home")
    with opened.draft() as draft:
        draft.write("findings", pa.Table.from_pylist(rows, schema=FINDINGS))
        draft.commit(**DESCRIPTION)
    return opened


def test_csv_gives_every_finding_and_no_cell_that_runs(home):
    rows = list(csv.DictReader(io.StringIO(run("findings", "--format", "csv").stdout)))
    assert list(rows[0]) == [
        "code",
        "severity",
        "table",
        "year",
        "file",
        "row",
        "child",
        "field",
        "message",
        "measures",
    ]
    assert [row["child"] for row in rows] == ["A1", "'=1+2", "'@SUM(A1)", ""]
    assert rows[1]["measures"] == "cla_number foster_pct" and rows[1]["message"] == EVIL


def test_json_gives_them_as_they_are(home):
    rows = json.loads(run("findings", "--format", "json").stdout)
    assert [row["child"] for row in rows] == ["A1", "=1+2", "@SUM(A1)", None]
    assert rows[0]["measures"] == ["cla_number"]


def test_a_finding_about_a_whole_year_names_the_year_and_no_row(home):
    text = run("findings", "--code", "YEARS-LATE").stdout
    assert re.search(r"YEARS-LATE\s+2024\s+Late\.", text)
    for form in ("table", "csv", "html"):
        assert "None" not in run("findings", "--format", form).stdout


def test_the_table_sums_up_by_check_and_lists_a_few(home):
    text = run("findings").stdout
    assert re.search(r"EPI-OVERLAP\s+error\s+2\s+Episode starts before an earlier", text)
    assert "The episodes overlap" in text
    assert all(len(line) <= 80 for line in text.splitlines())


@pytest.mark.parametrize(
    "arguments, codes",
    [
        (("--severity", "warning"), ["REVIEW-GAP"]),
        (("--severity", "note", "--severity", "warning"), ["REVIEW-GAP", "YEARS-LATE"]),
        (("--code", "epi-overlap"), ["EPI-OVERLAP", "EPI-OVERLAP"]),
        (("--child", "A1"), ["EPI-OVERLAP"]),
        (("--child", "=1+2"), ["EPI-OVERLAP"]),
        (("--child", "A1", "--severity", "note"), []),
    ],
)
def test_findings_can_be_narrowed(home, arguments, codes):
    rows = json.loads(run("findings", "--format", "json", *arguments).stdout)
    assert [row["code"] for row in rows] == codes


def test_a_code_no_check_has_is_refused_with_the_nearest(home):
    assert refused(run("findings", "--code", "EPI-OVERLP"), "EPI-OVERLP", "Did you mean EPI-OVERLAP")


def test_a_check_that_found_nothing_is_no_mistake(home):
    result = run("findings", "--code", "OC3-AGE")
    assert result.exit_code == 0 and result.stdout == "" and "No findings of that kind" in result.stderr


class Reader(HTMLParser):
    """Gathers the tags and the text of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.text, self.ids, self.links = [], "", [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        given = dict(attributes)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []

    def handle_data(self, data):
        self.text += data


def test_the_page_is_escaped_self_contained_and_says_what_is_where(home):
    html = run("findings", "--format", "html").stdout
    read = Reader()
    read.feed(html)
    assert "script" not in read.tags and "img" not in read.tags and "link" not in read.tags
    assert EVIL in read.text and "no reason" in read.text
    assert "default-src 'none'" in html
    assert '<html lang="en-GB">' in html and read.tags.count("h1") == 1
    assert read.tags.count("caption") == read.tags.count("table") == 4
    assert len(read.ids) == len(set(read.ids))
    assert all(link.startswith("#") and link[1:] in read.ids for link in read.links)
    assert read.text.index("4 findings by check") < read.text.index("The episodes overlap")
    assert "Measures it can change: cla_number, foster_pct." in read.text


def test_a_page_without_findings_says_so(home):
    assert "<p>No findings.</p>" in page([], {}, home.current().manifest)


def test_a_file_name_chooses_the_format(home, nowhere):
    for ending, begins in (
        ("csv", "code,severity"),
        ("json", "[\n {"),
        ("html", "<!DOCTYPE html>"),
        ("txt", "Code"),
    ):
        result = run("findings", "--output", f"found.{ending}")
        assert result.stdout == "" and result.stderr.endswith(f"Written to found.{ending}.\n")
        assert (nowhere / f"found.{ending}").read_text().startswith(begins)


def test_findings_of_another_edition_can_be_asked_for(home):
    make_edition(home)
    rows = json.loads(run("findings", "--format", "json", "--edition", home.ids()[1]).stdout)
    assert len(rows) == len(FOUND)


def test_findings_that_cannot_be_read_are_said(home):
    path = home.current().folder / "findings.parquet"
    path.chmod(0o644)
    path.write_bytes(b"no longer")
    assert refused(run("findings"), "is damaged: findings.parquet was changed")
