"""The texts of the form in each language."""

import pytest

from sufficiency.service.voice import languages as room
from sufficiency.service.voice.languages import language_of, languages


def test_english_comes_first_and_each_language_has_every_text():
    assert list(languages())[0] == "en"
    wanted = languages()["en"].words.keys()
    assert all(one.words.keys() == wanted and all(one.words.values()) for one in languages().values())


def test_arabic_is_written_from_the_right():
    assert [one.code for one in languages().values() if one.direction == "rtl"] == ["ar"]


def test_a_language_that_is_not_there_is_english():
    assert language_of("tlh").code == "en" and language_of("../../etc").code == "en"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [("name English", "no equals sign"), ("name = English\nhello = there", "must have the texts of en.txt")],
)
def test_a_file_that_cannot_be_says_what_is_wrong(tmp_path, wrong, told):
    path = tmp_path / "xx.txt"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(ValueError, match=told):
        room._read(path)
