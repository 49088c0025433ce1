"""What leaves the service on purpose: a child's copy of their record, an extract for analysts. Recorded first."""

import io
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from sufficiency.editions import Edition, Home
from sufficiency.extract import new_key, write_extract
from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import check_can_answer_subject_access, check_can_take_extract
from sufficiency.service.audit.actions import record
from sufficiency.service.audit.models import What
from sufficiency.service.protection.document import packed
from sufficiency.service.protection.held import editions_with, gather
from sufficiency.service.records.models import kept_id
from sufficiency.service.records.sealed import sealed_children
from sufficiency.vocabulary.authorities import authorities


class NothingHeld(Exception):
    """No edition tells of the child."""


@dataclass(frozen=True)
class PackedExtract:
    """An extract in one zip; ``id`` names it, and its key in the installation's folder."""

    id: str
    packed: bytes


@transaction.atomic
def copy_for_child(*, child: str, reason: str, with_document: bool = True, by: Person) -> bytes:
    """A zip of everything held about a child, as a document and as data. Who asked and why is in the audit.

    Raises NotAllowed, NothingHeld, NoDocument where no PDF can be made here, or EditionProblem.
    """
    check_can_answer_subject_access(by, child)
    home = Home(settings.HOME)
    if not editions_with(home, child):
        raise NothingHeld("No edition tells of a child of this id. Check it in the case system.")
    record(by=by, what=What.EXPORTED, child=child, page="copy for the child", reason=reason)
    held = gather(home, child, sealed=kept_id(child) in sealed_children())  # with the line just written
    return packed(held, authority=_authority(home), with_document=with_document)


def extract_for_analysts(
    *, edition: Edition | None, birth: str, reason: str, by: Person
) -> PackedExtract | None:
    """A zip of the edition's extract, with a key of its own that stays here; None where nothing is loaded.

    Raises NotAllowed, EditionProblem or OSError; the audit has its line before the zip is given.
    """
    check_can_take_extract(by)
    if edition is None:
        return None
    key = new_key(Path(settings.HOME))
    with tempfile.TemporaryDirectory(prefix="sufficiency-extract-") as folder:
        made = write_extract(edition, Path(folder) / "extract", key, birth)
        into = io.BytesIO()
        with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(made.folder.rglob("*")):
                if path.is_file():
                    archive.write(path, f"extract-{key.id}/{path.relative_to(made.folder).as_posix()}")
    details = {"birth": birth, "children": made.children, "edition": edition.id}
    record(by=by, what=What.EXPORTED, thing=f"extract {key.id}", page="extract for analysts", reason=reason, details=details)  # fmt: skip
    return PackedExtract(key.id, into.getvalue())


def _authority(home: Home) -> str:
    edition = home.current()
    code = edition.manifest.authority if edition else None
    known = next((one for one in authorities() if one.code == code), None)
    return known.name if known else ""
