"""A child's id in an address: it may hold any character, and is written so that no browser or server changes it."""

import re
from urllib.parse import quote, unquote


class ChildId:
    """Letters, digits and ordinary punctuation stand for themselves; all else is percent-encoded once more."""

    regex = r"[^/]+"

    def to_url(self, value: object) -> str:
        encoded = quote(str(value), safe="")
        # "." and ".." would be taken for folders.
        return encoded.replace(".", "%2E") if re.fullmatch(r"\.+", encoded) else encoded

    def to_python(self, value: str) -> str:
        return unquote(value, errors="replace")
