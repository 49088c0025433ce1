"""A composed paper as a file to take away, always made of the composed paper that is kept."""

import re

from django.http import HttpResponse

from sufficiency.documents.document import Document

FORMS = {
    "docx": ("Word document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": ("PDF", "application/pdf"),
    "xlsx": ("Workbook of its numbers", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def answer(paper: Document, form: str) -> HttpResponse:
    """The paper in one of the FORMS, attached. A page of its own (HTML) is left to the command line: a browser would
    show it here under this site's name."""
    name = re.sub(r"[^a-z0-9]+", "-", paper.title.lower()).strip("-")[:60] or "paper"
    kept = f"{name}-{paper.as_at}{'-public' if paper.public else ''}.{form}"
    response = HttpResponse(_written(paper, form), content_type=FORMS[form][1])
    response.headers["Content-Disposition"] = f'attachment; filename="{kept}"'
    return response


def _written(paper: Document, form: str) -> bytes:
    if form == "docx":
        from sufficiency.documents.docx import as_docx

        return as_docx(paper)
    if form == "pdf":
        from sufficiency.documents.pdf import as_pdf

        return as_pdf(paper)
    from sufficiency.documents.xlsx import as_xlsx

    return as_xlsx(paper)
