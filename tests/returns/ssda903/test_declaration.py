import pyarrow as pa
import pytest

from sufficiency.returns.ssda903 import TABLES, Column
from sufficiency.vocabulary.codes import codes


def test_the_return_has_its_twelve_tables():
    assert list(TABLES) == [
        "header",
        "episodes",
        "reviews",
        "uasc",
        "oc2",
        "oc3",
        "ad1",
        "placed_for_adoption",
        "previous_permanence",
        "missing",
        "sw_episodes",
        "dolo",
    ]


def test_no_two_tables_have_the_same_columns():
    sets = {frozenset(column.name for column in table.columns) for table in TABLES.values()}
    assert len(sets) == len(TABLES)


def test_every_coded_column_has_its_code_set_and_no_other_has():
    for table in TABLES.values():
        for column in table.columns:
            assert (column.codes is not None) == (column.kind == "code")
            if column.codes:
                assert codes(column.codes)


def test_only_the_derived_columns_of_episodes_may_be_left_out_of_a_file():
    optional = [(table.name, c.name) for table in TABLES.values() for c in table.columns if c.optional]
    assert optional == [("episodes", "PL_DISTANCE"), ("episodes", "PL_LA"), ("episodes", "PL_LOCATION")]


def test_every_table_begins_with_the_child_and_says_what_it_is():
    for table in TABLES.values():
        assert table.columns[0].name == "CHILD"
        assert table.meaning.endswith(".")
        assert all(column.meaning for column in table.columns)


def test_a_typed_table_starts_with_where_each_row_came_from():
    schema = TABLES["episodes"].schema
    assert schema.names[:5] == ["year", "file", "row", "child", "decom"]
    assert schema.field("year").type == pa.int32()
    assert schema.field("decom").type == pa.date32()
    assert schema.field("pl_distance").type == pa.float64()


def test_a_column_is_found_by_name_in_either_case():
    assert TABLES["episodes"].column("place") == TABLES["episodes"].column("PLACE")
    assert isinstance(TABLES["episodes"].column("LS"), Column)
    with pytest.raises(KeyError, match="The table Episodes has no column 'FOO'"):
        TABLES["episodes"].column("FOO")
