"""A backup holds everything at one moment, opens with its passphrase alone, and comes back the same."""

import io
import json
import shutil
import subprocess
import tarfile
from pathlib import Path

import pyrage
import pytest

from sufficiency.editions import Home
from sufficiency.service.operations.backup import archive
from sufficiency.service.operations.backup.archive import BadBackup, read_sealed, write_sealed
from sufficiency.service.operations.backup.restoring import unpack
from tests.service.made_up import made_up_returns
from tests.service.operations.installations import PASSPHRASE, Installation, installation, new_database

pytestmark = pytest.mark.own_database

FIGURES = ("measures", "--as-at", "2025-03-31", "--format", "csv")
TOO_MUCH = "Excessive work parameter for passphrase.\nDecryption would take around 32 seconds."
LOCKED = {"SUFFICIENCY_BACKUP_PASSPHRASE": PASSPHRASE}
COUNTED = """
from django.apps import apps
import json
print(json.dumps({m._meta.label: sorted(str(one) for one in m.objects.values_list()) for m in apps.get_models()}))
"""


def rows(of: Installation) -> dict[str, list[str]]:
    """Every row of every table."""
    return json.loads(of.python(COUNTED))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kept(request, tmp_path_factory) -> tuple[Installation, Path]:
    """An installation and a backup of it; nobody writes to either."""
    folder = tmp_path_factory.mktemp("kept")
    own = installation(folder, new_database("kept") if request.param == "postgresql" else "")
    own.run("audit", "show", "--person", "director")
    own.run("backup", str(folder / "kept.age"), **LOCKED)
    return own, folder / "kept.age"


# What of a file is tried does not depend on the database that went into it.
OF_ONE = pytest.mark.parametrize("kept", ["sqlite"], indirect=True, scope="module")


def empty_database(of: Installation) -> dict[str, str]:
    return {"DATABASE_URL": new_database("restored")} if of.environment else {}


def test_everything_comes_back_the_same_into_an_empty_place(kept, tmp_path):
    own, file = kept
    elsewhere = empty_database(own)
    told = own.run("restore", str(file), "--into", str(tmp_path / "home"), **LOCKED, **elsewhere)
    assert "lines of the audit are as they were written" in told.stdout
    restored = Installation(tmp_path / "home", elsewhere)
    assert rows(restored) == rows(own)
    assert restored.run(*FIGURES).stdout == own.run(*FIGURES).stdout
    assert restored.run("audit", "head").stdout == own.run("audit", "head").stdout
    assert restored.run("editions", "verify", Home(own.home).current().id).returncode == 0
    assert (restored.home / "secret-key").read_text() == (own.home / "secret-key").read_text()
    assert restored.home.stat().st_mode & 0o077 == 0
    restored.run("people", "add", "new", "--name", "New", "--role", "finance")  # ids go on where they were
    restored.run("audit", "verify")


def test_it_is_never_written_over_anything(kept, tmp_path):
    own, file = kept
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "mine").write_text("mine")
    told = own.run("restore", str(file), "--into", str(tmp_path / "home"), code=2, **LOCKED)
    assert "is not empty" in told.stderr
    if own.environment:
        told = own.run("restore", str(file), "--into", str(tmp_path / "other"), code=2, **LOCKED)
        assert "The database to restore into holds" in told.stderr
        assert len(rows(own)["access.Person"]) > 3
    assert sorted(one.name for one in tmp_path.iterdir()) == ["home"]
    assert [one.name for one in (tmp_path / "home").iterdir()] == ["mine"]


def altered(file: Path, tmp_path: Path, change) -> Path:
    content = bytearray(file.read_bytes())
    other = tmp_path / "altered.age"
    other.write_bytes(change(content))
    return other


def with_other_byte(content: bytearray, place: float) -> bytearray:
    content[int(len(content) * place)] ^= 1
    return content


