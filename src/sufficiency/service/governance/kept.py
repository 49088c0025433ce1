"""The forward plan for whoever owns the installation: for `sufficiency forward-plan`."""

from sufficiency.editions import Home
from sufficiency.service.recorded.kept import is_there
from sufficiency.service.start import prepare


class NoSuchBoard(ValueError):
    """There is no board of the name; the text says which there are."""


def planned(home: Home, year: int | None, board: str = "") -> list[list[object]]:
    """The rows of the forward plan of a municipal year (None: today's), in ``plan_columns.COLUMNS``.

    Nothing, without making a database, where nothing was ever kept here. Raises NoSuchBoard.
    """
    if not is_there(home):
        return []
    prepare(home.path, say=lambda sentence: None)
    from django.utils import timezone

    from sufficiency.service.governance.cadence import first_and_last, municipal_year_of
    from sufficiency.service.governance.made_up import keep_made_up_boards
    from sufficiency.service.governance.models import Board
    from sufficiency.service.governance.pages import plan_rows
    from sufficiency.service.governance.queries import forward_plan

    keep_made_up_boards(home.path)
    wanted = Board.objects.filter(name__iexact=board.strip()).first() if board else None
    if board and wanted is None:
        names = ", ".join(Board.objects.values_list("name", flat=True)) or "none yet"
        raise NoSuchBoard(f"There is no board “{board.strip()[:60]}”. There are: {names}.")
    chosen = year if year is not None else municipal_year_of(timezone.localdate())
    return plan_rows(forward_plan(*first_and_last(chosen), board=wanted))
