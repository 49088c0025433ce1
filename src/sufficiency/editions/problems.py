"""What can be wrong with a home or an edition. Each message is a sentence or two to show as it is."""


class EditionProblem(Exception):
    """Something about a home or an edition that the person at the keyboard can put right."""

    def __str__(self) -> str:
        return str(self.args[0])


class UnknownEdition(EditionProblem):
    """An id that names no edition of this home, or a table that no edition has."""


class DamagedEdition(EditionProblem):
    """An edition whose files are missing, unreadable or not as they were written."""


class HomeBusy(EditionProblem):
    """Another load is writing to this home."""


class EditionInUse(EditionProblem):
    """The edition whose figures are shown cannot be taken away."""
