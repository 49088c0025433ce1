"""The dated numbers that give the made-up authority its shape, each with the paper it comes from.

Fairmere is nobody's council. Its size and mix follow Southwark's papers of 2017, 2018 and 2021, with Southend's of
2017 where Southwark prints nothing; where no paper prints a figure, "set by trial" says that the number was chosen so
that the figures it leads to come out at those the papers print.
"""

from bisect import bisect_right

from sufficiency.demo import days
from sufficiency.demo.chance import Mix


class Dated:
    """A number that changes on given days and holds in between; before the first day the first value holds."""

    def __init__(self, source: str, *steps: tuple[str, float]):
        self.source = source
        self.days = [days.of(day) for day, _ in steps]
        self.values = [value for _, value in steps]

    def at(self, day: int) -> float:
        return self.values[max(0, bisect_right(self.days, day) - 1)]

    def when(self, day: int, amount: float) -> int:
        """The first day by which the number, added up day by day from `day`, reaches `amount`."""
        step = max(0, bisect_right(self.days, day) - 1)
        for end, value in zip(self.days[step + 1 :], self.values[step:], strict=False):
            if amount <= (end - day) * value:
                return day + round(amount / value)
            amount -= (end - day) * value
            day = end
        return day + round(amount / self.values[-1])


SHAPE = {
    "starts": Dated(
        "Children other than unaccompanied ones starting in a year, per 500 looked after: set by trial, to keep 475 to"
        " 500 looked after (Southwark 2017 strategy) at about two starts for every five looked after (England)",
        ("2014-04-01", 172),
        ("2019-04-01", 166),
        ("2021-04-01", 157),
    ),
    "uasc_starts": Dated(
        "Unaccompanied children starting in a year, per 500 looked after: rising after 2021 with the national transfer"
        " scheme (Kent 2016 and Southend 2017 print no number)",
        ("2015-04-01", 20),
        ("2020-04-01", 12),
        ("2021-04-01", 30),
        ("2022-04-01", 38),
        ("2024-04-01", 36),
    ),
    "short_break_starts": Dated(
        "A few children (Southwark 2017 fostering report: 46 on short breaks)", ("2015-04-01", 4)
    ),
    "settled_moves": Dated(
        "How fast settled placements end, 1 being usual: long-term stability 63%, 61% and 58% from 2015-16 (Southwark"
        " 2018 update), 71% in 2020-21 (2021 self-evaluation)",
        ("2013-04-01", 1.30),
        ("2016-04-01", 1.55),
        ("2018-01-01", 0.95),
        ("2020-04-01", 0.85),
    ),
    "moves": Dated(
        "How fast other placements end, 1 being usual: worse until November 2017, then better, 16% again in 2019-20 and"
        " 10% in 2020-21 (Southwark 2018 update, 2021 self-evaluation)",
        ("2014-04-01", 1.15),
        ("2016-06-01", 1.40),
        ("2017-12-01", 0.80),
        ("2019-01-01", 1.20),
        ("2020-04-01", 0.95),
        ("2022-04-01", 1.05),
    ),
    "adopted": Dated(
        "How often young children are adopted, 1 being 2014: 39, 32 and 20 adoptions a year from 2014-15 (Southwark"
        " 2017 adoption report), fewer since",
        ("2013-04-01", 1.0),
        ("2016-04-01", 0.85),
        ("2018-04-01", 0.7),
        ("2020-04-01", 0.55),
    ),
    "adoption_wait": Dated(
        "How long a match takes, 1 being a median of 130 days after the placement order: A2 262 days in 2014-17"
        " (Southwark 2017 adoption report), shorter since",
        ("2010-04-01", 1.5),
        ("2016-04-01", 1.0),
        ("2020-04-01", 1.0),
        ("2022-04-01", 0.75),
    ),
    "proceedings": Dated(
        "Median days of care proceedings: 26 weeks (Southwark 2017 adoption report), 40 weeks (2021 self-evaluation)",
        ("2014-04-01", 185),
        ("2019-04-01", 230),
        ("2020-04-01", 250),
        ("2023-04-01", 230),
    ),
    "ifa": Dated(
        "Share of new foster placements other than with relatives bought from agencies: 28.6% of foster children at"
        " March 2017, 35.5% by September (Southwark 2017 fostering report and strategy), rising",
        ("2013-04-01", 0.30),
        ("2016-10-01", 0.35),
        ("2019-04-01", 0.42),
        ("2022-04-01", 0.54),
    ),
    "kinship": Dated(
        "Share of first and new foster placements with relatives or friends: 7% rising to 14% of children looked after"
        " over three years (Southwark 2021 self-evaluation)",
        ("2013-04-01", 0.055),
        ("2018-04-01", 0.12),
    ),
    "residential": Dated(
        "How often children move to children's homes, 1 being 2017: 50 children in September 2017, 27 in June 2018"
        " (Southwark 2017 strategy, 2018 update), more again later",
        ("2013-04-01", 0.76),
        ("2017-10-01", 0.50),
        ("2019-10-01", 0.70),
        ("2022-04-01", 0.80),
    ),
    "far": Dated(
        "How often a home is far away, 1 being 2015: over 20 miles 26% in September 2017, up 4 points in 18 months"
        " (Southwark 2017 strategy)",
        ("2013-04-01", 0.95),
        ("2016-04-01", 1.15),
        ("2018-04-01", 1.2),
    ),
    "section_20": Dated(
        "How often care stays voluntary, 1 being 2017: 34% under section 20 (Southwark 2017 strategy), fewer since",
        ("2013-04-01", 1.0),
        ("2018-04-01", 0.75),
        ("2021-04-01", 0.6),
    ),
    "review_in_time": Dated(
        "Share of reviews held by their due date: 76% in 2019-20, 85% in 2020-21 (Southwark 2021 self-evaluation)",
        ("2013-04-01", 0.83),
        ("2017-04-01", 0.80),
        ("2019-04-01", 0.77),
        ("2020-04-01", 0.86),
        ("2023-04-01", 0.89),
    ),
    "participation": Dated(
        "Share of children aged 4 and over who take part in their review: 100% (Southend 2017), a little below here",
        ("2013-04-01", 0.92),
        ("2020-04-01", 0.95),
    ),
    "attendance": Dated(
        "Share of those taking part who attend: 43%, then 62% (Southend 2017), fewer during the pandemic",
        ("2013-04-01", 0.45),
        ("2017-04-01", 0.62),
        ("2020-04-01", 0.50),
        ("2021-07-01", 0.66),
    ),
    "health_assessment": Dated(
        "Health assessments done: 84% to 92% (Southend 2017), 97% in 2020-21 (Southwark 2021 self-evaluation)",
        ("2015-04-01", 0.91),
        ("2016-04-01", 0.88),
        ("2018-04-01", 0.92),
        ("2020-04-01", 0.96),
        ("2022-04-01", 0.91),
    ),
    "dental": Dated(
        "Teeth checked by a dentist: target 90% (Southwark 2017 strategy), 38% in the pandemic (2021 self-evaluation)",
        ("2015-04-01", 0.84),
        ("2017-04-01", 0.87),
        ("2019-04-01", 0.83),
        ("2020-04-01", 0.39),
        ("2021-04-01", 0.68),
        ("2022-04-01", 0.77),
        ("2023-04-01", 0.81),
        ("2024-04-01", 0.84),
    ),
    "immunisations": Dated(
        "Immunisations up to date: 74%, 76% and 63% (Southend 2017), 87% and 88% nearby and in England",
        ("2015-04-01", 0.78),
        ("2017-04-01", 0.83),
        ("2020-04-01", 0.86),
        ("2022-04-01", 0.83),
    ),
    "sdq": Dated(
        "Strengths and difficulties score given: 88% (Southwark 2021 self-evaluation), target 95% (2017 strategy)",
        ("2015-04-01", 0.74),
        ("2018-04-01", 0.81),
        ("2020-04-01", 0.88),
        ("2022-04-01", 0.84),
    ),
    "substance_help": Dated(
        "Share of those with a substance problem who received help: target 60% (Southwark 2017 strategy)",
        ("2015-04-01", 0.42),
        ("2019-04-01", 0.50),
    ),
    "in_touch": Dated(
        "In touch with care leavers: 98% in 2020-21 (Southwark 2021 self-evaluation)",
        ("2015-04-01", 0.88),
        ("2018-04-01", 0.93),
        ("2020-04-01", 0.97),
    ),
    "eet": Dated(
        "Care leavers in touch who learn, train or work: 52% to 60% (Southend 2017), 71% in 2020-21 (Southwark 2021)",
        ("2015-04-01", 0.57),
        ("2017-04-01", 0.60),
        ("2019-04-01", 0.65),
        ("2021-04-01", 0.68),
        ("2023-04-01", 0.71),
    ),
    "suitable": Dated(
        "Care leavers in touch whose home is suitable: 87.9% of those contacted (Kent 2016), 95% (Southwark 2021)",
        ("2015-04-01", 0.92),
        ("2018-04-01", 0.95),
        ("2020-04-01", 0.97),
    ),
    "missing": Dated(
        "How often children go missing, 1 being 2016-17: 9 to 34 incidents a month of children looked after"
        " (Southend 2017), half in the first year of the pandemic",
        ("2015-04-01", 1.2),
        ("2020-04-01", 0.6),
        ("2021-04-01", 1.0),
        ("2023-04-01", 1.0),
    ),
}

