"""The keyboards below messages, checked as Telegram checks them."""

from typing import Any

from bot.demo.markup import link
from bot.demo.params import Params
from bot.demo.refusals import bad

Markup = dict[str, Any]

MOST_BUTTONS = 100
_STYLES = {"primary", "success", "danger"}
_OTHERS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")


def reply_markup(params: Params) -> Markup | None:
    """The keyboard of a call, None when there is none; RefusalError (400) when Telegram would refuse it."""
    markup = params.json("reply_markup")
    if markup in (None, ""):
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if not any(name in markup for name in _OTHERS):
        return None
    return _inline(markup["inline_keyboard"]) if "inline_keyboard" in markup else markup


def inline_markup(params: Params) -> Markup | None:
    """The inline keyboard of an edit; RefusalError (400) for any other kind."""
    markup = reply_markup(params)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad("inline keyboard expected")
    return markup


def _inline(rows: Any) -> Markup | None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    kept = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, kept)) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def _button(button: Any) -> Markup:
    if not isinstance(button, dict):
        raise _unread("InlineKeyboardButton must be an Object")
    if not button.get("text", "").strip():
        raise bad("inline keyboard button text must be non-empty")
    if button.get("style", "primary") not in _STYLES:
        raise _unread("invalid button style specified")
    if "callback_data" in button:
        if not 1 <= len(str(button["callback_data"]).encode()) <= 64:
            raise bad("BUTTON_DATA_INVALID")
    elif "url" in button:
        _check_url(str(button["url"]))
    elif "copy_text" in button:
        if not 1 <= len(button["copy_text"].get("text", "")) <= 256:
            raise bad("BUTTON_COPY_TEXT_INVALID")
    elif not {"web_app", "switch_inline_query", "switch_inline_query_current_chat"} & button.keys():
        raise _unread("Text buttons are unallowed in the inline keyboard")
    return button


def _check_url(url: str) -> None:
    if not link(url):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _unread(why: str) -> Exception:
    return bad(f"can't parse inline keyboard button: {why}")