@OF_ONE
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda content: content[: len(content) // 2], "altered or cut short"),
        (lambda content: content[:-1], "altered or cut short"),
        (lambda content: content[:-1024], "altered or cut short"),
        (lambda content: content + b"more", "altered or cut short"),
        (lambda content: with_other_byte(content, 0.3), "altered or cut short"),
        (lambda content: with_other_byte(content, 0.99), "altered or cut short"),
        (lambda content: content[:100], "not a backup made by Sufficiency"),
        (lambda content: b"", "not a backup made by Sufficiency"),
        (lambda content: b"PK\x03\x04 something else", "not a backup made by Sufficiency"),
    ],
    ids=["half", "a byte less", "its end", "more", "early byte", "late byte", "beginning", "empty", "other"],
)
def test_a_file_altered_or_cut_short_is_refused_and_leaves_nothing(kept, tmp_path, change, sentence):
    wrong = altered(kept[1], tmp_path, change)
    with pytest.raises(BadBackup, match=sentence):
        unpack(wrong, tmp_path / "home", PASSPHRASE, say=lambda _: None)
    assert [one.name for one in tmp_path.iterdir()] == [wrong.name]


@OF_ONE
def test_another_passphrase_opens_nothing_and_leaves_nothing(kept, tmp_path):
    with pytest.raises(BadBackup, match="The passphrase does not open"):
        unpack(kept[1], tmp_path / "home", "five other words are here", say=lambda _: None)
    assert list(tmp_path.iterdir()) == []


def test_a_busy_machine_opens_a_backup_all_the_same_and_one_that_cannot_says_so(tmp_path, monkeypatch):
    """The library refuses what it takes for too much work, as it measured at a moment when something else was running."""
    write_sealed(tmp_path / "small.age", PASSPHRASE, lambda tar: tar.addfile(tarfile.TarInfo("one")))
    opened, refusals = pyrage.passphrase.decrypt, [TOO_MUCH] * 3

    def busy(sealed, passphrase):
        if refusals:
            raise pyrage.DecryptError(refusals.pop())
        return opened(sealed, passphrase)

    monkeypatch.setattr(pyrage.passphrase, "decrypt", busy)
    names: list[str] = []
    read_sealed(tmp_path / "small.age", PASSPHRASE, lambda tar: names.extend(tar.getnames()))
    assert names == ["one"] and not refusals
    refusals += [TOO_MUCH] * archive.OPENED_AGAIN
    with pytest.raises(BadBackup, match="too busy, or far too slow"):
        read_sealed(tmp_path / "small.age", PASSPHRASE, lambda _tar: pytest.fail("it was not opened"))


def test_the_library_says_so_where_it_is_too_much_work():
    sealed = pyrage.passphrase.encrypt(b"a key", PASSPHRASE)
    first, scrypt, rest = sealed.split(b"\n", 2)
    beyond = b"\n".join((first, scrypt.rsplit(b" ", 1)[0] + b" 40", rest))
    with pytest.raises(pyrage.DecryptError, match="Excessive work"):
        pyrage.passphrase.decrypt(beyond, PASSPHRASE)


def test_a_key_sealed_while_the_machine_was_kept_from_running_is_sealed_anew(monkeypatch):
    powers = iter((10, 12, 18))
    told = lambda *_: b"age-encryption.org/v1\n-> scrypt c2FsdA %d\nrest" % next(powers)  # noqa: E731
    monkeypatch.setattr(pyrage.passphrase, "encrypt", told)
    assert b" 18\n" in archive._sealed_with(PASSPHRASE, b"a key") and next(powers, None) is None
    powers = iter((10, 13, 12, 11, 18))
    assert b" 13\n" in archive._sealed_with(PASSPHRASE, b"a key"), (
        "a slow machine waits no longer than for four"
    )


