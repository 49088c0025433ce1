"""What an author composes, as JSON and back; and what is refused on the way."""

import json

import pytest

from sufficiency.documents.document import Figure
from sufficiency.documents.outline import (
    Comparison,
    Evaluated,
    Outline,
    Section,
    SelfEvaluation,
    Sentence,
    Words,
)
from sufficiency.documents.papers import PAPERS, UnknownPaper, paper_asked
from sufficiency.documents.written import NotReadable
from tests.documents.conftest import DAY


@pytest.mark.parametrize("name", PAPERS)
def test_every_template_is_an_outline_that_can_be_kept_and_read_back(name):
    outline = PAPERS[name].outline(DAY, "Fairmere")
    assert outline.template == name and outline.sections and outline.measures()
    assert Outline.from_json(outline.to_json()) == outline


def test_words_keep_the_figures_they_rest_on():
    resting = Figure("foster_pct", "E1", DAY, 70.2, "70.2%", "w", numerator=341, denominator=486)
    outline = Outline("Ours", (Section("a", "A", (Words("w", "Most live in a family.", (resting,)),)),))
    [kept] = Outline.from_json(outline.to_json()).blocks()
    assert kept.rests_on == (resting,)


def test_an_outline_names_the_measures_of_all_its_blocks_once():
    blocks = (
        Sentence("a", "foster_pct"),
        Comparison("b", ("cla_number", "foster_pct")),
        SelfEvaluation("c", (Evaluated(measures=("dental_pct",)),)),
    )
    assert Outline("Ours", (Section("s", "S", blocks),)).measures() == (
        "foster_pct",
        "cla_number",
        "dental_pct",
    )


def _of(block):
    return json.dumps({"title": "T", "sections": [{"key": "s", "title": "S", "blocks": [block]}]})


HOSTILE = {
    "a list": ("[]", "must be a record; found a list"),
    "half a record": ('{"title"', "is not JSON"),
    "nested without end": ("[" * 100_000, "nested too deeply"),
    "a number that is none": ('{"title": NaN}', "cannot be read: NaN"),
    "no sections": ('{"title": "T"}', "does not say its sections"),
    "an unknown part": ('{"title": "T", "sectons": []}', "Did you mean sections?"),
    "an unknown kind": (_of({"kind": "sentnce"}), "Did you mean sentence?"),
    "a kind that is a record": (_of({"kind": {}}), "has no kind that is known"),
    "an unknown measure": (_of({"kind": "sentence", "key": "k", "measure": "foster_pc"}), "Did you mean foster_pct"),
    "a recorded series to compare": (
        _of({"kind": "comparison", "key": "k", "measures": ["complaints"]}),
        "complaints is a recorded series",
    ),
    "a breakdown the measure has not": (
        _of({"kind": "groups", "key": "k", "measure": "foster_pct", "breakdown": "activity"}),
        "foster_pct is not told by activity",
    ),
    "a group that is none": (
        _of({"kind": "sentence", "key": "k", "measure": "foster_pct", "breakdown": "sex", "group": "x"}),
        "sex has no group “x”",
    ),
    "a letter no document may hold": (_of({"kind": "words", "key": "k", "text": "a\x00b"}), "(U+0000)"),
    "text that turns round": (_of({"kind": "words", "key": "k", "text": "a\u202eb"}), "(U+202E)"),
    "words too long": (_of({"kind": "words", "key": "k", "text": "x" * 20_001}), "at most 20,000"),
    "a key with a path": (_of({"kind": "words", "key": "../k", "text": "x"}), "small letters, digits and hyphens"),
    "a stretch beyond reach": (_of({"kind": "chart", "key": "k", "measure": "foster_pct", "stretch": 10**9}), "from 2 to 120"),
    "yes for a number": (_of({"kind": "chart", "key": "k", "measure": "foster_pct", "stretch": True}), "must be a whole number"),
    "too large": (" " * 1_000_001, "larger than 1 megabyte"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_outline_is_refused_in_a_sentence(what):
    given, told = HOSTILE[what]
    with pytest.raises(NotReadable) as refused:
        Outline.from_json(given)
    assert told in str(refused.value) and len(str(refused.value)) < 600


def test_two_blocks_with_one_key_are_refused():
    words = Words("same", "x")
    with pytest.raises(NotReadable, match="Two blocks have the key “same”"):
        Outline("T", (Section("a", "A", (words,)), Section("b", "B", (words,))))


def test_a_name_that_no_paper_has_is_answered_with_the_nearest():
    with pytest.raises(UnknownPaper, match="Did you mean sufficiency-update?"):
        paper_asked("suficiency update")
    with pytest.raises(UnknownPaper, match="There are: sufficiency-update, strategy"):
        paper_asked("zzz")
