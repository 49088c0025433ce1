"""A paper as a PDF that people and screen readers can read: tagged, with language, title, bookmarks and texts for its charts.

It is the page of `html` laid out for A4. Every fount is in the file. Nothing is fetched: a paper has all it needs.
"""

from __future__ import annotations

import logging

from sufficiency.documents.document import Document
from sufficiency.documents.html import as_html
from sufficiency.measures import said

VARIANT = "pdf/ua-1"  # the standard for accessible PDF, ISO 14289


class NotFetched(ValueError):
    """A paper asked for something outside itself."""


def as_pdf(paper: Document) -> bytes:
    """The paper as PDF/UA."""
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher

    class OnlyItsOwn(URLFetcher):
        """Takes what is written into the page itself, and nothing from a disk or a network."""

        def fetch(self, url, headers=None):
            if not url.startswith("data:"):
                raise NotFetched(f"A paper fetches nothing; it asked for {url[:60]}.")
            return super().fetch(url, headers)

    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it warns of what the page has for screens alone
    page = HTML(string=as_html(paper, for_print=True), url_fetcher=OnlyItsOwn())
    day = f'html {{ string-set: day "Figures as at {said.day(paper.as_at)}"; }}'
    return page.write_pdf(stylesheets=[CSS(string=day)], pdf_variant=VARIANT, pdf_tags=True)
