"""Social worker episodes and deprivation of liberty orders. No measure counts them yet, so these are kept few."""

from sufficiency.returns.checks.declaration import NOTE, WARNING, Check

CHECKS = (
    Check(
        code="WORKER-GAP",
        severity=NOTE,
        title="Time without a social worker",
        why="Every child looked after has a social worker.",
        table="sw_episodes",
        field="SW_DECOM",
        measures=(),
        see=("SW12STG2", "SW11bSTG2"),
        find="""
            SELECT workers.* FROM (
                SELECT *, max(coalesce(sw_dec, far_off())) OVER (PARTITION BY child ORDER BY sw_decom, year, file, row
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered
                FROM sw_episodes WHERE child IS NOT NULL AND sw_decom IS NOT NULL
                QUALIFY row_number() OVER (PARTITION BY child, sw_decom, sw_id ORDER BY year DESC, file DESC, row DESC) = 1) AS workers
            JOIN periods ON workers.child = periods.child AND covered >= periods.start AND covered < periods.until
            WHERE covered < sw_decom""",
        says="The child had no social worker between {covered:date} and {sw_decom:date}, though in care. Correct SW_DECOM or SW_DEC, or "
        "add the missing social worker.",
    ),
    Check(
        code="WORKER-DATES",
        severity=WARNING,
        title="Social worker left before taking over",
        why="One of the dates is wrong.",
        table="sw_episodes",
        field="SW_DEC",
        measures=(),
        see=("SW09STG2", "SW18STG2"),
        find="SELECT * FROM sw_episodes WHERE sw_dec < sw_decom",
        says="SW_DEC {sw_dec:date} is before SW_DECOM {sw_decom:date}. Correct the one that is wrong.",
    ),
    Check(
        code="ORDER-DATES",
        severity=WARNING,
        title="Deprivation of liberty order ends before it starts",
        why="One of the dates is wrong.",
        table="dolo",
        field="DOLO_END",
        measures=(),
        see=(),
        find="SELECT * FROM dolo WHERE dolo_end < dolo_start",
        says="DOLO_END {dolo_end:date} is before DOLO_START {dolo_start:date}. Correct the one that is wrong.",
    ),
    Check(
        code="ORDER-OVERLAP",
        severity=WARNING,
        title="Deprivation of liberty orders overlap",
        why="One of the dates is wrong, or one order is there twice.",
        table="dolo",
        field="DOLO_START",
        measures=(),
        see=(),
        find="""
            SELECT * FROM (
                SELECT *, lag(dolo_end) OVER (PARTITION BY child ORDER BY dolo_start) AS earlier_end FROM (
                    SELECT * FROM dolo WHERE child IS NOT NULL AND dolo_start IS NOT NULL
                    QUALIFY row_number() OVER (PARTITION BY child, dolo_start ORDER BY year DESC, file DESC, row DESC) = 1))
            WHERE dolo_start < earlier_end""",
        says="The order that starts on {dolo_start:date} begins before the one before it ends on {earlier_end:date}. Correct "
        "DOLO_START, or the earlier DOLO_END.",
    ),
)