# Share of a year's starts by month, April first: set by trial, summer and Christmas being quiet.
SEASON = (1.0, 1.05, 1.05, 1.05, 0.8, 1.0, 1.1, 1.1, 0.8, 1.1, 1.0, 0.95)

# Ages at start of children other than unaccompanied ones: with those, 26% start at 16 or 17 (Southwark 2017 strategy);
# Southend 2017 prints 14% to 26% under 1, 20% to 27% aged 1 to 4, 26% aged 10 to 15 (2016-17).
ENTRY_AGES = Mix("0 20, 1-4 18, 5-9 17, 10-15 29, 16-17 19")

# How care ends, by age at start: 10% to 24% of those leaving are adopted, 7% to 19% go to special guardians, 28% home
# and 24% to 41% leave at 18 (Southwark 2017 and 2021, Southend 2017).
OUTCOMES = {
    "0": Mix("adopted 40, guardian 21, home 24, arrangements 4, grows up 10, person 1, other 1"),
    "1-4": Mix("adopted 21, guardian 21, home 33, arrangements 5, grows up 17, person 2, other 1"),
    "5-9": Mix("adopted 3, guardian 15, home 43, arrangements 4, grows up 30, person 4, other 1"),
    "10-15": Mix("guardian 4, home 44, arrangements 1, grows up 36, person 7, remand 3, other 5"),
    "16-17": Mix("home 17, grows up 62, person 4, independent 7, remand 6, other 4"),
    "uasc": Mix("grows up 80, absconds 7, transfer 7, age 6"),
    "short breaks": Mix("grows up 1"),
}

