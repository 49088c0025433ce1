"""What a load gives the rules: every column they read, and by when each first review is due."""

from datetime import date

import pyarrow as pa

from sufficiency.history.given import complete, first_reviews
from sufficiency.returns.ssda903 import TABLES


def test_a_column_that_a_file_need_not_have_is_there_and_empty():
    schema = TABLES["episodes"].schema
    row = dict.fromkeys(schema.names) | {"child": "A"}
    whole = pa.Table.from_pylist([row], schema=schema)
    for name in ("pl_distance", "pl_location"):
        again = complete("episodes", whole.drop_columns([name]))
        assert again[name].to_pylist() == [None] and again["child"].to_pylist() == ["A"]
        assert again.schema.names == complete("episodes", whole).schema.names


def test_a_first_review_of_the_next_year_leaves_out_its_bank_holidays_though_no_episode_is_of_that_year():
    due = first_reviews(pa.table({"decom": [date(2016, 12, 12), date(2016, 12, 12), None]}))
    assert due.to_pylist() == [{"started": date(2016, 12, 12), "first_due": date(2017, 1, 12)}]