@OF_ONE
def test_nothing_in_the_file_can_be_read_without_the_passphrase(kept):
    own, file = kept
    content = file.read_bytes()
    for word in (b"CREATE TABLE", b"PAR1", b"Performance", (own.home / "secret-key").read_bytes()[:20]):
        assert word not in content


@OF_ONE
def test_a_file_in_it_that_is_not_as_the_list_says_is_refused(kept, tmp_path):
    """Somebody who has the passphrase packs another file in."""
    parts: dict[str, bytes] = {}

    def take(tar: tarfile.TarFile) -> None:
        parts.update({one.name: tar.extractfile(one).read() for one in tar})

    def put(tar: tarfile.TarFile) -> None:
        for name, content in parts.items():
            about = tarfile.TarInfo(name)
            about.size = len(content)
            tar.addfile(about, io.BytesIO(content))

    read_sealed(kept[1], PASSPHRASE, take)
    whole = dict(parts)
    for name, content in (("home/current.json", b"{}"), ("../outside", b"x"), ("home/more", b"x")):
        parts.clear()
        parts.update(whole | {name: content})
        other = tmp_path / "packed.age"
        other.unlink(missing_ok=True)
        write_sealed(other, PASSPHRASE, put)
        with pytest.raises(BadBackup):
            unpack(other, tmp_path / "home", PASSPHRASE, say=lambda _: None)
        assert [one.name for one in tmp_path.iterdir()] == ["packed.age"]


def test_keys_of_the_environment_are_not_in_it_and_it_says_so(tmp_path):
    own = installation(tmp_path)
    key = (own.home / "audit-key").read_text().strip()
    (own.home / "audit-key").unlink()
    own.environment["SUFFICIENCY_AUDIT_KEY"] = key
    told = own.run("backup", str(tmp_path / "one.age"), **LOCKED)
    assert "SUFFICIENCY_AUDIT_KEY comes from the environment and is not in the backup" in told.stderr
    told = own.run(
        "restore", str(tmp_path / "one.age"), "--into", str(tmp_path / "new"), code=2,
        **LOCKED, SUFFICIENCY_AUDIT_KEY="",
    )  # fmt: skip
    assert "Set it as it was" in told.stderr and not (tmp_path / "new").exists()
    told = own.run("restore", str(tmp_path / "one.age"), "--into", str(tmp_path / "new"), **LOCKED)
    assert "as they were written" in told.stdout


def test_a_backup_made_while_a_load_runs_holds_one_moment(tmp_path):
    own = installation(tmp_path)
    before = Home(own.home).ids()
    shutil.copytree(made_up_returns() / "2025", tmp_path / "2026")
    loading = own.start("load", str(tmp_path / "2026"), "--authority", "X99")
    taken = []
    while loading.poll() is None:
        taken.append(tmp_path / f"{len(taken)}.age")
        own.run("backup", str(taken[-1]), **LOCKED)
    assert loading.returncode == 0 and taken and len(Home(own.home).ids()) == len(before) + 1
    for number, file in enumerate((taken[0], taken[-1])):
        own.run("restore", str(file), "--into", str(tmp_path / f"back{number}"), **LOCKED)
        home = Home(tmp_path / f"back{number}")
        assert home.damaged() == [] and set(before) <= set(home.ids())
        Installation(home.path).run(*FIGURES)
    assert not list(own.home.glob(".backup-*"))


def test_the_passphrase_is_long_and_never_an_argument(tmp_path):
    own = Installation(tmp_path)
    told = own.run("backup", str(tmp_path / "a.age"), code=2, SUFFICIENCY_BACKUP_PASSPHRASE="short")
    assert "The passphrase has 5 letters; use 12 or more" in told.stderr
    told = own.run("backup", str(tmp_path / "a.age"), code=2, SUFFICIENCY_BACKUP_PASSPHRASE="")
    assert "Set SUFFICIENCY_BACKUP_PASSPHRASE" in told.stderr or subprocess.sys.stdin.isatty()
    assert not (tmp_path / "a.age").exists()
