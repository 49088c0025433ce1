"""`sufficiency paper`: a committee paper from the command line."""

import io

import docx
import pytest
from pypdf import PdfReader

from sufficiency.documents.papers import PAPERS
from tests.cli.conftest import refused, run


def test_the_ending_chooses_the_form_and_the_paper_says_its_day(home, tmp_path):
    given = ("paper", "sufficiency-update", "--as-at", "2024-03-31")
    done = run(*given, "--output", tmp_path / "paper.docx")
    assert done.exit_code == 0, done.output
    assert done.stdout == "" and f"Written to {tmp_path / 'paper.docx'}." in done.stderr
    opened = docx.Document(tmp_path / "paper.docx")
    assert opened.core_properties.title == "Sufficiency strategy: update"
    words = "\n".join(one.text for one in opened.paragraphs)
    assert "No sufficiency strategy that was in force on 31 March 2024 is kept for this authority" in words
    assert "No contract monitoring is recorded yet." in words
    assert opened.tables[0].rows[4].cells[1].text == "Southwark"


def test_a_pdf_and_a_page_and_a_workbook_are_written_whole(home, tmp_path):
    for form, begins in (("pdf", b"%PDF-"), ("html", b"<!doctype html>"), ("xlsx", b"PK")):
        done = run("paper", "self-evaluation", "--output", tmp_path / f"paper.{form}")
        assert done.exit_code == 0, done.output
        assert (tmp_path / f"paper.{form}").read_bytes().startswith(begins)
    read = PdfReader(io.BytesIO((tmp_path / "paper.pdf").read_bytes()))
    assert "5 at the end of March 2024" in " ".join(read.pages[0].extract_text().split())


def test_a_public_paper_tells_no_small_number(home, tmp_path):
    done = run("paper", "self-evaluation", "--public", "--output", tmp_path / "paper.html")
    assert done.exit_code == 0, done.output
    page = (tmp_path / "paper.html").read_text()
    assert "5 at the end of March 2024" not in page
    assert "is hidden, since it could point to a child" in page
    assert "For publication: numbers of one to five children are hidden" in page


def test_help_lists_the_seven(nowhere):
    told = run("paper", "--help").stdout
    assert all(name in told for name in PAPERS)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("suficiency-update", "--output", "a.docx"), ("There is no paper called 'suficiency-update'", "Did you mean sufficiency-update?")),
        (("strategy", "--output", "a.doc"), ("found “.doc”", ".docx, .pdf, .html or .xlsx")),
        (("strategy", "--output", "a"), ("found nothing",)),
        (("strategy", "--output", "a.pdf", "--as-at", "31/03/2024"), ("2024-03-31",)),
        (("strategy", "--output", "a.pdf", "--as-at", "2024-03-31", "--baseline", "2024-03-31"), ("is not before",)),
        (("strategy", "--output", "a.pdf", "--authority", "Nowhere"), ("Nowhere",)),
        (("strategy", "--output", "a.pdf", "--edition", "2001-01-01-001"), ("2001-01-01-001",)),
    ],
    ids=["name", "ending", "no ending", "day", "baseline", "authority", "edition"],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_a_sentence(home, given, words):
    assert refused(run("paper", *given), *words)
    assert not list(home.parent.glob("a*"))


def test_nothing_is_made_where_nothing_was_loaded(nowhere):
    assert refused(run("paper", "strategy", "--output", "a.pdf"), "Nothing has been loaded")
    assert list(nowhere.iterdir()) == []


def test_a_day_that_is_not_loaded_is_told_and_the_paper_is_still_written(home, tmp_path):
    done = run("paper", "self-evaluation", "--as-at", "2018-03-31", "--output", tmp_path / "a.html")
    assert done.exit_code == 0, done.output
    assert "31 March 2018 is outside the returns loaded" in done.stderr
    assert "not loaded" in (tmp_path / "a.html").read_text()
