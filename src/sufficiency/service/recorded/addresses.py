"""A recorded series in an address: the id of a measure that nobody counts.

Its page has the address every measure has (/measures/ID). An id that is counted, or is none, is left to the next
pattern, which is that of the counted measures.
"""

from sufficiency.measures.catalogue import Entry, catalogue


class RecordedSeries:
    """A path converter; the view gets the entry of the catalogue."""

    regex = r"[a-z0-9_]{1,80}"

    def to_python(self, text: str) -> Entry:
        """Raises ValueError for what is no recorded series, so that the address is looked for elsewhere."""
        entry = catalogue().get(text)
        if entry is None or not entry.is_recorded:
            raise ValueError(text)
        return entry

    def to_url(self, entry: Entry | str) -> str:
        return entry if isinstance(entry, str) else entry.id