# Median days in care and their spread, by how care ends: set by trial, for 500 looked after and the age mix of Southend
# 2017; an adoption takes the time of its own steps.
LENGTHS_OF_CARE = {
    "guardian": (330, 0.5),
    "home": (150, 1.3),
    "arrangements": (330, 0.6),
    "person": (200, 1.0),
    "remand": (45, 0.8),
    "other": (200, 1.0),
    "independent": (200, 0.6),
    "absconds": (20, 1.2),
    "transfer": (40, 0.8),
    "age": (60, 0.8),
}

# Ethnic origin: a mixed town; 74% of Southwark's and 12% of Southend's children looked after are not white.
ETHNIC = Mix(
    "WBRI 50, WIRI 1, WOTH 5, WIRT 0.4, WROM 0.8, MWBC 5, MWBA 2, MWAS 1.5, MOTH 4, AIND 1, APKN 2, "
    "ABAN 2, AOTH 2, CHNE 0.3, BCRB 6, BAFR 11, BOTH 3, OOTH 2, REFU 0.3, NOBT 0.7"
)
ETHNIC_UASC = Mix("OOTH 38, BAFR 32, AOTH 16, WOTH 10, APKN 2, BOTH 2")

# The main need when care began: abuse or neglect 62% (England).
NEED = Mix("N1 62, N2 3, N3 4, N4 9, N5 17, N6 2, N7 0.3, N8 2.7")

BOYS = 0.57  # 58% boys (Southwark 2017 strategy), with the unaccompanied
BOYS_UASC = 0.92
