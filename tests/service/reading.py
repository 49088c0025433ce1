"""A page as a reader has it: its words, without tags."""

import html
import re


def text_of(answer) -> str:
    """The words of the page's main part, with single spaces; of the whole page where it has no main part."""
    page = answer.content.decode()
    main = re.search(r"<main\b.*?</main>", page, re.S)
    without = re.sub(r"<script\b.*?</script>|<[^>]*>", " ", main[0] if main else page, flags=re.S)
    return (
        " ".join(html.unescape(without).replace("\u00a0", " ").split()).replace(" .", ".").replace(" ,", ",")
    )
