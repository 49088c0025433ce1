"""Changes that no test can notice, since every figure stays what it was; each with the reason.

They count as survivors like any other, and are told apart on the page.
"""

from __future__ import annotations

from typing import NamedTuple


class Same(NamedTuple):
    file: str
    code: str  # the line, or the part of it that matters
    is_now: str
    why: str


SAME = (
    Same(
        "history/positions.py",
        "& (_.previous_placement_start <= _.back_24).fill_null(False)",
        "& (_.previous_placement_start <= _.back_24).fill_null(True)",
        "A placement without one before it is the first of its period of care, so a child in care for 30 months has been "
        "in it for 24: the placement is stable already.",
    ),
    Same(
        "history/engine.py",
        '"threads": os.cpu_count() or 1,',
        '"threads": os.cpu_count() or 2,',
        "How many threads work where the machine does not tell how many it has.",
    ),
    Same(
        "history/engine.py",
        '"threads": os.cpu_count() or 1,',
        '"threads": os.cpu_count() or 0,',
        "The same.",
    ),
    Same(
        "history/annex_a/opened.py",
        'months = 12 if row["covers_12m"] else 6 if row["covers_6m"] else 0',
        'months = 12 if row["covers_12m"] else 6 if row["covers_6m"] else 1',
        "A figure is over 6 or 12 months: a list that covers one month gives as little as one that covers none.",
    ),
    Same(
        "history/nothing.py",
        "pq.write_table(pq.read_table(path).slice(0, 0), path,",
        "pq.write_table(pq.read_table(path).slice( 1, 0), path,",
        "No row from the second on is no row.",
    ),
    Same(
        "measures/disproportionality.py",
        '("more", [group for group in clear if group.low > 1]),',
        '("more", [group for group in clear if group.low >= 1]),',
        "A difference is clear only where 1 lies outside the interval, so its lower end is never 1.",
    ),
    Same(
        "history/stages.py",
        "return json.dumps([asdict(step) for step in self.steps], indent=1)",
        "return json.dumps([asdict(step) for step in self.steps], indent= 0)",
        "How the file of a plan is laid out; it is read back the same.",
    ),
    Same(
        "measures/said.py",
        'direction = "up" if moved > 0 else "down"',
        'direction = "up" if moved >= 0 else "down"',
        "No move at all is told before, as the same.",
    ),
    Same(
        "measures/reference/leaving.py",
        "if (age_on(child.dob, episode.dec) or 0) >= 16",
        "if (age_on(child.dob, episode.dec) or 1) >= 16",
        "Neither is 16.",
    ),
    Same(
        "measures/said.py",
        'direction = "up" if moved > 0 else "down"',
        'direction = "up" if moved >= 0 else "down"',
        "What did not move has been answered before this line.",
    ),
    Same(
        "history/stages.py",
        "return json.dumps([asdict(step) for step in self.steps], indent=1)",
        "indent= 2)",
        "How the file of a plan is laid out; it is read back the same.",
    ),
    Same(
        "history/health.py",
        "return ibis.union(broken_by_event, broken_by_short_break, distinct=True)",
        "distinct=False)",
        "Children with a broken year are left out by it: one named twice is left out once.",
    ),
    Same(
        "measures/reference/leaving.py",
        "(age_on(child.dob, episode.dec) or 0) >= 16",
        "(age_on(child.dob, episode.dec) or 1) >= 16",
        "Neither 0 nor 1 is 16: somebody of unknown age is not among those of 16 and over.",
    ),
    Same(
        "measures/reference/snapshots.py",
        "return number > 0 and period.placements[number - 1].start <= latest_start",
        "return number > -1 and",
        "The first placement of a period began when the period did, 30 months ago or more, and is stable already.",
    ),
    Same(
        "history/engine.py",
        "self.connection.read_parquet(str(table)).create_view(name, replace=True)",
        "replace=False)",
        "Each history has a connection of its own, to which a stored table is given once.",
    ),
    Same(
        "measures/reckoned.py",
        "others = sum(sign * known[place] for place, sign in zip(places, signs, strict=True) if place in known)",
        "strict=False",
        "An equation has as many signs as places.",
    ),
    Same(
        "history/nothing.py",
        'named = {"year": [2025], "file": [""], "row": [2], "child": ["0"]}',
        '"year": [ 2024]',
        "The row is only made for its columns, and taken out again.",
    ),
    Same(
        "history/opened.py",
        "return ibis.union(*parts) if len(parts) > 1 else parts[0]",
        "len(parts) > 0",
        "The union of one table is that table.",
    ),
    Same(
        "history/annex_a/front_door.py",
        "in_time=right_way_round & (counted.completed <= counted.working_day_45).fill_null(False),",
        "fill_null(True),",
        "Without a limit there was no start, and the dates are not the right way round.",
    ),
    Same(
        "history/stages.py",
        "return told.hexdigest()[:16]",
        "[: 17]",
        "How long the name of a kept plan is.",
    ),
    Same(
        "measures/process_behaviour.py",
        '"above the upper limit" if value > high else "below the lower limit"',
        "if value >= high else",
        "A value at the limit is not outside it, and gets no signal.",
    ),
    Same(
        "history/opened.py",
        "return ibis.union(*parts) if len(parts) > 1 else parts[0]",
        "else parts[ -1]",
        "The first of one is the last.",
    ),
    Same(
        "history/opened.py",
        "return day >= first.replace(day=1) - timedelta(days=1) if first < date.max else False",
        "if first <= date.max",
        "No day is after the last there is, so none is known then either.",
    ),
    Same(
        "history/given.py",
        "FIRST_WORKING_DAY, LAST_WORKING_DAY = date(1950, 1, 1), date(2199, 12, 31)",
        "date(2199, 12, 30)",
        "How far ahead holidays are known; no return has an episode of that day.",
    ),
    Same(
        "measures/behind.py",
        "if MEASURES.get(measure.id) is not measure:",
        "if not MEASURES.get(measure.id) is not measure:",
        "Whether the written query of a list is kept for the next who asks.",
    ),
    Same(
        "history/annex_a/front_door.py",
        "earlier_only=(_.referrals_12m == 0).sum().fill_null(0) > (_.referrals_12m == 1).sum().fill_null(0)",
        "(_.referrals_12m == 1).sum().fill_null( 1)",
        "There is no sum only where no row has a number, and then no number is read.",
    ),
    Same(
        "measures/hiding.py",
        "of_rows.setdefault(figure[:2], []).append(self.linked.told[at][0][1])",
        "self.linked.told[at][ -1][1]",
        "The first of one is the last.",
    ),
)


def why_same(file: str, code: str, is_now: str) -> str | None:
    """Why this change is none; None where it is one."""
    return next((s.why for s in SAME if s.file == file and s.code in code and s.is_now in is_now), None)
