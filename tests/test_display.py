"""A screen becomes a call of the Bot API that the platform accepts."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot import display, pictures
from bot.demo.markup import parse
from bot.display import Drawn
from handlers import actions
from handlers.screen import Button, Qr, Screen, Style, Voice, bold, column, paragraphs


def test_a_new_card_is_sent_as_html_with_its_buttons():
    rows = column(
        Button(Markup("Yes &amp; <b>no</b>"), actions.GoalCard(goal=7), Style.PRIMARY),
        Button(Markup("Read"), url="https://example.org/a"),
    )
    call = display.call(display.draw(Screen(paragraphs(bold("Hi"), Markup("there")), rows)), 5)
    assert call.method == "sendMessage"
    assert call.params == {
        "chat_id": 5,
        "text": "<b>Hi</b>\n\nthere",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {
            "inline_keyboard": [
                [{"text": "Yes & no", "style": "primary", "callback_data": actions.encode(actions.GoalCard(goal=7))}],
                [{"text": "Read", "url": "https://example.org/a"}],
            ]
        },
    }


def test_a_tapped_card_is_edited_and_loses_its_old_buttons():
    call = display.call(display.draw(Screen(Markup("Hi")), edit=9), 5)
    assert call.method == "editMessageText"
    assert call.params["message_id"] == 9
    assert call.params["reply_markup"] == {"inline_keyboard": []}


@pytest.mark.parametrize(
    "screen",
    [
        Screen(Markup("x"), fresh=True),
        Screen(Markup("x"), picture=Qr("y")),
        Screen(Markup("x"), picture=Voice("y", Markup("z"))),
    ],
)
def test_a_fresh_card_or_a_picture_is_never_an_edit(screen):
    assert display.draw(screen, edit=9).edit is None


def test_the_bots_name_is_put_where_the_screen_names_it():
    drawn = display.draw(
        Screen(Markup("t.me/{bot}"), column(Button(Markup("Go"), url="https://t.me/{bot}")), Qr("{bot}"))
    )
    assert display.names_bot(drawn)
    call = display.call(drawn, 5, "makker_bot")
    assert (call.method, call.qr, call.params["caption"]) == ("sendPhoto", "makker_bot", "t.me/makker_bot")
    assert "{bot}" not in str(call)
    assert not display.names_bot(Drawn("x"))


def test_a_drawn_screen_survives_the_database():
    drawn = display.draw(Screen(Markup("æ\N{GRINNING FACE}"), column(Button(Markup("a"), actions.Home()))), edit=3)
    assert Drawn.loads(drawn.dumps()) == drawn


def test_nulls_controls_and_halves_of_characters_are_left_out():
    drawn = display.draw(Screen(Markup("a\x00b\ud83dc\x1b\nd")))
    assert drawn.text == "abc\nd"
    assert display.draw(Screen(Markup(""))).text == "…"
    assert display.draw(Screen(Markup("x"), column(Button(Markup("\x00"), actions.Home())))).rows[0][0]["text"] == "…"


def test_a_toast_is_plain_and_short():
    assert display.toast(Screen(Markup("x"), toast=Markup("<b>It&#39;s</b> saved"))) == "It's saved"
    assert display.toast(Screen(Markup("x"))) is None
    assert len(display.toast(Screen(Markup("x"), toast=Markup("{}").format("y" * 500))) or "") == 200


def test_a_voice_message_is_sent_by_its_name_or_words_take_its_place():
    drawn = display.draw(
        Screen(Markup("Your note"), column(Button(Markup("a"), actions.Home())), Voice("f1", Markup("Gone")))
    )
    call = display.call(drawn, 5)
    assert (call.method, call.params["voice"], call.params["caption"]) == ("sendVoice", "f1", "Your note")
    call = display.call(drawn.unspoken(), 5)
    assert (call.method, call.params["text"]) == ("sendMessage", "Gone")
    assert call.params["reply_markup"] == {"inline_keyboard": drawn.rows}


def test_a_picture_has_a_shorter_text():
    drawn = display.draw(Screen(Markup("{}").format("word " * 400), picture=Qr("x")))
    assert display.length(drawn.text) <= 1024


def test_a_wall_of_text_is_cut_at_a_line():
    text = Markup("\n").join(Markup("<i>line {}</i>").format(number) for number in range(1000))
    cut = display.draw(Screen(text)).text
    assert display.length(cut) <= 4096
    assert re.search(r"<i>line \d+</i>\n…$", cut)


@given(
    st.lists(
        st.sampled_from(["<b>", "<i>", "<a href='https://x.y/z'>", "&amp;", "&lt;", "\n", "abc ", "\N{GRINNING FACE}"])
    )
)
def test_whatever_is_cut_can_still_be_parsed(pieces):
    opened = [piece for piece in pieces if piece.startswith("<")]
    closing = "".join(f"</{piece[1]}>" for piece in reversed(opened))
    whole = "".join(pieces) + closing
    for limit in (3, 10, 40):
        cut = display.fit(whole, limit)
        plain, _ = parse(cut)
        assert len(plain.encode("utf-16-le")) // 2 <= limit
        assert html.unescape(re.sub(r"<[^>]*>", "", cut)) == plain


def test_what_looks_like_a_tag_but_is_none_is_kept():
    assert display.length("a < b") == 5


def test_a_qr_code_is_a_png():
    assert pictures.qr("https://t.me/x?start=y").startswith(b"\x89PNG")
