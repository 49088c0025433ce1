"""The copy a child is given: a document to read (tagged PDF) and the same as data (JSON), in one zip."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone

from sufficiency.service.protection.held import Held, Section

PDF_VARIANT = "pdf/ua-1"
STYLE = Path(__file__).parent / "copy.css"
SHORT = ("periods", "placements")  # derived tables that the document begins with
IN_DATA_ONLY = ("children", "episodes", "oc2")  # the same as the returns say; in the data in full


class NoDocument(Exception):
    """The document cannot be made on this machine; the text says what is missing and who can put it right."""


def document(held: Held, *, authority: str, made_on: date) -> bytes:
    """The copy as a tagged PDF. Nothing is fetched for it, from here or elsewhere. Raises NoDocument."""
    html_document, style_sheet = _writer()
    derived = {section.name.removeprefix("history/"): section for section in held.derived}
    page = render_to_string(
        "protection/copy.html",
        {
            "held": held,
            "authority": authority,
            "made_on": made_on,
            "first": [derived[name] for name in SHORT if name in derived],
            "returned": held.returned,
            "derived": [one for name, one in derived.items() if name not in (*SHORT, *IN_DATA_ONLY)],
            "own": held.own,
        },
    )
    written = html_document(string=page, url_fetcher=_fetches_nothing)
    return written.write_pdf(
        pdf_variant=PDF_VARIANT, stylesheets=[style_sheet(string=STYLE.read_text("utf-8"))]
    )


def data(held: Held, *, authority: str, made_on: date) -> bytes:
    """The same as JSON: every value as it is stored, and in words."""
    told = {
        "child": held.child,
        "authority": authority,
        "made_on": made_on.isoformat(),
        "editions": held.editions,
        "left_out": held.left_out,
        "returned": [_section(one) for one in held.returned],
        "worked_out": [_section(one) for one in held.derived],
        "kept_by_the_service": [_section(one) for one in held.own],
    }
    return json.dumps(told, indent=1, default=str, ensure_ascii=True).encode()


def packed(held: Held, *, authority: str, with_document: bool = True) -> bytes:
    """One zip of both, or of the data alone. Raises NoDocument."""
    made_on = timezone.localdate()
    files: dict[str, Callable[..., bytes]] = {"record.json": data}
    if with_document:
        files = {"record.pdf": document, **files}
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, make in files.items():
            archive.writestr(name, make(held, authority=authority, made_on=made_on))
    return into.getvalue()


def why_no_document() -> str:
    """The sentence that says why no PDF can be made here, or nothing."""
    try:
        _writer()
    except NoDocument as problem:
        return str(problem)
    return ""


def _writer() -> tuple[Callable, Callable]:
    try:
        from weasyprint import CSS, HTML
    except (ImportError, OSError) as cause:  # OSError: the libraries it draws with are not on the machine
        raise NoDocument(
            "The PDF cannot be made on this machine, because libraries that draw text are missing. Whoever keeps the "
            "machine installs them with “sh scripts/need-pango.sh”. The data can be had without."
        ) from cause
    return HTML, CSS


def _fetches_nothing(url: str, *_more, **_named) -> dict:
    raise ValueError("A document of ours has everything in itself.")


def _section(section: Section) -> dict:
    return {
        "table": section.name,
        "title": section.title,
        "about": section.about,
        "rows": [{"source": row.source, "stored": row.stored, "in_words": row.words} for row in section.rows],
    }
