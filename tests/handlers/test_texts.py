"""What people type, before it is kept."""

import pytest

from handlers.texts import clean, one_line, short, too_long


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  walk \t the  dog ", "walk the dog"),
        ("one\r\n\r\n\r\n\r\ntwo\rthree", "one\n\ntwo\nthree"),
        ("null\x00 bell\x07", "null bell"),
        ("e\u0301", "é"),
        ("\ud800x", "x"),
        ("\u202eevil\u202c", "evil"),
        ("zero\u200bwidth", "zerowidth"),
        ("👩‍👧 🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👩‍👧 🏴󠁧󠁢󠁳󠁣󠁴󠁿"),
        ("می‌خواهم", "می‌خواهم"),
        ("<b>&", "<b>&"),
        ("\u2800\u3164 \u200d\u200f", ""),
        ("\u0301", ""),
        ("", ""),
    ],
)
def test_what_cannot_be_seen_is_taken_out_and_the_rest_is_left(typed, kept):
    assert clean(typed) == kept


def test_a_name_is_one_line():
    assert one_line(" Anna\n\nSofie ") == "Anna Sofie"


def test_what_is_kept_can_be_encoded():
    assert clean("a\ud83d\udc00b").encode()


def test_a_long_text_is_shortened_for_an_echo():
    assert short("word " * 100, 20) == "word word word word…"
    assert short("word\nword", 20) == "word word"


def test_the_limit_itself_is_not_too_long():
    assert not too_long("x" * 40, 40)
    assert too_long("x" * 41, 40)
