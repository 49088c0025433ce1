"""The how-to of production, typed line by line: behind nginx nothing is lost, nothing leaks, nobody passes for another."""

import http.client
import re
import shlex
import shutil
import ssl
import subprocess
import tempfile
import threading
import time
from collections import Counter
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from sufficiency.editions import Home
from tests.docs.pages import ROOT, code_lines
from tests.docs.test_commands import commands_in, wrong_in
from tests.service.made_up import made_up_returns
from tests.service.operations.debian import GUIDE, SITE, Machine, sections, settings_in, unit_of

pytestmark = pytest.mark.own_database

SIGN_IN = "/account/sign-in/"
FORM_COOKIE = "__Host-csrftoken"
FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
TOO_MANY = "Too many tries. Wait five minutes, then try again."
CANARY = "CANARY7391"
ONCE = ("Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy", "Cache-Control")
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())


class Answer:
    """What came back: status, headers as often as they came, text."""

    def __init__(self, came: http.client.HTTPResponse) -> None:
        self.status, self.headers, self.body = came.status, came.getheaders(), came.read()

    @property
    def text(self) -> str:
        return self.body.decode()

    def all(self, name: str) -> list[str]:
        return [value for one, value in self.headers if one.lower() == name.lower()]

    def one(self, name: str) -> str:
        [value] = self.all(name)
        return value


