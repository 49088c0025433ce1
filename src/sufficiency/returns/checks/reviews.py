"""Statutory reviews: their dates, codes, and long times without one (methodology D15)."""

from sufficiency.returns.checks import measures_changed as changes
from sufficiency.returns.checks.declaration import ERROR, NOTE, WARNING, Check

CHECKS = (
    Check(
        code="REVIEW-NO-DATE",
        severity=ERROR,
        title="Review without a date",
        why="A review without a date is not counted, and one that was in time seems never held.",
        table="reviews",
        field="REVIEW",
        measures=changes.REVIEWS,
        see=("166",),
        find="""
            SELECT reviews.* FROM reviews ANTI JOIN (
                SELECT year, file, row FROM garbled WHERE source = 'reviews' AND field = 'REVIEW') AS unread
                USING (year, file, row)
            WHERE review IS NULL AND child IS NOT NULL""",
        says="This review has no date, so it is not counted. Fill in REVIEW.",
    ),
    Check(
        code="REVIEW-NO-CODE",
        severity=WARNING,
        title="Review without a participation code",
        why="The child counts as not having taken part.",
        table="reviews",
        field="REVIEW_CODE",
        measures=changes.PARTICIPATION,
        see=("167",),
        find="SELECT * FROM reviews WHERE review IS NOT NULL AND review_code IS NULL AND child IS NOT NULL",
        says="The review of {review:date} does not say how the child took part, and counts as not having taken part. Fill in "
        "REVIEW_CODE.",
    ),
    Check(
        code="REVIEW-AFTER-YEAR",
        severity=ERROR,
        title="Review after the collection year",
        why="A return cannot know of a review that had not been held: the date or the year is wrong.",
        table="reviews",
        field="REVIEW",
        measures=changes.REVIEWS,
        see=(),
        find="""
            SELECT reviews.*, year_end(year) AS last_day FROM reviews
            WHERE review > year_end(year) AND year NOT IN (SELECT year FROM misdated)""",
        says="The review is dated {review:date}, after {last_day:date}, the last day of this return. Correct REVIEW.",
    ),
    Check(
        code="REVIEW-TWICE",
        severity=ERROR,
        title="Two reviews on one day with different codes",
        why="One review is counted per child and day, the last; only one of the codes can be right.",
        table="reviews",
        field="REVIEW_CODE",
        measures=changes.PARTICIPATION,
        see=(),
        find="""
            SELECT child, review, year, max(file) AS file, max(row) AS row,
                min(review_code) || ' and ' || max(review_code) AS codes
            FROM reviews WHERE child IS NOT NULL AND review IS NOT NULL GROUP BY child, review, year
            HAVING min(review_code) <> max(review_code)""",
        says="This return has more than one review of the child on {review:date}, with the codes {codes}; the last is counted. "
        "Keep the one that is right.",
    ),
    Check(
        code="REVIEW-UNDER-4-CODE",
        severity=ERROR,
        title="Code for a child under 4, but the child is 4 or over",
        why="PN0 at 4 or over counts as not having taken part.",
        table="reviews",
        field="REVIEW_CODE",
        measures=changes.PARTICIPATION,
        see=("440",),
        find="""
            SELECT reviews.*, birthday(people.dob, 4) AS turned FROM reviews JOIN people USING (child)
            WHERE review_code = 'PN0' AND years_old(people.dob, review) >= 4""",
        says="REVIEW_CODE PN0 is for children under 4, but at the review of {review:date} the child was 4 or over (since "
        "{turned:date}). Give the code for how the child took part, or correct DOB.",
    ),
    Check(
        code="REVIEW-OVER-4-CODE",
        severity=WARNING,
        title="Participation code for a child under 4",
        why="Reviews of children under 4 are left out of participation; the date of birth may be wrong.",
        table="reviews",
        field="REVIEW_CODE",
        measures=changes.PARTICIPATION,
        see=("441",),
        find="""
            SELECT reviews.*, people.dob AS born FROM reviews JOIN people USING (child)
            WHERE review_code IN ('PN1', 'PN2', 'PN3', 'PN4', 'PN5', 'PN6', 'PN7')
                AND review >= people.dob AND years_old(people.dob, review) < 4""",
        says="REVIEW_CODE is {review_code}, but the child, born on {born:date}, was under 4 on {review:date}. Use PN0, or correct DOB.",
    ),
    Check(
        code="REVIEW-NOT-IN-CARE",
        severity=WARNING,
        title="Review when the child was not in care",
        why="It cannot be a review of a child looked after, though it counts towards participation.",
        table="reviews",
        field="REVIEW",
        measures=changes.REVIEWS,
        see=(),
        find="""
            SELECT held.*, first.start FROM held
            JOIN (SELECT child, min(start) AS start, arg_min(start_known, start) AS start_known FROM periods GROUP BY child)
                AS first USING (child)
            WHERE NOT in_care AND NOT (held.review < first.start AND NOT first.start_known)
                AND NOT EXISTS (
                    FROM breaks WHERE breaks.child = held.child AND breaks.decom <= held.review AND breaks.until >= held.review)""",
        says="The review of {review:date} is on a day when the child was not looked after. Correct REVIEW, or the dates of the "
        "episodes.",
    ),
    Check(
        code="REVIEW-SHORT-BREAK",
        severity=NOTE,
        title="Review during a series of short breaks",
        why="Reviews under V3 or V4 are left out of the figures.",
        table="reviews",
        field="REVIEW",
        measures=changes.PARTICIPATION,
        see=("399",),
        find="""
            SELECT held.* FROM held WHERE NOT in_care AND EXISTS (
                FROM breaks WHERE breaks.child = held.child AND breaks.decom <= held.review AND breaks.until > held.review)""",
        says="The review of {review:date} falls in a series of short breaks (LS V3 or V4) and is left out. Check the legal status "
        "on that day.",
    ),
    Check(
        code="REVIEW-GAP",
        severity=WARNING,
        title="No review for over a year in care",
        why="Reviews are due at least every six months; they were not held, or not returned.",
        table="episodes",
        field=None,
        measures=changes.REVIEWS,
        see=(),
        find="""
            WITH span AS (
                SELECT year_start(min(year)) AS first_day, year_end(max(year)) AS last_day FROM reviews
                HAVING count(DISTINCT year) = max(year) - min(year) + 1
            ), days AS (
                SELECT child, period, review AS day FROM held WHERE in_care
                UNION ALL
                SELECT child, period, greatest(start, first_day) FROM periods, span
            ), gaps AS (
                SELECT child, period, day, lead(day) OVER (PARTITION BY child, period ORDER BY day) AS next FROM days
            )
            SELECT year, file, row, child, day AS since, least(coalesce(next, ends, last_day), last_day) AS until
            FROM gaps JOIN periods USING (child, period) CROSS JOIN span
            WHERE day >= first_day AND least(coalesce(next, ends, last_day), last_day) > day + INTERVAL 12 MONTH""",
        says="The returns have no review of the child between {since:date} and {until:date}, over a year in care. Reviews that fell "
        "due count as not held. Add the missing reviews.",
    ),
)
