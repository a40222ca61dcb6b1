"""Whatever comes, over HTTP: each gets a clear, kind answer, and nothing is lost."""

import random
import re
from datetime import timedelta

import pytest

from bot.mentoring.people import Role
from handlers import actions
from tests.journeys import scenes
from tests.journeys.cast import THURSDAY, Player, cast

pytestmark = pytest.mark.usefixtures("either")

CHANGED = "This has changed since. Here is how it looks now."
ODD = "<b>Læse</b> & synge 🙂 \u202eשלום\u202c\x00"
KEPT = "<b>Læse</b> & synge 🙂 שלום"
DICE = random.Random(7)
BYTES = ["", "?", "h" * 64, "🤷" * 16, "mc.-1", "mc.99999999999999999999", "\x00\x01", "mc.1.1.1", "DROP TABLE people"]
BYTES += ["".join(chr(DICE.randrange(1, 0xD800)) for _ in range(12)) for _ in range(6)]


@pytest.fixture(params=["en", "da"])
async def story(request, tmp_path):
    async with cast(tmp_path, request.param) as made:
        yield made
        inbox = await made.bot.inbox()
        assert {state for state, _ in inbox} <= {"done", "ignored"}
        assert not any(player.phone.spins for player in made.players.values())
        assert {state for _, state, _ in await made.bot.outbox()} <= {"sent", "expired", "dropped"}


def stranger(story, name):
    return Player(story.board.phone(name, story.language), story.language, story.line)


async def acts(player, doing):
    """One line of the story that is no tap and no text."""
    async with player.line():
        await doing


async def test_whoever_knocks_with_a_bad_link_or_none_hears_how_to_come_in(story):
    mette, jonas, carl = story.mette, story.jonas, stranger(story, "Carl")
    await scenes.comes_in(mette, story.invitation("coordinator"), "Mette")
    await mette.types("/home")
    await mette.taps("Invitations")
    await mette.taps("Invite")
    await mette.taps("A mentor")
    link = mette.payload()

    for payload in ("AbC_-123456789012345678", "not a link at all", "x" * 64, "🙂"):
        await carl.starts(payload)
        await carl.sees("I don't know that link")
    await carl.starts()
    await carl.sees("Hi! I'm Makker")
    for words in ("Hello?", "/goals", "/meetings", "/nonsense", ODD, "x" * 4096):
        before = len(carl.phone.received)
        await carl.types(words)
        assert len(carl.phone.received) == before + 1
        assert carl.last.buttons
    await acts(carl, carl.phone.taps_raw("zz.1", carl.last))

    await carl.starts(link)
    await scenes.comes_in(jonas, link, "Jonas")
    await carl.taps("Yes, that's fine")  # somebody else was quicker
    await carl.sees("This link has been used")
    await carl.starts(link)
    assert carl.words("This link has been used") in carl.last.text
    await jonas.starts(link)
    await jonas.sees("You're already in.")

    await mette.taps("One more like this")
    late = mette.payload()
    await story.goes_to(story.clock.now() + timedelta(days=8))
    await carl.starts(late)
    await carl.sees("This link no longer works")
    people = await story.store.read(lambda unit: unit.people.by_chat(carl.phone.id))
    assert people is None


async def test_in_a_group_makker_says_once_that_it_talks_with_one_person_at_a_time(story):
    jonas = story.jonas
    await acts(jonas, jonas.phone.writes_in_group("Who brings cake?"))
    assert not story.board.called("sendMessage")
    await acts(jonas, jonas.phone.writes_in_group("/start@makker_demo_bot"))
    said = story.board.called("sendMessage")
    assert len(said) == 1
    assert "https://t.me/makker_demo_bot" in str(said[0].params)  # the way to the bot itself


async def test_what_is_typed_where_it_was_not_expected_is_answered_and_the_question_waits(story):
    anna, danish = story.anna, story.language == "da"
    await scenes.beginning(story)
    await anna.types("We met, I think?")
    await anna.sees("Thanks for writing. I only understand an answer when I've asked, so this isn't kept.")
    await acts(anna, anna.phone.sends_sticker())
    assert anna.last.buttons
    written = next(one for one in anna.phone.messages if not one.from_bot)
    await acts(anna, anna.phone.rewrites(written, "Something else"))
    await anna.sees("I can't see changes to messages that were sent. Write it again, if it matters.")

    pair = (await story.store.read(lambda unit: unit.pairs.get(1))).id
    await acts(anna, anna.phone.taps_raw(actions.encode(actions.AskGoal(pair)), anna.last))
    await anna.types("x" * 5000)
    await anna.sees("That's a long one. Can you say it in {n} characters or fewer?", n=200)
    await acts(anna, anna.phone.sends_sticker())
    await anna.sees("Can you write it in words?")
    await acts(anna, anna.phone.sends_voice())
    await anna.sees("I can't hear voice messages here. Can you write it in words?")
    await anna.types(ODD)
    assert KEPT in anna.last.text
    tree = await story.store.read(lambda unit: unit.goals.tree(1, unit.pairs.get(1).mentee))
    assert [goal.title for goal in tree if goal.title.startswith(("<b>", "x"))] == [KEPT]

    await story.goes_to(THURSDAY - scenes.DAY)
    await anna.taps("Move it")
    await anna.types("når det passer" if danish else "whenever you like")
    unknown = anna.words("I don't know that time yet: try <i>Thursday 16.30</i>.")
    await anna.phone.sees(re.sub("<.*?>", "", unknown))
    assert await anna.times()
    await anna.types("fredag kl. 15" if danish else "Friday at 15")
    await anna.taps("Ask {name}", name="Jonas")
    await story.jonas.taps("Works for me")


async def test_whatever_bytes_a_button_carries_the_answer_is_kind_and_nothing_changes(story):
    anna, jonas = story.anna, story.jonas
    await scenes.beginning(story)
    await story.goes_to(THURSDAY - scenes.DAY)
    reminder = await jonas.sees("I'm coming")
    before = await story.store.read(lambda unit: unit.meetings.all_of(1))
    foreign = (actions.PairNow(1, 0), actions.InviteRole(1, Role.MENTOR, evening=True), actions.MeetingCard(4711))
    for data in [*BYTES, *(actions.encode(action) for action in foreign)]:
        toasts, received = len(anna.phone.toasts), len(anna.phone.received)
        await acts(anna, anna.phone.taps_raw(data, anna.last))
        assert len(anna.phone.toasts) == toasts + 1, data
        assert anna.phone.toasts[-1] == anna.words(CHANGED)
        assert len(anna.phone.received) == received + 1
        assert anna.last.buttons
    assert await story.store.read(lambda unit: unit.meetings.all_of(1)) == before

    coming = next(
        b["callback_data"] for row in reminder.keyboard for b in row if b["text"] == jonas.words("I'm coming")
    )
    heard = len(anna.phone.notifications), len(jonas.phone.notifications)
    async with jonas.line():  # a double tap
        await jonas.phone.taps_raw(coming, reminder)
        await jonas.phone.taps_raw(coming, reminder)
    assert (len(anna.phone.notifications), len(jonas.phone.notifications)) == heard
    await jonas.sees("You've said that you're coming.")

    await story.goes_to(THURSDAY + 5 * scenes.WEEK)
    await acts(jonas, jonas.phone.taps_raw(coming, reminder))  # a button from last month
    assert jonas.phone.toasts[-1] == jonas.words(CHANGED)
