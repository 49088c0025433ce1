"""What a load gives the rules: every column they read, whether the file had it or not."""

import pyarrow as pa

from sufficiency.history.given import complete
from sufficiency.returns.ssda903 import TABLES


def test_a_column_that_a_file_need_not_have_is_there_and_empty():
    schema = TABLES["episodes"].schema
    row = dict.fromkeys(schema.names) | {"child": "A"}
    whole = pa.Table.from_pylist([row], schema=schema)
    for name in ("pl_distance", "pl_location"):
        again = complete("episodes", whole.drop_columns([name]))
        assert again[name].to_pylist() == [None] and again["child"].to_pylist() == ["A"]
        assert again.schema.names == complete("episodes", whole).schema.names