class Site:
    """The site as browsers reach it, from an address of their own."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.trusted = ssl.create_default_context(cafile=machine.path(f"/etc/ssl/certs/{SITE}.pem"))

    def connection(self, place: str = "127.0.0.1", name: str = SITE) -> http.client.HTTPConnection:
        plain = http.client.HTTPConnection(
            "127.0.0.1", self.machine.https, timeout=90, source_address=(place, 0)
        )
        plain.connect()
        plain.sock = self.trusted.wrap_socket(plain.sock, server_hostname=name)
        return plain

    def ask(self, path: str, method: str = "GET", place: str = "127.0.0.1", body=None, **headers) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = self.connection(place)
        try:
            connection.request(method, path, body, {"Host": SITE, **named})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def sign_in(self, username: str, password: str, place: str, **headers) -> Answer:
        page = self.ask(SIGN_IN, place=place)
        token, cookies = (
            FORM_TOKEN.search(page.text).group(1),
            SimpleCookie("; ".join(page.all("Set-Cookie"))),
        )
        return self.ask(
            SIGN_IN,
            "POST",
            place,
            urlencode({"login": username, "password": password, "csrfmiddlewaretoken": token}),
            Content_Type="application/x-www-form-urlencoded",
            Referer=f"https://{SITE}{SIGN_IN}",
            Cookie=f"{FORM_COOKIE}={cookies[FORM_COOKIE].value}",
            **headers,
        )


class Callers:
    """People who open pages and send forms without a pause, and note every answer that is not what it should be."""

    def __init__(self, site: Site, number: int = 4) -> None:
        self.answered: Counter[int] = Counter()
        self.titles: set[str] = set()
        self.lost: list[str] = []
        self._site, self._stopping = site, threading.Event()
        self._threads = [threading.Thread(target=self._call, args=(one,)) for one in range(number)]

    def __enter__(self) -> "Callers":
        for one in self._threads:
            one.start()
        return self

    def __exit__(self, *_) -> None:
        time.sleep(0.5)
        self._stopping.set()
        for one in self._threads:
            one.join()

    def _call(self, number: int) -> None:
        wanted = 403 if number % 2 else 200  # a form without its token is refused, by the pages themselves
        while not self._stopping.is_set():
            try:
                answer = self._site.ask(SIGN_IN, "POST" if number % 2 else "GET", f"127.0.1.{number}")
            except (OSError, http.client.HTTPException) as problem:
                self.lost.append(repr(problem))
                continue
            self.answered[answer.status] += 1
            self.titles.update(re.findall(r"<title>(.*?)</title>", answer.text))
            if answer.status != wanted:
                self.lost.append(f"{answer.status} {answer.text[:200]}")
            time.sleep(0.1)


def of_the_next_release(folder: Path) -> None:
    """Another title, another style sheet, and a table more."""
    template = next(folder.glob("src/**/templates/account/login.html"))
    _rewrite(template, lambda text: re.sub(r"(block title %})", r"\1Release two: ", text, count=1))
    collected = folder / "src/sufficiency/service/ui/collected/built"
    (collected / "page.0123456789ab.css").write_text("body { color: black }", encoding="utf-8")
    migration = folder / "src/sufficiency/service/operations/migrations/0999_a_table_more.py"
    migration.write_text(
        "from django.db import migrations, models\n\n\n"
        "class Migration(migrations.Migration):\n"
        f'    dependencies = [("operations", "{last_migration()}")]\n'
        '    operations = [migrations.CreateModel("More", [("id", models.BigAutoField(primary_key=True))])]\n',
        encoding="utf-8",
    )


def last_migration() -> str:
    return sorted(one.stem for one in (ROOT / "src/sufficiency/service/operations/migrations").glob("0*.py"))[
        -1
    ]


def _rewrite(file: Path, change) -> None:
    text = change(file.read_text(encoding="utf-8"))
    file.unlink()  # it may be the checkout's own, linked
    file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def machine():
    """A machine on which the first half of the how-to was typed."""
    folder = Path(tempfile.mkdtemp(prefix="sufficiency-production-"))
    one = Machine(folder)
    try:
        one.release("0.1.0")
        one.release("0.2.0", of_the_next_release)
        for heading in ("Programs", "User and folders", "The release", "Settings and keys", "The database"):
            one.type(heading)
        one.said = {"people": one.type("The first people and the first return", 0)}
        shutil.copytree(made_up_returns() / "2025", one.path("/var/lib/sufficiency/returns/2025"))
        one.type("The first people and the first return", 1)
        with_certificate(one)
        one.said["check"] = one.type("Is all of it right?")
        one.type("Pages, worker, backups")
        one.said["nginx"] = one.type("nginx")
        one.said["answers"] = one.type("See that it answers")
        yield one
    finally:
        one.end()
        shutil.rmtree(folder, ignore_errors=True)


def with_certificate(machine: Machine) -> None:
    certificate = f"/etc/ssl/certs/{SITE}.pem -keyout /etc/ssl/private/{SITE}.key"
    machine.bash(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        f"-subj /CN={SITE} -addext subjectAltName=DNS:{SITE} -out {certificate} 2>&1"
    )


@pytest.fixture
def site(machine) -> Site:
    return Site(machine)


def test_the_how_to_leads_to_pages_that_answer(machine, site):
    assert "syntax is ok" in machine.said["nginx"] and "test is successful" in machine.said["nginx"]
    assert '"status": "ready"' in machine.said["answers"]
    assert "<h1" in site.ask(SIGN_IN).text


def test_the_first_administrator_signs_in_and_the_return_is_there(machine, site):
    answer = site.sign_in("j.admin", password_of(machine, "j.admin"), "127.0.0.10")
    assert answer.status == 302, answer.text
    assert Home(machine.path("/var/lib/sufficiency/home")).current().manifest.years == (2025,)


def password_of(machine: Machine, username: str) -> str:
    return re.search(rf"{username} can sign in with the password (\S+)", machine.said["people"]).group(1)


def test_whoever_comes_by_http_is_led_to_https_under_our_own_name(machine):
    for path in ("/", f"{SIGN_IN}?next=/measures/"):
        plain = http.client.HTTPConnection("127.0.0.1", machine.http, timeout=10)
        plain.request("GET", path, headers={"Host": SITE, "X-Forwarded-Proto": "https"})
        answer = Answer(plain.getresponse())
        assert (answer.status, answer.one("Location")) == (301, f"https://{SITE}{path}")


def test_another_name_is_not_answered(machine, site):
    plain = http.client.HTTPConnection("127.0.0.1", machine.http, timeout=10)
    plain.request("GET", "/", headers={"Host": "evil.example"})
    with pytest.raises(http.client.RemoteDisconnected):
        plain.getresponse()
    with pytest.raises(ssl.SSLError):
        site.connection(name="evil.example")
    connection = site.connection()
    connection.request("GET", SIGN_IN, headers={"Host": "evil.example"})
    with pytest.raises(http.client.RemoteDisconnected):
        connection.getresponse()


def test_old_protocols_are_refused(machine):
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    with pytest.warns(DeprecationWarning):
        old.maximum_version = old.minimum_version = ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    connection = http.client.HTTPConnection("127.0.0.1", machine.https, timeout=10)
    connection.connect()
    with pytest.raises((ssl.SSLError, ConnectionResetError)):
        old.wrap_socket(connection.sock, server_hostname=SITE)


@pytest.mark.parametrize("ciphers", ["AES128-SHA", "ECDHE+AES+SHA1", "AES128-GCM-SHA256"])
def test_ciphers_that_are_weak_or_keep_no_past_secret_are_refused(machine, ciphers):
    """Of CBC with SHA-1, and of keys that are not made anew for each connection, none opens."""
    weak = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    weak.check_hostname, weak.verify_mode = False, ssl.CERT_NONE
    weak.maximum_version = ssl.TLSVersion.TLSv1_2
    weak.set_ciphers(f"{ciphers}:@SECLEVEL=0")
    connection = http.client.HTTPConnection("127.0.0.1", machine.https, timeout=10)
    connection.connect()
    with pytest.raises((ssl.SSLError, ConnectionResetError)):
        weak.wrap_socket(connection.sock, server_hostname=SITE)


@pytest.mark.parametrize(
    "lines",
    [
        ("Content-Length: 4", "Transfer-Encoding: chunked"),
        ("Content-Length: 4", "Content-Length: 30"),
        ("Transfer-Encoding: xchunked",),
        ("Content-Length: +4",),
    ],
    ids=["length and chunks", "two lengths", "chunks that are none", "a length with a sign"],
)
def test_a_request_whose_end_is_told_in_two_ways_is_one_refused_request(machine, site, lines):
    """What follows the body is never taken for a request of its own (request smuggling)."""
    hidden = f"GET /account/sign-in/?smuggled HTTP/1.1\r\nHost: {SITE}\r\nConnection: close\r\n\r\n"
    sent = "\r\n".join(("POST /account/sign-in/ HTTP/1.1", f"Host: {SITE}", *lines, "", f"0\r\n\r\n{hidden}"))
    connection = site.connection().sock
    with connection:
        connection.sendall(sent.encode())
        answered = b"".join(iter(lambda: connection.recv(65_536), b"")).decode(errors="replace")
    assert answered.startswith(("HTTP/1.1 400", "HTTP/1.1 501")), answered[:200]
    assert answered.count("HTTP/1.1 ") == 1


def test_cookies_are_for_https_and_no_script_of_another_site(machine, site):
    answer = site.sign_in("k.admin", password_of(machine, "k.admin"), "127.0.0.11")
    cookies = {
        one.partition("=")[0]: one
        for one in (*site.ask(SIGN_IN).all("Set-Cookie"), *answer.all("Set-Cookie"))
    }
    assert {"__Host-sessionid", FORM_COOKIE, "__Host-last-page"} <= set(cookies)
    for name, told in cookies.items():
        if "Max-Age=0" not in told:
            assert "; Secure" in told and re.search("SameSite=(Lax|Strict)", told), told
            assert "; Path=/" in told and "Domain" not in told, "a browser refuses the name otherwise"
            assert "HttpOnly" in told or name == FORM_COOKIE, told


@pytest.mark.parametrize("path", [SIGN_IN, "/health", "/nothing-here", "static", "too large"])
def test_each_header_that_protects_comes_once(machine, site, path):
    if path == "static":
        answer = site.ask(style_sheet(site))
        wanted = ONCE
    elif path == "too large":
        answer, wanted = site.ask(SIGN_IN, "POST", Content_Length=str(7 << 20)), (*ONCE, "X-Frame-Options")
    elif path == "/health":
        assert site.ask(path).status == 404
        return
    else:
        answer, wanted = site.ask(path), (*ONCE, "X-Frame-Options", "Content-Security-Policy")
    assert {name: len(answer.all(name)) for name in wanted} == dict.fromkeys(wanted, 1)
    assert answer.one("Server") == "nginx"
    assert not answer.all("X-Powered-By")


def test_a_made_up_place_of_origin_neither_hides_a_guesser_nor_locks_out_another(site):
    forged = {"Forwarded": "for=127.0.0.30", "X_Real_IP": "127.0.0.30", "Client_IP": "127.0.0.30"}
    answers = [
        site.sign_in(f"name{number}", "wrong", "127.0.0.20", X_Forwarded_For="127.0.0.30" if number % 2 else f"203.0.113.{number}", **forged)
        for number in range(21)
    ]  # fmt: skip
    assert TOO_MANY not in answers[19].text and TOO_MANY in answers[20].text
    assert TOO_MANY not in site.sign_in("name-of-another", "wrong", "127.0.0.30").text


def test_a_made_up_scheme_or_host_changes_nothing(site):
    answer = site.ask(
        "/measures/",
        X_Forwarded_Proto="http",
        X_Forwarded_Host="evil.example",
        X_Forwarded_Port="81",
        Forwarded="host=evil.example;proto=http",
        Script_Name="/evil",
        X_Script_Name="/evil",
    )
    assert answer.status == 302 and answer.one("Location").startswith(SIGN_IN)
    answer = site.ask(
        SIGN_IN, X_Forwarded_Proto="http", X_Forwarded_Ssl="off", X_Forwarded_Host="evil.example"
    )
    assert answer.status == 200 and "evil" not in answer.text
    kept = [one for one in answer.all("Set-Cookie") if "Max-Age=0" not in one]
    assert kept and all("; Secure" in one for one in kept)


METRICS = (
    "/metrics", "/metrics/", "//metrics", "/./metrics", "/static/../metrics", "/%6detrics", "/metrics?x", "/metrics%3f",
    "/metrics;x", "/METRICS", "/health", "/health/ready", "/health//ready", "/said/too-large.html",
)  # fmt: skip


@pytest.mark.parametrize("path", METRICS)
def test_what_is_for_the_machine_is_not_reached_from_outside_even_with_the_token(machine, site, path):
    answer = site.ask(path, Authorization=f"Bearer {token(machine)}")
    assert answer.status == 404 and "sufficiency_requests" not in answer.text


def test_the_machine_itself_reads_metrics_with_the_token_alone(machine):
    address = f"http://127.0.0.1:{machine.watch}"
    assert "sufficiency_workers 1.0" in machine.type("Watch it", 1)
    assert "403" in machine.bash(f"curl --silent --write-out '%{{http_code}}' {address}/metrics")
    assert "404" in machine.bash(f"curl --silent --write-out '%{{http_code}}' {address}{SIGN_IN}")


def token(machine: Machine) -> str:
    return settings_in(machine.path("/etc/sufficiency/environment"))["SUFFICIENCY_METRICS_TOKEN"]


@pytest.mark.parametrize(
    ("path", "size"), [(SIGN_IN, 7 << 20), ("/data/load", 311 << 20), ("/caseloads/csv", 7 << 20)]
)
def test_what_is_too_large_is_answered_in_plain_words(site, path, size):
    answer = site.ask(path, "POST", Content_Length=str(size))
    assert answer.status == 413 and answer.one("Content-Type").startswith("text/html")
    assert "What you sent is larger than this page takes." in answer.text and "nginx" not in answer.text


def test_a_return_larger_than_a_form_reaches_the_pages(site):
    for _ in range(5):  # refused before it is read: the refusal arrives all the same
        answer = site.ask("/data/load", "POST", body=b"x" * (7 << 20), Content_Type="text/plain")
        assert answer.status == 403 and "<h1" in answer.text


def style_sheet(site: Site) -> str:
    return re.search(r'href="(/static/built/page\.[0-9a-f]{12}\.css)"', site.ask(SIGN_IN).text).group(1)


def test_style_sheets_are_kept_for_good_and_sent_packed(machine, site):
    path = style_sheet(site)
    assert machine.path("/opt/sufficiency" + path).is_file()
    answer = site.ask(path, Accept_Encoding="gzip")
    assert answer.status == 200 and answer.one("Content-Encoding") == "gzip"
    assert answer.one("Cache-Control") == "public, max-age=315360000, immutable"
    assert answer.one("Content-Type").startswith("text/css")
    assert site.ask("/static/ui/icon.svg").one("Cache-Control") != answer.one("Cache-Control")
    assert site.ask("/static/built/none.0123456789ac.css").status == 404
    assert site.ask("/static/../etc/sufficiency/environment.0123456789ac.css").status in (400, 404)


def test_what_is_gathered_for_browsers_can_be_read_by_the_service_and_nginx_whoever_built_it(tmp_path):
    told = settings.STORAGES["staticfiles"]
    storage = storages.create_storage(told | {"OPTIONS": told.get("OPTIONS", {}) | {"location": tmp_path}})
    path = tmp_path / storage.save("built/page.css", ContentFile("body {}"))
    assert path.stat().st_mode & 0o777 == 0o644 and path.parent.stat().st_mode & 0o777 == 0o755


def test_a_page_is_kept_by_nobody(site):
    for path in (SIGN_IN, "/nothing-here"):
        assert {"no-store", "private"} <= set(site.ask(path).one("Cache-Control").split(", "))


def test_the_service_can_change_no_table_and_no_line_of_the_audit(machine):
    with as_the_service(machine) as service:
        service.execute("GRANT ALL ON audit_line TO sufficiency")  # PostgreSQL warns, and gives nothing
        for forbidden in (
            "UPDATE audit_line SET name = 'other'",
            "DELETE FROM audit_line",
            "DROP TRIGGER audit_line_is_not_changed ON audit_line",
            "ALTER TABLE audit_line DISABLE TRIGGER USER",
            "CREATE TABLE more (id int)",
            "TRUNCATE access_person",
            "DELETE FROM django_migrations",
            "SET ROLE sufficiency_owner",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), service.transaction():
                service.execute(forbidden)
        assert service.execute("SELECT count(*) FROM audit_line").fetchone()[0] > 0


def test_settings_and_keys_are_for_root_alone_and_each_has_its_own(machine):
    for file in machine.path("/etc/sufficiency").iterdir():
        assert file.stat().st_mode & 0o077 == 0, file
    own = settings_in(machine.path("/etc/sufficiency/environment"))
    keys = [own[f"SUFFICIENCY_{one}"] for one in ("SECRET_KEY", "AUDIT_KEY", "METRICS_TOKEN")]
    keys += settings_in(machine.path("/etc/sufficiency/backup")).values()
    assert len(set(keys)) == 4 and min(map(len, keys)) >= 48
    assert not list(machine.path("/var/lib/sufficiency/home").glob("*-key"))
    assert not machine.path("/var/lib/sufficiency/.gunicorn").exists(), "no door for gunicorn's own commands"


def test_logs_hold_nothing_that_was_typed(machine, site):
    site.ask(f"/{CANARY}?{CANARY}", Referer=f"https://{SITE}/{CANARY}", User_Agent=CANARY)
    site.ask(f"/data/load?{CANARY}", "POST", Content_Length=str(400 << 20))
    site.sign_in(CANARY, CANARY, "127.0.0.40")
    for log in (*machine.path("/var/log/nginx").iterdir(), *machine.folder.glob("*.log")):
        assert CANARY not in log.read_text(encoding="utf-8"), log
    access = machine.path("/var/log/nginx/sufficiency.access.log").read_text(encoding="utf-8").splitlines()
    pages = (machine.folder / "sufficiency-pages.service.log").read_text(encoding="utf-8")
    number = next(one.split()[-1] for one in reversed(access) if not one.endswith("-"))
    assert f'"request": "{number}"' in pages


def test_a_backup_is_made_by_its_unit_and_comes_back(machine, tmp_path):
    assert "sufficiency-backup.timer" in machine.units.enabled
    machine.type("Back up")
    [kept] = machine.path("/var/backups/sufficiency").iterdir()
    assert (
        re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.age", kept.name) and kept.stat().st_mode & 0o077 == 0
    )
    assert "sufficiency_backup_age_seconds" in machine.type("Watch it", 1)


def test_a_reload_during_calls_loses_none(machine, site):
    with Callers(site) as callers:
        time.sleep(0.5)
        machine.bash("systemctl reload sufficiency-pages.service")
        time.sleep(2.5)
    assert callers.lost == [] and callers.answered[200] > 5 and callers.answered[403] > 5


def test_upgrade_and_roll_back_during_calls_lose_none(machine, site):
    before = style_sheet(site)
    with Callers(site) as callers:
        told = machine.type("Upgrade")
        assert "operations.0999_a_table_more" in told and '"status": "ready"' in told
        assert "Release two" in site.ask(SIGN_IN).text
        assert site.ask("/static/built/page.0123456789ab.css").status == 200
        assert site.ask(before).status == 200, "a page opened before still finds its style sheet"
        assert tables(machine, "operations_more") == 1
        machine.type("Roll back", 0)
        assert "Release two" not in site.ask(SIGN_IN).text
        undo = sections()["Roll back"][1].replace("0001_jobs", last_migration())
        machine.bash(undo)
        assert tables(machine, "operations_more") == 0
    assert callers.lost == [] and callers.answered[200] > 20 and callers.answered[403] > 20
    assert len(callers.titles) >= 2
    assert machine.path("/opt/sufficiency/current").resolve().name == "0.1.0"
    assert len(list(machine.path("/var/backups/sufficiency").iterdir())) == 2


def as_the_service(machine: Machine) -> psycopg.Connection:
    return psycopg.connect(settings_in(machine.path("/etc/sufficiency/environment"))["DATABASE_URL"])


def tables(machine: Machine, name: str) -> int:
    with as_the_service(machine) as service:
        return service.execute("SELECT count(*) FROM pg_tables WHERE tablename = %s", [name]).fetchone()[0]


def test_what_was_lost_is_restored_as_the_how_to_says(machine, site):
    with as_the_service(machine) as service:
        service.execute("UPDATE access_person SET name = 'Lost' WHERE username = 'k.admin'")
    assert "lines of the audit are as they were written" in machine.type("Restore")
    with as_the_service(machine) as service:
        names = service.execute("SELECT name FROM access_person ORDER BY name").fetchall()
        assert names == [("J Admin",), ("K Admin",)]
        for forbidden in ("DELETE FROM audit_line", "ALTER TABLE access_person DROP COLUMN name"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), service.transaction():
                service.execute(forbidden)
    assert "<h1" in site.ask(SIGN_IN).text


def test_a_command_of_the_service_is_refused_without_a_release(machine):
    done = subprocess.run(
        [machine.folder / "bin" / "as-sufficiency", *shlex.split("--release 9.9.9 sufficiency people list")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2 and "There is no installed release" in done.stderr


def test_while_the_pages_are_down_a_page_says_so(machine, site):
    machine.bash("systemctl stop sufficiency-pages.socket sufficiency-pages.service")
    answer = site.ask(SIGN_IN)
    assert answer.status == 502 and "look before you send it again" in answer.text


def test_the_commands_of_the_how_to_exist():
    text = GUIDE.read_text(encoding="utf-8")
    ours = re.compile(r"as-sufficiency (?:--owner |--release \S+ )*(?=sufficiency|django-admin)")
    found = [words for line in code_lines(text) for words in commands_in(ours.sub("", line.strip()))]
    named = {words[1] for words in found if words[0] == "sufficiency" and len(words) > 1}
    assert {"people", "load", "check-deploy", "restore", "audit"} <= named
    assert {" ".join(words): told for words in found if (told := wrong_in(words))} == {}


def test_every_file_of_deploy_that_is_named_exists_and_each_is_put_to_use():
    text = "".join(one.read_text(encoding="utf-8") for one in (GUIDE, *(ROOT / "deploy").rglob("*.conf")))
    named = set(re.findall(r"/(deploy/[\w./-]*[\w/])", text))
    missing = [one for one in named if not (ROOT / one).exists() and not list(ROOT.glob(f"{one}*"))]
    assert not missing
    files = [one.relative_to(ROOT).as_posix() for one in (ROOT / "deploy").rglob("*") if one.is_file()]
    assert [one for one in files if not any(one.startswith(name) for name in named)] == []


def test_each_setting_is_explained_in_the_example_and_none_is_made_up():
    example = (ROOT / "deploy" / "environment.example").read_text(encoding="utf-8")
    explained = set(re.findall(r"^#?(SUFFICIENCY_[A-Z_]+)=", example, re.MULTILINE))
    sources = "".join(one.read_text(encoding="utf-8") for one in (ROOT / "src" / "sufficiency").rglob("*.py"))
    read = set(re.findall(r"environ(?:ment)?(?:\.get\(|\[)\s*\"(SUFFICIENCY_[A-Z_]+)\"", sources))
    read |= set(re.findall(r"whole_number\(os\.environ, \"(SUFFICIENCY_[A-Z_]+)\"", sources))
    read |= {
        f"SUFFICIENCY_OIDC_{one}"
        for one in re.findall(r"_(?:read|needed)\(environment, \"(\w+)\"\)", sources)
    }
    assert len(read) > 12 and read <= explained, read - explained
    assert all(name in sources or name.removeprefix("SUFFICIENCY_OIDC_") in sources for name in explained)
    for name in explained:
        before = example[: re.search(rf"^#?{name}=", example, re.MULTILINE).start()].rstrip().splitlines()[-1]
        assert before.startswith("# "), f"{name} is not explained"
    secret = re.findall(r"^#?(?:\w+_(?:KEYS?|TOKEN|SECRET))='(.*)'$", example, re.MULTILINE)
    assert len(secret) == 5 and not any(secret)


@pytest.mark.parametrize("unit", UNITS, ids=[one.name for one in UNITS])
def test_the_units_are_as_systemd_wants_them(unit, tmp_path):
    read = unit_of(unit)
    assert read["Unit"]["Description"]
    if unit.suffix == ".service":
        service = read["Service"]
        for setting, wanted in {
            "User": "sufficiency", "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes",
            "PrivateTmp": "yes", "CapabilityBoundingSet": "", "LimitCORE": "0", "UMask": "0077",
        }.items():  # fmt: skip
            assert service[setting] == wanted, setting
        assert "/etc/sufficiency/environment" in service["EnvironmentFile"].splitlines()
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        return
    for one in UNITS:
        text = re.sub(
            r"^ExecStart=/opt\S+", "ExecStart=/bin/true", one.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
        (tmp_path / one.name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [analyze, "verify", str(tmp_path / unit.name)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.strip()) == (0, "")


def test_before_the_pages_are_started_nothing_is_found_that_must_not_be(machine):
    told = {line.split("  ")[0].strip() for line in machine.said["check"].splitlines()}
    assert "warning" in told and "ok" in told, (
        "no worker and no backup yet: to be known, and no reason to stop"
    )
    assert not told & {"not ok", "not looked at"}
