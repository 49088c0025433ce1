"""Which rows an error may be planted in, and what is done to them."""

from datetime import datetime, timedelta

from sufficiency.demo.errors import Book, Row


def days_after(day: str, count: int) -> str:
    then = datetime.strptime(day, "%d/%m/%Y") + timedelta(days=count)  # noqa: DTZ007  a day has no time zone
    return then.strftime("%d/%m/%Y")


def age_on(book: Book, row: Row, day: str) -> float:
    born = datetime.strptime(book.born[row["CHILD"]], "%d/%m/%Y")  # noqa: DTZ007
    return (datetime.strptime(day, "%d/%m/%Y") - born).days / 365.25  # noqa: DTZ007


def days_of(row: Row) -> int:
    first, last = (datetime.strptime(row[name], "%d/%m/%Y") for name in ("DECOM", "DEC"))  # noqa: DTZ007
    return (last - first).days


def put(**values: str):
    """Set fields of the row."""

    def spoil(book: Book, year: int, row: Row) -> None:
        row.update(values)

    return spoil


def in_care(book: Book, year: int, row: Row) -> bool:
    """Not a short break, not a temporary stay."""
    return row["LS"] not in ("V3", "V4") and row["PLACE"][0] != "T"


def ended(book: Book, year: int, row: Row) -> bool:
    return in_care(book, year, row) and row["REC"] not in ("", "X1")


def goes_on(book: Book, year: int, row: Row) -> bool:
    """Ends with X1, having lasted some weeks, before one that lasts some weeks too."""
    following = book.next_episode(year, row)
    if not (in_care(book, year, row) and row["REC"] == "X1" and following and following["PLACE"][0] != "T"):
        return False
    return days_of(row) > 40 and (following["DEC"] == "" or days_of(following) > 40)


def still_open(book: Book, year: int, row: Row) -> bool:
    return in_care(book, year, row) and row["DEC"] == ""


def foster(book: Book, year: int, row: Row) -> bool:
    return in_care(book, year, row) and row["PLACE"][0] == "U"


def left_young_from(place: str):
    def fits(book: Book, year: int, row: Row) -> bool:
        return ended(book, year, row) and row["PLACE"][0] == place and age_on(book, row, row["DEC"]) < 16

    return fits


def moved(rne: str, place: str = "U"):
    """An episode that begins with this RNE right after another, in a home of this kind."""

    def fits(book: Book, year: int, row: Row) -> bool:
        episodes = book.episodes(year, row["CHILD"])
        after = row["RNE"] == rne and row is not episodes[0] and row["PLACE"][0] == place
        return after and in_care(book, year, row) and all(each["PLACE"][0] != "T" for each in episodes)

    return fits


def again_with(table: str, **values: str):
    """Give the row of the table a second time with other values."""

    def spoil(book: Book, year: int, row: Row) -> None:
        book.add(year, table, row | values)

    return spoil


def end_late(book: Book, year: int, row: Row) -> None:
    row["DEC"] = days_after(row["DEC"], 20)


def end_early(book: Book, year: int, row: Row) -> None:
    row["DEC"] = days_after(row["DEC"], -10)


def end_before_start(book: Book, year: int, row: Row) -> None:
    row["DEC"] = days_after(row["DECOM"], -5)


def end_on_start(book: Book, year: int, row: Row) -> None:
    row["DEC"] = row["DECOM"]


def drop_header(book: Book, year: int, row: Row) -> None:
    for each in book.years:
        book.remove(each, "header", row["CHILD"])


def vanish(book: Book, year: int, row: Row) -> None:
    """Nothing of the child in any later return."""
    for later, table in book.tables:
        if later > year:
            book.remove(later, table, row["CHILD"])


def withdraw(book: Book, year: int, row: Row) -> None:
    """Another start in the next return, as when a start date was corrected, and the old start gone."""
    again = next(each for each in book.episodes(year + 1, row["CHILD"]) if each["DECOM"] == row["DECOM"])
    again["DECOM"] = days_after(row["DECOM"], -3)


def carried_over(book: Book, year: int, row: Row) -> bool:
    """Open at the end of the year and the child's only episode, which ends with the next year still open."""
    later = book.episodes(year + 1, row["CHILD"])
    only = len(book.episodes(year, row["CHILD"])) == 1 and len(later) == 1
    return only and still_open(book, year, row) and row["RNE"] == "S" and later[0]["DEC"] == ""


def only_in_newest(book: Book, year: int, row: Row) -> bool:
    return all(not book.episodes(each, row["CHILD"]) for each in book.years if each < year) and still_open(
        book, year, row
    )


def turned_18(book: Book, year: int, row: Row) -> bool:
    room = days_after(row["DEC"], 60) if row["DEC"] else ""
    return ended(book, year, row) and age_on(book, row, row["DEC"]) > 17.98 and room[6:] == f"{year - 1}"


def overlapping_incident(book: Book, year: int, row: Row) -> None:
    book.add(
        year,
        "missing",
        row | {"MIS_START": days_after(row["MIS_START"], -1), "MIS_END": days_after(row["MIS_START"], 1)},
    )


def after_year(field: str):
    def spoil(book: Book, year: int, row: Row) -> None:
        row[field] = f"15/04/{year}"

    return spoil


def died_before(book: Book, year: int, row: Row) -> bool:
    before = book.tables.get((year - 1, "oc3"), [])
    return row["IN_TOUCH"] == "YES" and any(each["CHILD"] == row["CHILD"] for each in before)


def die_before(book: Book, year: int, row: Row) -> None:
    for each in book.tables[year - 1, "oc3"]:
        if each["CHILD"] == row["CHILD"]:
            each.update(IN_TOUCH="DIED", ACTIV="0", ACCOM="0")


def older_at_review(book: Book, year: int, row: Row) -> bool:
    return age_on(book, row, row["REVIEW"]) > 6


def match_after_placed(book: Book, year: int, row: Row) -> None:
    placed = next(each for each in book.episodes(year, row["CHILD"]) if each["PLACE"][0] == "A")
    row["DATE_MATCH"] = days_after(placed["DECOM"], 20)


def match_before_decision(book: Book, year: int, row: Row) -> None:
    row["DATE_MATCH"] = days_after(row["DATE_INT"], -30)
