"""One episode in the returns of several years: withdrawn, presumed ended, reopened, changed (methodology D2)."""

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import NOTE, WARNING, Check

CHECKS = (
    Check(
        code="YEARS-WITHDRAWN",
        severity=WARNING,
        title="Open episode that later returns of the child no longer have",
        why="A later return with other episodes of the child corrects the earlier one (methodology D2b).",
        table="episodes",
        field="DECOM",
        measures=changes.EVERYTHING_IN_CARE,
        see=("502",),
        find="""
            SELECT * FROM withdrawn WHERE NOT is_short_break(ls)""",
        says="The episode starting on {decom:date} was open in the return of {year}, but no later return has it, though that "
        "of {last_year} has others of the child. It is left out as withdrawn. Check that its start was corrected.",
    ),
    Check(
        code="YEARS-PRESUMED-END",
        severity=WARNING,
        title="Open in one return, child absent from the next",
        why="The returns do not say how care ended (methodology D2c).",
        table="episodes",
        field="DEC",
        measures=(*changes.PERIODS, *changes.ADOPTIONS),
        see=("1010",),
        find="SELECT * FROM chain WHERE presumed_end AND NOT short_break",
        says="The episode starting on {decom:date} was open at the end of the return of {year}, and the child has no episode in "
        "any later return. It is counted as ending on {ends:date}, but not as leaving care. Add the episode with DEC and REC "
        "to the next return.",
    ),
    Check(
        code="YEARS-REOPENED",
        severity=WARNING,
        title="Ended in one return, open in a later one",
        why="The newest row wins, so the end is forgotten.",
        table="episodes",
        field="DEC",
        measures=changes.PERIODS,
        see=("452", "503A"),
        find="SELECT * FROM differing WHERE was_year < year AND was_dec IS NOT NULL AND dec IS NULL",
        says="The episode starting on {decom:date} ended on {was_dec:date} in the return of {was_year}, but is open in that of "
        "{year}. The newest row is used. Fill in DEC and REC, or take back the earlier end.",
    ),
    Check(
        code="YEARS-END-CHANGED",
        severity=WARNING,
        title="End of an episode differs from an earlier return",
        why="Figures already published from the earlier return change.",
        table="episodes",
        field="DEC",
        measures=changes.PERIODS,
        see=(),
        find="""
            SELECT * FROM differing WHERE was_year < year AND was_dec IS NOT NULL AND dec IS NOT NULL
                AND (dec <> was_dec OR rec IS DISTINCT FROM was_rec)""",
        says="The episode starting on {decom:date} ended on {was_dec:date} (REC {was_rec}) in the return of {was_year}, but on "
        "{dec:date} (REC {rec}) in that of {year}. The newest row is used. Check which one is right.",
    ),
    Check(
        code="YEARS-EPISODE-CHANGED",
        severity=NOTE,
        title="Episode differs from an earlier return",
        why="The newest row is used for all years, so earlier figures change.",
        table="episodes",
        field="DECOM",
        measures=(*changes.EACH_DAY, *changes.ORDERS),
        see=("503A", "503B", "503D", "503E"),
        find="""
            SELECT *, concat_ws(', ',
                CASE WHEN rne IS DISTINCT FROM was_rne THEN 'RNE ' || shown(was_rne) || ' to ' || shown(rne) END,
                CASE WHEN ls IS DISTINCT FROM was_ls THEN 'LS ' || shown(was_ls) || ' to ' || shown(ls) END,
                CASE WHEN same_code(place) IS DISTINCT FROM same_code(was_place)
                    THEN 'PLACE ' || shown(was_place) || ' to ' || shown(place) END,
                CASE WHEN place_provider IS DISTINCT FROM was_provider
                    THEN 'PLACE_PROVIDER ' || shown(was_provider) || ' to ' || shown(place_provider) END) AS differences
            FROM differing WHERE was_year < year AND (rne IS DISTINCT FROM was_rne OR ls IS DISTINCT FROM was_ls
                OR same_code(place) IS DISTINCT FROM same_code(was_place)
                OR place_provider IS DISTINCT FROM was_provider)""",
        says="The episode starting on {decom:date} changed between the returns of {was_year} and {year}: {differences:text}. The "
        "newest row is used. Check that it was a correction; a change in the child's life needs a new episode.",
    ),
    Check(
        code="YEARS-LATE",
        severity=NOTE,
        title="Episode reported a year or more late",
        why="It was not in the returns of the years in which it ran, so figures published from them change.",
        table="episodes",
        field="DECOM",
        measures=(*changes.NUMBER, *changes.STARTS, *changes.ENDS),
        see=("NoE", "562"),
        find="""
            SELECT * FROM chain
            WHERE NOT short_break AND decom < year_start(first_seen)
                AND (first_seen - 1) IN (SELECT year FROM loaded WHERE source = 'episodes')""",
        says="The episode starting on {decom:date} is first reported in the return of {first_seen}, though earlier returns are "
        "loaded. It is counted from its start. Check DECOM.",
    ),
)
