"""Files that are sent, and files that are taken away: nothing runs, nothing lands elsewhere, nothing unpacks for ever."""

import csv
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sufficiency.editions import Home
from sufficiency.loading import load
from sufficiency.returns.ssda903 import Refused, read
from sufficiency.service.access.roles import Role
from sufficiency.service.data import uploads
from sufficiency.service.data.downloads import csv_file, xlsx_file
from tests.loading.small_returns import write_return
from tests.security.conftest import STAFF, addresses

HEADER = b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,01/06/2012,WBRI,,,\n"
FORMULAS = ("=1+2", "+1", "-cmd", "@SUM(A1)", "\t=1", "＝1+2", "\r=1", "=HYPERLINK(\"http://evil.example\")")  # fmt: skip
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?\Z")


# Names of files that are sent


NAMES = [
    "../../../evil.csv", "..\\..\\evil.csv", "/etc/cron.d/evil.csv", "C:\\evil.csv", "evil\x00.php.csv", "evil.csv\r\nX: y.csv",
    "....//....//evil.csv", "~/evil.csv", "con.csv", ".htaccess.csv", "%2e%2e%2fevil.csv", "evil.csv/", "\u202evsc.live.csv",
    "a" * 400 + ".csv", "-rf.csv", "$(id).csv", "<script>.csv", "state.json.csv", " .csv", "..csv",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_file_s_name_leads_nowhere_but_its_own_folder(fresh_home, name):
    try:
        upload = uploads.take(fresh_home.path, [file_named(name)], {"by": 1})
    except uploads.Unusable:
        assert not any(path.is_file() for path in fresh_home.path.rglob("*"))
        return
    inside = {path for path in fresh_home.path.rglob("*") if path.is_file()}
    assert {path for path in inside if path.read_bytes() == HEADER} == set(upload.files)
    for path in upload.files:
        assert path.resolve().is_relative_to(upload.files_folder.resolve())
        assert path.stat().st_mode & 0o777 == 0o600 and not path.name.startswith((".", "~"))
        assert not re.search(r"[\x00-\x1f/\\<>$]", path.name)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=80).map(lambda text: f"{text}.csv"))
def test_no_name_at_all_leads_out_of_its_folder(fresh_home, name):
    try:
        upload = uploads.take(fresh_home.path, [file_named(name)], {"by": 1})
    except uploads.Unusable:
        return
    try:
        [path] = upload.files
        assert path.resolve().parent == upload.files_folder.resolve()
    finally:
        upload.remove()


def file_named(name: str, content: bytes = HEADER) -> SimpleUploadedFile:
    """As it comes from a hostile client: Django's own cleaning of the name is left out."""
    file = SimpleUploadedFile("x.csv", content)
    file._name = name
    return file


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("evil.php", b"<?php"), ("evil.html", b"<script>"), ("evil.csv.exe", b"MZ"), ("evil.svg", b"<svg>"), ("evil", b"x"),
        ("evil.zip", b"not a zip"), ("evil.csv", b"PK\x03\x04"), ("evil.csv", b"%PDF-1.7"), ("evil.csv", b""),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_its_name_says_is_refused_and_not_kept(fresh_home, name, content):
    with pytest.raises(uploads.Unusable):
        uploads.take(fresh_home.path, [file_named(name, content)], {"by": 1})
    assert not any(path.is_file() for path in (fresh_home.path / "uploads").rglob("*"))


def test_more_files_or_bytes_than_a_return_has_are_refused(fresh_home, monkeypatch):
    many = [file_named(f"{number}.csv") for number in range(uploads.MOST_FILES + 1)]
    with pytest.raises(uploads.Unusable, match="files were sent"):
        uploads.take(fresh_home.path, many, {"by": 1})
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    with pytest.raises(uploads.Unusable, match="larger than"):
        uploads.take(fresh_home.path, [file_named("a.csv")], {"by": 1})


# What is in them


def packed(path: Path, files: dict[str, bytes], **more) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **more) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "inside",
    ["../../evil.csv", "/tmp/evil-1337.csv", "..\\..\\evil.csv", "a/../../evil.csv"],  # noqa: S108
)
def test_a_zip_writes_nothing_outside_or_inside(tmp_path, inside):
    archive = packed(tmp_path / "slip.zip", {inside: HEADER, "2025/header.csv": HEADER})
    before = set(tmp_path.parent.rglob("*"))
    try:
        read([archive], year=2025, progress=lambda stage: None)
    except Refused as refusal:
        assert str(refusal)
    assert set(tmp_path.parent.rglob("*")) == before and not Path("/tmp/evil-1337.csv").exists()  # noqa: S108


def test_a_zip_that_unpacks_to_far_more_than_it_is_is_refused(tmp_path):
    bomb = packed(tmp_path / "bomb.zip", {"2025/header.csv": HEADER + b"0" * (300 << 20)})
    assert bomb.stat().st_size < 1 << 20
    with pytest.raises(Refused):
        read([bomb], year=2025, progress=lambda stage: None)


def test_zips_within_zips_are_not_opened_for_ever(tmp_path):
    inner = HEADER
    for depth in range(12):
        into = io.BytesIO()
        with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{depth}.zip" if depth else "header.csv", inner)
        inner = into.getvalue()
    (tmp_path / "deep.zip").write_bytes(inner)
    with pytest.raises(Refused):
        read([tmp_path / "deep.zip"], year=2025, progress=lambda stage: None)


