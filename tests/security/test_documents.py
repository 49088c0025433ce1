"""What docs/security says is so: the table of OWASP ASVS is whole, its tests are there, numbers are those of the settings."""

import ast
import csv
import re
from datetime import timedelta
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.http import QueryDict
from scripts import write_security

import sufficiency
from sufficiency.returns.ssda903 import sources
from sufficiency.service.access.actions import create_person
from sufficiency.service.audit.models import Line
from sufficiency.service.data import uploads
from sufficiency.service.protection import schedule
from sufficiency.service.ui import components as ui
from tests.security.asvs_numbers import levels

ROOT = Path(__file__).parents[2]
SECURITY = ROOT / "docs" / "security"
SOURCE = Path(sufficiency.__file__).parent
STATES = {"tested", "does not apply", "open"}
CONTROLS = (SECURITY / "controls.md").read_text(encoding="utf-8")


def rows() -> list[dict[str, str]]:
    with (SECURITY / "asvs.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@cache
def names_of_tests(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


# The table


def test_every_requirement_of_levels_one_and_two_is_in_the_table_once():
    assert [row["number"] for row in rows()] == list(levels())
    assert len(levels()) == 253 and sorted(set(levels().values())) == [1, 2]
    assert {row["number"]: int(row["level"]) for row in rows()} == levels()


def test_every_requirement_is_tested_does_not_apply_or_is_open_and_says_why():
    for row in rows():
        assert row["state"] in STATES, row
        assert row["topic"] and row["test or reason"], row
        if row["state"] != "tested":
            assert row["test or reason"].endswith((".", ")")) and "::" not in row["test or reason"], row


def test_none_is_called_tested_without_a_test_that_is_there():
    for row in rows():
        if row["state"] == "tested":
            path, _, name = row["test or reason"].partition("::")
            assert name.startswith("test_") and (ROOT / path).is_file(), row
            assert name in names_of_tests(path), f"{row['number']}: there is no {name} in {path}"


def test_the_readable_table_and_the_picture_are_those_of_the_declarations():
    assert (SECURITY / "asvs.md").read_text(encoding="utf-8") == write_security.asvs_page(), (
        "Run scripts/write_security.py."
    )
    assert (SECURITY / "data-flow.svg").read_text(encoding="utf-8") == write_security.data_flow()


def test_the_picture_of_the_flow_needs_nothing_from_elsewhere_and_says_itself_in_words():
    text = (SECURITY / "data-flow.svg").read_text(encoding="utf-8")
    picture = ElementTree.fromstring(text)  # noqa: S314 (our own file)
    assert picture.find("{*}title").text and "1 files sent" in picture.find("{*}desc").text
    assert not re.search(r"href|url\((?!#)|<script|<image|@import", text)
    words = (SECURITY / "data-flow.md").read_text(encoding="utf-8")
    for number in range(1, len(write_security.FLOWS) + 1):
        assert f"| {number} |" in words and f">{number} " in text


# The pages


@pytest.mark.parametrize(
    "heading",
    ["Ways in", "Guessing", "Words no password may be made of", "Sessions", "Who may see what", "Files", "Limits of use",
     "What takes long", "Keys and methods", "What is sensitive", "Logs", "Connections", "Parts and their age"],
)  # fmt: skip
def test_the_page_on_controls_says_what_the_table_leans_on(heading):
    part = CONTROLS.split(f"## {heading}\n", 1)
    assert len(part) == 2 and len(part[1].split("\n## ")[0]) > 150, heading


def test_what_the_page_says_is_what_the_settings_say():
    assert f"{settings.IDLE_MINUTES} minutes without a page" in CONTROLS
    assert f"after {settings.SESSION_COOKIE_AGE // 3600} hours in any case" in CONTROLS
    longest = next(one for one in settings.AUTH_PASSWORD_VALIDATORS if "MinimumLength" in one["NAME"])
    assert f"Passwords have {longest['OPTIONS']['min_length']} letters or more" in CONTROLS
    assert (
        "5/5m/key" in settings.ACCOUNT_RATE_LIMITS["login_failed"] and "After 5 wrong passwords" in CONTROLS
    )
    assert (
        "20/m/ip" in settings.ACCOUNT_RATE_LIMITS["login_failed"]
        and "20 in a minute from one place" in CONTROLS
    )
    assert (
        f"{sources.MOST_RATIO} times their packed" in CONTROLS
        and f"{sources.MOST_ENTRIES:,} files in a zip" in CONTROLS
    )
    assert f"up to {uploads.MOST_FILES} files and {uploads.MOST_BYTES >> 20} MB" in CONTROLS
    assert timedelta(seconds=uploads.KEPT_SECONDS) == timedelta(days=1)
    production = (SOURCE / "service/config/settings.py").read_text(encoding="utf-8")
    assert "Argon2PasswordHasher" in production and "MD5" not in production


def test_the_assessment_says_for_how_long_what_is_kept():
    text = (SECURITY / "dpia.md").read_text(encoding="utf-8")
    for name, words in (("child", "75th birthday"), ("child_died", "15 years"), ("adopted", "100 years"), ("edition", "3 years"), ("account", "1 year"), ("audit", "7 years")):  # fmt: skip
        line = next(one for one in schedule.schedule() if one.id == name)
        assert str(line.number) in words and words in text, name


def test_the_assessment_has_every_step_and_leaves_names_and_dates_to_the_council():
    text = (SECURITY / "dpia.md").read_text(encoding="utf-8")
    for step in range(1, 7):
        assert f"## {step}. " in text
    assert text.count("**[") > 20


@pytest.mark.parametrize("page", sorted(path.name for path in SECURITY.glob("*.md")))
def test_every_link_of_the_pages_leads_somewhere(page):
    text = (SECURITY / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        assert (SECURITY / target).exists(), f"{page}: {target}"


# The source


def source() -> dict[str, str]:
    return {str(path.relative_to(SOURCE)): path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")}


def test_no_weak_method_is_used():
    weak = re.compile(r"\b(md5|sha1|DES|RC4|ECB|PKCS1v15|Blowfish)\b", re.IGNORECASE)
    allowed = {"service/access/passwords.py"}  # the published list of breached passwords is by SHA-1
    assert [
        name for name, text in source().items() if weak.search(_without_words(text)) and name not in allowed
    ] == []


def test_no_method_of_cryptography_is_written_here():
    imported = re.compile(
        r"^\s*(?:from|import) (Crypto|cryptography\.hazmat\.primitives\.(?:ciphers|asymmetric|padding)|pycrypto|rsa)\b",
        re.MULTILINE,
    )
    assert [name for name, text in source().items() if imported.search(text)] == []


def test_chance_that_protects_something_is_never_the_plain_one():
    plain = re.compile(
        r"^\s*(?:from random import|import random\b)|\brandom\.(?:random|choice|randint)\(", re.MULTILINE
    )
    made_up = ("demo/",)  # the made-up authority is made by a seed, so that it is the same everywhere
    assert [
        name for name, text in source().items() if plain.search(text) and not name.startswith(made_up)
    ] == []


def test_nothing_is_run_or_read_back_as_code():
    dangerous = re.compile(r"(?<![\w.])(eval|exec|__import__)\(|\bpickle\b|\bmarshal\.loads|yaml\.load\(|shell=True|os\.system\(|mark_safe\(|\|safe\b|autoescape off")  # fmt: skip
    found = [name for name, text in source().items() if dangerous.search(_without_words(text))]
    ours = {"hint_and_errors.html"}  # a hint is a text of the program, in which Django allows tags
    pages = [
        path.name for path in SOURCE.rglob("*.html") if dangerous.search(path.read_text(encoding="utf-8"))
    ]
    assert found in ([], ["service/ui/components/table.py"]), "a table draws its own rows: see the next test"
    assert set(pages) <= ours


def test_a_table_that_draws_its_own_rows_escapes_every_cell():
    hostile = "<script>x</script>'\"><svg onload=x>"
    cell = ui.Cell(hostile, href=hostile, hint=hostile)
    rows = [{"a": cell, "b": hostile, hostile: hostile}, {"a": hostile, "b": cell}]
    columns = [ui.Column("a", hostile), ui.Column("b", hostile, sort=True), ui.Column(hostile, hostile)]
    drawn = str(ui.Table(hostile, columns, rows, note=hostile, query=QueryDict("sort=b")))
    assert "<script>" not in drawn and "<svg" not in drawn and drawn.count("&lt;script&gt;") >= 9


def _without_words(text: str) -> str:
    """Source without comments and docstrings, which may speak of anything."""
    return re.sub(r'"""[\s\S]*?"""|#[^\n]*', "", text)


def test_scripts_keep_nothing_in_the_browser():
    for path in (SOURCE / "service").rglob("*.js"):
        if not {"built", "collected", "node_modules"} & set(path.parts):
            text = path.read_text(encoding="utf-8")
            assert not re.search(
                r"localStorage|sessionStorage|indexedDB|document\.cookie|innerHTML|\beval\(", text
            ), path.name


def test_every_part_is_locked_by_its_hash():
    for name in ("run.lock", "dev.lock"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        parts = re.split(r"\n(?=[a-zA-Z0-9])", text)
        pinned = [part for part in parts if re.match(r"[a-zA-Z0-9._\[\],-]+==", part)]
        assert len(pinned) > 30 and all("--hash=sha256:" in part for part in pinned), name
        assert "http" not in text.split("#")[0]


@pytest.mark.django_db
def test_times_of_the_audit_are_kept_in_utc():
    create_person(username="ann", name="Ann", password="a-long-made-up-password", roles=[])
    line = Line.objects.order_by("-number").first()
    assert line is not None and line.at.utcoffset() == timedelta(0)
