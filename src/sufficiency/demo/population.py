"""The children who live in the made-up authority by ethnic group, to set its children in care beside."""

from datetime import date

# 63,700 in all, near the made-up estimate for that year.
CHILDREN = {"white": 30_200, "mixed": 8_300, "asian": 7_900, "black": 14_600, "other": 2_700}
DAY = date(2021, 3, 21)
SOURCE = "Made-up table of residents aged 0 to 17 by ethnic group"
BASIS = "census"