def test_a_zip_with_more_files_than_any_return_is_refused(tmp_path):
    archive = packed(tmp_path / "many.zip", {f"{number}.csv": b"" for number in range(6000)})
    with pytest.raises(Refused):
        read([archive], year=2025, progress=lambda stage: None)


def test_a_zip_that_holds_a_link_is_not_followed(tmp_path):
    (tmp_path / "secret.csv").write_bytes(HEADER.replace(b"1,1", b"SECRET,1"))
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        link = zipfile.ZipInfo("2025/header.csv")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, str(tmp_path / "secret.csv"))
    with pytest.raises(Refused):
        read([tmp_path / "link.zip"], year=2025, progress=lambda stage: None)


XML = {
    "an outside entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]><Message><x>&e;</x></Message>',
    "an outside document type": '<!DOCTYPE x SYSTEM "file://{secret}"><Message/>',
    "a parameter entity": '<!DOCTYPE x [<!ENTITY % p SYSTEM "file://{secret}"> %p;]><Message/>',
    "a billion laughs": '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + "]><Message>&j;</Message>",
    "a quadratic entity": '<!DOCTYPE x [<!ENTITY a "'
    + "a" * 50_000
    + '">]><Message>'
    + "&a;" * 5000
    + "</Message>",
    "an include": '<Message xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file://{secret}" parse="text"/></Message>',
    "a style sheet": '<?xml-stylesheet href="file://{secret}"?><Message/>',
    "a hundred thousand levels": "<a>" * 100_000 + "</a>" * 100_000,
}


@pytest.mark.parametrize("text", XML.values(), ids=XML.keys())
def test_xml_fetches_nothing_and_unfolds_nothing(tmp_path, text):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET-1337")
    (tmp_path / "2025.xml").write_text(text.replace("{secret}", str(secret)))
    with pytest.raises(Refused) as refusal:
        read([tmp_path / "2025.xml"], year=2025, progress=lambda stage: None)
    assert "SECRET-1337" not in str(refusal.value)


# What is taken away


@pytest.fixture
def with_formulas(fresh_home, tmp_path) -> Home:
    """An installation whose returns have formulas for children's ids."""
    write_return(tmp_path / "returns", 2025, children=tuple(FORMULAS[:4]), missing=True)
    load(fresh_home, [tmp_path / "returns"], authority="X99", by="=1+2")
    return fresh_home


def test_no_cell_of_any_download_runs_as_a_formula(with_formulas, signed_in):
    client = signed_in(*STAFF)
    edition = with_formulas.current().id
    seen = 0
    for address in addresses():
        path = address.path.replace("2025-04-05-001", edition)
        answer = client.get(path)
        if "attachment" not in answer.headers.get("Content-Disposition", ""):
            continue
        kind = answer.headers["Content-Type"]
        seen += 1
        if "csv" in kind:
            cells = [cell for row in csv.reader(io.StringIO(answer.content.decode())) for cell in row]
            assert [cell for cell in cells if runs(cell)] == [], address.name
        elif "spreadsheet" in kind:
            book = openpyxl.load_workbook(io.BytesIO(answer.content))
            assert not any(cell.data_type == "f" for sheet in book for row in sheet for cell in row), (
                address.name
            )
    assert seen >= 4, "the downloads were found"


def runs(cell: str) -> bool:
    return cell.startswith(
        ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
    ) and not NUMBER.match(cell)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=20) | st.sampled_from(FORMULAS), min_size=1, max_size=4))
def test_no_text_at_all_becomes_a_formula(cells):
    text = csv_file("x", [str(n) for n in range(len(cells))], [cells]).content.decode(
        "utf-8", "surrogatepass"
    )
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert [cell for row in rows[1:] for cell in row if runs(cell)] == []
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file("x", ["a"], [cells], [("b", "c")]).content))
    assert not any(cell.data_type == "f" for row in book["Figures"] for cell in row)


@pytest.mark.parametrize("name", ['a"; filename="evil.exe', "a\r\nSet-Cookie: evil=1", "../../evil", "a;b=c", "é\u202ex", "a" * 500])  # fmt: skip
def test_the_name_of_a_download_is_letters_and_digits_alone(name):
    told = csv_file(name, ["a"], []).headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="[A-Za-z0-9._-]{1,130}"', told)


def test_every_download_has_a_name_of_its_own_and_a_kind_no_browser_runs(with_formulas, signed_in):
    client, edition = signed_in(Role.PERFORMANCE_ANALYST), with_formulas.current().id
    for address in addresses():
        answer = client.get(address.path.replace("2025-04-05-001", edition))
        if "attachment" in answer.headers.get("Content-Disposition", ""):
            assert re.search(r'filename="[A-Za-z0-9._-]+"', answer.headers["Content-Disposition"]), (
                address.name
            )
            assert answer.headers["Content-Type"].split(";")[0] not in (
                "text/html",
                "image/svg+xml",
                "text/xml",
            )


@pytest.mark.parametrize(
    "edition", ["..", "%2e%2e", "../editions/2025-04-05-001", "2025-04-05-001%00", "2025-04-05-001/../../x"]
)
def test_an_edition_s_id_leads_to_no_other_folder(with_formulas, signed_in, edition):
    client = signed_in(*STAFF)
    for path in (
        f"/data/editions/{edition}",
        f"/data/editions/{edition}/findings.csv",
        f"/?edition={edition}",
    ):
        answer = client.get(path)
        assert answer.status_code in (302, 400, 404) and b"manifest" not in answer.content, path
