"""The methods of the Bot API that Makker uses."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from bot.demo.keyboards import inline_markup, reply_markup
from bot.demo.messages import Json, Message
from bot.demo.params import Params
from bot.demo.profile import PROFILE
from bot.demo.refusals import NOT_MODIFIED, TOO_OLD, bad
from bot.demo.texts import caption_text, message_text
from bot.demo.updates import PRESS_LIVES
from bot.demo.world import Toast, World

Method = Callable[[World, Params], Any]
DELETABLE = 48 * 3600  # seconds in which a bot may delete a message
TYPING_LASTS = 5
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")


def _chat_id(params: Params) -> int:
    if not params.text("chat_id"):
        raise bad("chat_id is empty")
    number = params.number("chat_id")
    if not number:
        raise bad("chat not found")
    return number


def _send(world: World, params: Params, kind: str = "") -> Json:
    chat = world.reachable(_chat_id(params))
    media = world.files.media(kind, params.text(kind), params) if kind else None
    text, entities = caption_text(params) if kind else message_text(params)
    markup, silent = reply_markup(params), params.flag("disable_notification")
    return world.say(chat, text, entities, media=media, markup=markup, silent=silent).json()


def send_message(world: World, params: Params) -> Json:
    """A new text message."""
    return _send(world, params)


def send_photo(world: World, params: Params) -> Json:
    """A picture with a caption."""
    return _send(world, params, "photo")


def send_document(world: World, params: Params) -> Json:
    """A file with a caption."""
    return _send(world, params, "document")


def send_voice(world: World, params: Params) -> Json:
    """A voice message with a caption."""
    return _send(world, params, "voice")


def send_chat_action(world: World, params: Params) -> bool:
    """Shows that the bot is typing, for five seconds or until the next message."""
    chat = world.reachable(_chat_id(params))
    if not params.text("action"):
        raise bad("wrong parameter action in request")
    world.typing[chat["id"]] = world.now().timestamp() + TYPING_LASTS
    return True


def _to_edit(world: World, params: Params) -> Message:
    if not params.number("message_id"):
        raise bad("message identifier is not specified")
    chat = world.reachable(_chat_id(params))
    message = world.find(chat["id"], params.number("message_id"))
    if message is None:
        raise bad("message to edit not found")
    if not message.from_bot:
        raise bad("message can't be edited")
    return message


def _edit(world: World, message: Message, **new: Any) -> Json:
    before = message.body
    after = {"text": message.text, "entities": message.entities, "markup": message.markup} | new
    if (after["text"], after["entities"], after["markup"], after.get("media", message.media)) == before:
        raise bad(NOT_MODIFIED)
    for name, value in after.items():
        setattr(message, name, value)
    message.edited = world.seconds()
    message.edits += 1
    return message.json()


def edit_message_text(world: World, params: Params) -> Json:
    """Another text, and the keyboard given or none."""
    text, entities = message_text(params, too_long="MESSAGE_TOO_LONG")
    message = _to_edit(world, params)
    if message.media:
        raise bad("there is no text in the message to edit")
    return _edit(world, message, text=text, entities=entities, markup=inline_markup(params))


def edit_message_caption(world: World, params: Params) -> Json:
    """Another caption, and the keyboard given or none."""
    text, entities = caption_text(params)
    message = _to_edit(world, params)
    if not message.media:
        raise bad("there is no caption in the message to edit")
    return _edit(world, message, text=text, entities=entities, markup=inline_markup(params))


def edit_message_reply_markup(world: World, params: Params) -> Json:
    """Another keyboard, or none."""
    markup = inline_markup(params)
    return _edit(world, _to_edit(world, params), markup=markup)


def edit_message_media(world: World, params: Params) -> Json:
    """Another picture or file, its caption and keyboard with it."""
    media = params.json("media")
    if not isinstance(media, dict) or media.get("type") not in {"photo", "document"}:
        raise bad("can't parse InputMedia: unsupported type specified")
    message = _to_edit(world, params)
    text, entities = caption_text(Params(media))
    shown = world.files.media(media["type"], str(media.get("media", "")), params)
    return _edit(world, message, text=text, entities=entities, media=shown, markup=inline_markup(params))


def delete_message(world: World, params: Params) -> bool:
    """Takes a message away, for 48 hours after it was written."""
    if not params.number("message_id"):
        raise bad("message identifier is not specified")
    message = world.find(world.reachable(_chat_id(params))["id"], params.number("message_id"))
    if message is None:
        raise bad("message to delete not found")
    if world.seconds() - message.date > DELETABLE:
        raise bad("message can't be deleted for everyone")
    message.deleted = True
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    """The button stops spinning, with a toast when there is text; once, and within 150 seconds."""
    press = world.presses.get(params.text("callback_query_id"))
    if press is None or press.answered or world.now().timestamp() - press.at > PRESS_LIVES:
        raise bad(TOO_OLD)
    text = params.text("text")
    if len(text) > 200:
        raise bad("MESSAGE_TOO_LONG")
    press.answered = True
    if text:
        world.toasts.append(Toast(press.person, press.id, text, params.flag("show_alert")))
    return True


def get_me(world: World, _: Params) -> Json:
    """The bot itself."""
    return world.bot() | {
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, params: Params) -> Json:
    """A chat with its details."""
    number = _chat_id(params)
    account = world.accounts.get(number)
    if number != world.group()["id"] and (account is None or not account.started):
        raise bad("chat not found")
    chat = account.chat() if account else world.group()
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    accepted = dict.fromkeys(gifts, False)
    return chat | {"accent_color_id": 3, "max_reaction_count": 11, "accepted_gift_types": accepted}


def get_file(world: World, params: Params) -> Json:
    """Where a file can be downloaded."""
    return world.files.get(params.text("file_id")).json()


def set_webhook(world: World, params: Params) -> bool:
    """From now on updates are brought there, and cannot be fetched."""
    updates, address = world.updates, urlsplit(params.text("url"))
    if address.scheme != "https" and address.hostname != "127.0.0.1":
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if not _SECRET.fullmatch(params.text("secret_token")):
        raise bad("secret token contains unallowed characters")
    if params.text("allowed_updates"):
        updates.allowed = list(params.json("allowed_updates"))
    updates.url, updates.secret = params.text("url"), params.text("secret_token")
    updates.connections = min(max(params.number("max_connections", 40), 1), 100)
    return True


def delete_webhook(world: World, params: Params) -> bool:
    """From now on updates can be fetched; it may drop what waits."""
    world.updates.url = world.updates.secret = ""
    if params.flag("drop_pending_updates"):
        world.updates.queue.clear()
    return True


def get_webhook_info(world: World, _: Params) -> Json:
    """Where updates are brought, if anywhere, and how many wait."""
    waiting = len(world.updates.queue)
    info: Json = {"url": world.updates.url, "has_custom_certificate": False, "pending_update_count": waiting}
    return info | ({"allowed_updates": world.updates.allowed} if world.updates.allowed else {})


METHODS: dict[str, Method] = {
    "sendmessage": send_message,
    "sendphoto": send_photo,
    "senddocument": send_document,
    "sendvoice": send_voice,
    "sendchataction": send_chat_action,
    "editmessagetext": edit_message_text,
    "editmessagecaption": edit_message_caption,
    "editmessagereplymarkup": edit_message_reply_markup,
    "editmessagemedia": edit_message_media,
    "deletemessage": delete_message,
    "answercallbackquery": answer_callback_query,
    "getme": get_me,
    "getchat": get_chat,
    "getfile": get_file,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "logout": lambda *_: True,
    "close": lambda *_: True,
} | PROFILE
