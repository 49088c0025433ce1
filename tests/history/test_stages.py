"""Plans: compiled once for these rules, kept, and compiled anew when the kept one is damaged."""

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sufficiency.history import stages
from sufficiency.history.derive import STAGES_OF_A_HISTORY
from sufficiency.history.engine import DIALECT, DuckDBEngine
from sufficiency.history.stages import Plan, Stages, compiled


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(stages, "_folders", lambda: iter([tmp_path]))
    stages._compiled.cache_clear()
    yield tmp_path
    stages._compiled.cache_clear()


class Writer:
    """Writes a plan of two stages, and counts how often it was asked to."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Stages:
        self.times += 1
        plan = Stages({"given": ibis.schema({"child": "string", "age": "int32"})})
        older = plan.keep("older", plan["given"].filter(ibis._.age >= 4))
        plan.store("counted", older.agg(children=ibis._.count()))
        return plan


def test_a_plan_runs_its_stages_in_order_and_stores_what_is_to_be_stored(folder, tmp_path):
    plan = compiled("ages", Writer(), DIALECT)
    with DuckDBEngine() as engine:
        engine.give("given", pa.table({"child": ["A", "B"], "age": pa.array([3, 4], pa.int32())}))
        engine.run(plan, tmp_path)
        assert engine.query("SELECT child FROM older").to_pylist() == [{"child": "B"}]
        engine.give("stored", tmp_path / "counted.parquet")
        assert engine.query("SELECT children FROM stored").to_pylist() == [{"children": 1}]


def test_a_plan_is_compiled_once_and_read_from_its_file_by_the_next_process(folder):
    first, second = Writer(), Writer()
    plan = compiled("ages", first, DIALECT)
    stages._compiled.cache_clear()  # as a new process would begin
    assert compiled("ages", second, DIALECT) == plan
    assert (first.times, second.times) == (1, 0)


def test_a_damaged_file_is_compiled_anew(folder):
    plan = compiled("ages", Writer(), DIALECT)
    (kept,) = folder.glob("ages-*.json")
    for damage in ("", "[1, 2", '{"steps": 3}', '[{"name": "x"}]', "\x00"):
        kept.write_text(damage, "utf-8")
        stages._compiled.cache_clear()
        assert compiled("ages", Writer(), DIALECT) == plan


def test_a_plan_is_compiled_each_time_where_no_folder_can_be_written(tmp_path, monkeypatch):
    (tmp_path / "a-file").write_text("")
    monkeypatch.setattr(stages, "_folders", lambda: iter([tmp_path / "a-file" / "below"]))
    stages._compiled.cache_clear()
    assert len(compiled("ages", Writer(), DIALECT).steps) == 2
    stages._compiled.cache_clear()


def test_the_kept_name_changes_with_the_rules(folder, monkeypatch):
    compiled("ages", Writer(), DIALECT)
    monkeypatch.setattr(stages, "_fingerprint", lambda rules: "other-rules")
    stages._compiled.cache_clear()
    again = Writer()
    compiled("ages", again, DIALECT)
    assert again.times == 1
    assert len(list(folder.glob("ages-*.json"))) == 2


def test_a_plan_is_kept_beside_the_package_or_else_in_the_cache_of_who_runs_it(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    beside, cached = stages._folders()
    assert beside.relative_to(stages.PACKAGE).as_posix() == "history/compiled"
    assert cached == tmp_path / "sufficiency" / "compiled"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert list(stages._folders())[1] == tmp_path / ".cache" / "sufficiency" / "compiled"


def test_a_plan_of_history_outlives_a_change_of_the_measures_and_a_cube_does_not(tmp_path, monkeypatch):
    for package in stages.RULES:
        (tmp_path / package).mkdir()
        (tmp_path / package / "rules.py").write_text("TWO = 2", "utf-8")
    monkeypatch.setattr(stages, "PACKAGE", tmp_path)
    named = stages._fingerprint.__wrapped__
    before = named(stages.OF_HISTORY), named(stages.RULES)
    (tmp_path / "measures" / "rules.py").write_text("TWO = 3", "utf-8")
    assert named(stages.OF_HISTORY) == before[0] and named(stages.RULES) != before[1]
    (tmp_path / "history" / "rules.py").write_text("TWO = 3", "utf-8")
    assert named(stages.OF_HISTORY) != before[0]


@pytest.mark.parametrize("write", [write for _name, _told, write in STAGES_OF_A_HISTORY])
def test_compiling_the_rules_twice_gives_the_same_sql(write):
    assert write().compile(DIALECT) == write().compile(DIALECT)


def test_a_plan_survives_being_written_down():
    plan = Writer()().compile(DIALECT)
    assert Plan.from_json(plan.to_json()) == plan


def test_a_column_with_few_known_words_is_the_same_to_what_follows_and_refuses_a_word_not_listed(
    folder, tmp_path
):
    def write(words: tuple[str, ...]) -> Stages:
        plan = Stages({"given": ibis.schema({"child": "string", "sex": "string"})})
        known = plan.keep("known", plan["given"], coded={"sex": words})
        plan.store("girls", known.filter(known.sex == "girl's"))
        return plan

    with DuckDBEngine() as engine:
        engine.give("given", pa.table({"child": ["A", "B"], "sex": ["boy", "girl's"]}))
        engine.run(write(("boy", "girl's")).compile(DIALECT), tmp_path)
        assert engine.query("SELECT typeof(sex) kind FROM known").to_pylist()[0]["kind"].startswith("ENUM")
        assert pq.read_table(tmp_path / "girls.parquet").to_pylist() == [{"child": "B", "sex": "girl's"}]
        with pytest.raises(duckdb.ConversionException):
            engine.run(write(("boy",)).compile(DIALECT), tmp_path)


def test_a_plan_is_compiled_anew_where_what_compiles_it_is_another(monkeypatch):
    stages._fingerprint.cache_clear()
    before = stages._fingerprint(("vocabulary",))
    for library in ("ibis-framework", "sqlglot", "duckdb"):
        monkeypatch.setattr(stages, "version", lambda asked, one=library: "0.0" if asked == one else "1.0")
        stages._fingerprint.cache_clear()
        another = stages._fingerprint(("vocabulary",))
        assert another != before
        before = another
    stages._fingerprint.cache_clear()
