"""Look how far: the way so far, own words, what the mentor saw."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.mentoring.goals import GoalState
from bot.mentoring.meetings import MeetingState, MomentKind
from bot.mentoring.pairs import PairState
from bot.mentoring.pauses import ends_at
from handlers import actions
from handlers.actions import encode
from handlers.tap import Kind
from storage import schema
from tests.handlers.couples import Couple
from tests.world import NOW

THURSDAY = datetime(2026, 11, 26, 15, 30, tzinfo=UTC)


@pytest.fixture
def couple(world):
    """Just after their first meeting should have ended."""
    made = Couple(world).agrees()
    world.now = THURSDAY + timedelta(hours=1, minutes=10)
    return made


def holds(couple, n):
    """So many of their meetings were held."""

    def cause(unit):
        for each in unit.meetings.all_of(couple.pair.id)[:n]:
            unit.meetings.set(each.id, state=MeetingState.HELD)

    couple.world.write(cause)


def keeps(couple, texts, kind=MomentKind.PROUD):
    """Words kept an hour apart, straight into the table."""

    def cause(unit):
        for hour, text in enumerate(texts):
            unit.moments.add(couple.pair.id, couple.pair.mentee, None, kind, text, NOW + timedelta(hours=hour))

    couple.world.write(cause)


def moments(couple):
    return [(each.kind, each.text) for each in couple.world.read(lambda unit: unit.moments.of(couple.pair.id))]


# --- Own words ---


def test_what_the_mentee_is_proud_of_is_kept_in_their_own_words(couple):
    couple.mentor.taps_raw(encode(actions.Met(couple.first.id)))
    anna = couple.mentee.taps("Yes, we met").taps("😀 Really good").taps("Something I'm proud of")
    anna.sees("What are you proud of?", "You and Jonas can see it in the journey.")
    anna.types("I rang <b>myself</b>\n& it went well").sees("Saved.", "I rang <b>myself</b> & it went well")
    assert moments(couple) == [(MomentKind.PROUD, "I rang <b>myself</b>\n& it went well")]
    anna.taps("See the journey").sees("Look how far", "You and Jonas have met once.", "You're proud of this: I rang")
    couple.mentor.types("/journey").sees("Anna is proud of this: I rang <b>myself</b>")
    row = couple.world.read(lambda unit: unit.connection.execute(select(schema.moments)).one())
    assert (row.meeting_id, b"rang" in row.text) == (couple.first.id, False)


def test_what_the_mentor_saw_is_shown_and_told_to_the_mentee(couple):
    jonas = couple.mentor.taps_raw(encode(actions.Met(couple.first.id))).taps("Something I saw in Anna")
    jonas.sees("What did you see in Anna?", "You and Anna can see it, and I show it to Anna.")
    jonas.types("Courage: you asked").sees("Saved.", "Courage: you asked", "You and Anna can see it in the journey.")
    anna = couple.mentee.sees("Jonas has written something kind to you.", "Jonas saw this in you: Courage: you asked")
    assert "Courage" not in str(anna.last.text).split("\n")[0]
    anna.taps("See the journey").sees("Jonas saw this in you: Courage: you asked")
    jonas.taps("See the journey").sees("You saw this in Anna: Courage: you asked")


def test_own_words_can_be_taken_back_and_are_told_to_nobody_then(couple, world):
    world.now = datetime(2026, 11, 26, 21, tzinfo=UTC)  # the mentee's night: what is told waits until morning
    jonas = couple.mentor.types("/journey").taps("Something I saw in Anna").types("Patience").taps("Undo")
    assert moments(couple) == []
    jonas.sees("Look how far")
    jonas.taps("Undo").sees("Look how far")
    world.moves_to(datetime(2026, 11, 27, 8, tzinfo=UTC))
    assert not [screen for screen in couple.mentee.screens if "kind to you" in screen.text]


def test_too_many_no_or_spoken_words_keep_the_question(couple):
    anna = couple.mentee.types("/journey").taps("Something I'm proud of").types("x" * 5000).sees("more than fits here")
    anna.types("\u200b").sees("in words", "What are you proud of?").types("file", Kind.VOICE).sees("in words")
    anna.types("y" * 500).sees("Saved.")
    assert moments(couple) == [(MomentKind.PROUD, "y" * 500)]


def test_never_mind_leads_back_to_where_it_was_asked(couple):
    couple.mentee.types("/journey").taps("Something I'm proud of").taps("Never mind").sees("Look how far")
    couple.mentor.taps_raw(encode(actions.Met(couple.first.id))).taps("Something I saw in Anna").taps("Never mind")
    couple.mentor.sees("Thursday 26 November at 16:30 with Anna")


def test_words_about_another_pairs_meeting_are_not_asked_for(couple, world):
    other = Couple(world, names=("Lars", "Sofie")).agrees()
    action = actions.AskMoment(couple.pair.id, other.first.id)
    assert couple.mentee.taps_raw(encode(action)).last.toast
    assert couple.mentee.last.asks is None


# --- A picture to keep ---


def test_a_picture_shows_steps_and_meetings_and_nobodys_words(couple):
    holds(couple, 2)
    couple.adds("Ring to the library", state=GoalState.DONE, done_at=couple.world.now)
    keeps(couple, ["I came"])
    anna = couple.mentee.types("/journey").taps("Keep a picture").sees("A picture to keep", "no name and no goal on it")
    seen = anna.last.picture
    assert (seen.title, seen.counts) == ("Look how far", "One small step and two meetings")
    assert (seen.stones, seen.meetings, seen.words) == (["26 Nov"], 2, [])
    assert seen.span == "26 November 2026 – 3 December 2026"
    assert not {"Ring to the library", "Anna", "Jonas"} & {*str(seen).split(), str(seen)}
    anna.taps("The journey").sees("Look how far")


def test_own_words_are_on_it_only_for_the_mentee_who_asks(couple):
    holds(couple, 1)
    keeps(couple, ["I came", "I & <you> stayed"])
    anna = couple.mentee.types("/journey").taps("Keep a picture").taps("With my own words")
    anna.sees("Your own words are on it")
    assert anna.last.picture.words == ["I came", "I & <you> stayed"]
    assert "With my own words" not in anna.labels()
    jonas = couple.mentor.types("/journey").taps("Keep a picture")
    assert "With my own words" not in jonas.labels()
    assert jonas.taps_raw(encode(actions.KeepPicture(couple.pair.id, words=True))).last.picture.words == []


def test_a_picture_of_a_way_that_begins_is_no_empty_one(couple):
    couple.mentee.taps_raw(encode(actions.KeepPicture(couple.pair.id, words=False)))
    seen = couple.mentee.last.picture
    assert (seen.counts, seen.span, seen.stones) == ("Here the way begins", "26 November 2026", [])


# --- At every fifth meeting ---


def replays(phone):
    return [screen for screen in phone.screens if "Here is a picture of your way" in screen.text]


def test_at_the_fifth_meeting_both_look_back_the_next_morning_once(couple, world):
    holds(couple, 4)
    fifth = couple.meetings()[4]
    world.now = fifth.ends_at
    couple.mentor.taps_raw(encode(actions.Met(fifth.id)))
    couple.mentee.taps_raw(encode(actions.ConfirmMet(fifth.id)))
    assert replays(couple.mentor) == []
    world.moves_to(datetime(2026, 12, 25, 8, 45, tzinfo=UTC))
    assert replays(couple.mentor) == replays(couple.mentee) == []
    world.moves_to(datetime(2026, 12, 25, 9, tzinfo=UTC))
    for phone in (couple.mentor, couple.mentee):
        [card] = replays(phone)
        assert card.picture.meetings == 5
        assert "have met five times." in str(card.text).split("\n")[0]
        assert "Not today" in [str(button.label) for row in card.rows for button in row]
    couple.mentor.taps_raw(encode(actions.UndoLog(fifth.id)))
    couple.mentor.taps_raw(encode(actions.Met(fifth.id)))
    world.moves_to(datetime(2026, 12, 27, 12, tzinfo=UTC))
    assert len(replays(couple.mentor)) == len(replays(couple.mentee)) == 1


def test_a_fifth_meeting_that_was_taken_back_is_not_looked_back_on(couple, world):
    holds(couple, 4)
    fifth = couple.meetings()[4]
    world.now = fifth.ends_at
    couple.mentor.taps_raw(encode(actions.Met(fifth.id))).taps("Undo")
    world.moves_to(datetime(2026, 12, 25, 12, tzinfo=UTC))
    assert replays(couple.mentor) == replays(couple.mentee) == []


@pytest.mark.parametrize(("days", "early"), [(14, 0), (14, 5), (300, 0)])
def test_a_look_back_waits_for_the_end_of_a_break(couple, world, days, early):
    holds(couple, 4)
    fifth = couple.meetings()[4]
    world.now = fifth.ends_at
    couple.mentor.taps_raw(encode(actions.Met(fifth.id)))
    couple.mentee.taps_raw(encode(actions.ConfirmMet(fifth.id)))
    over = ends_at((world.now + timedelta(days=days)).date(), "Europe/Copenhagen")
    couple.mentee.taps_raw(encode(actions.TakePause(couple.pair.id, over.date().toordinal())))
    world.moves_to(over - timedelta(days=early, hours=1))
    assert replays(couple.mentor) == replays(couple.mentee) == []
    if early:
        couple.mentee.taps_raw(encode(actions.EndPause(couple.pair.id)))
    world.moves_to(world.now + timedelta(days=9))
    assert len(replays(couple.mentor)) == len(replays(couple.mentee)) == 1


def test_a_look_back_is_dropped_when_the_two_stop(couple, world):
    holds(couple, 4)
    fifth = couple.meetings()[4]
    world.now = fifth.ends_at
    couple.mentor.taps_raw(encode(actions.Met(fifth.id)))
    world.write(lambda unit: unit.pairs.close(couple.pair.id, world.now))
    world.moves_to(datetime(2026, 12, 25, 12, tzinfo=UTC))
    assert replays(couple.mentee) == []


def test_not_today_holds_the_look_back_until_the_next_morning(couple, world):
    holds(couple, 4)
    fifth = couple.meetings()[4]
    world.now = fifth.ends_at
    couple.mentor.taps_raw(encode(actions.Met(fifth.id)))
    world.moves_to(datetime(2026, 12, 25, 8, tzinfo=UTC))
    couple.mentee.taps_raw(encode(actions.NotToday()))
    world.moves_to(datetime(2026, 12, 25, 18, tzinfo=UTC))
    assert (len(replays(couple.mentor)), len(replays(couple.mentee))) == (1, 0)
    world.moves_to(datetime(2026, 12, 26, 12, tzinfo=UTC))
    assert (len(replays(couple.mentor)), len(replays(couple.mentee))) == (1, 1)


def test_the_fourth_and_the_sixth_are_days_like_others(couple, world):
    for before in (3, 5):
        holds(couple, before)
        meeting = couple.meetings()[before]
        world.now = meeting.ends_at
        couple.mentor.taps_raw(encode(actions.Met(meeting.id)))
    world.moves_to(world.now + timedelta(days=1))
    assert replays(couple.mentor) == replays(couple.mentee) == []


# --- Look how far ---


def test_before_anything_happened_it_says_where_it_begins(couple):
    anna = couple.mentee.types("/journey").sees("Look how far", "It begins with your first meeting")
    assert anna.labels() == ["Something I'm proud of", "Home"]
    assert couple.mentor.types("/rejsen").labels() == ["Something I saw in Anna", "Home"]


def test_meetings_steps_and_words_stand_in_the_order_of_time(couple):
    holds(couple, 1)
    step = couple.adds("Ring to the library")
    couple.mentee.taps_raw(encode(actions.Tick(step.id)))
    keeps(couple, ["I came"])
    said = couple.mentee.types("/home").taps("The journey").text
    order = [
        "You and Jonas have met once.",
        "One small step is done.",
        "I came",
        "You met for the first",
        "Done: Ring",
    ]
    assert sorted(order, key=said.index) == order
    assert "26 November 2026" in said


def test_nothing_counts_as_done_that_was_opened_again(couple):
    step = couple.adds("Ring to the library", state=GoalState.DONE, done_at=couple.world.now)
    couple.mentee.types("/journey").sees("Done: Ring to the library")
    couple.mentee.taps_raw(encode(actions.Untick(step.id)))
    couple.mentee.types("/journey").sees("It begins with")


def test_a_long_way_is_read_page_by_page_and_nothing_is_cut(couple):
    texts = [f"{n}: " + "word " * 60 + "end" for n in range(4)] + [f"{n}: short" for n in range(4, 12)]
    keeps(couple, texts)
    anna = couple.mentee.types("/journey")
    assert "Later" not in anna.labels()
    pages = [anna.text]
    while "Earlier" in anna.labels():
        pages.append(anna.taps("Earlier").text)
    assert "Earlier" not in anna.labels()
    told = "\n".join(reversed(pages))
    assert sorted(texts, key=told.index) == texts
    assert all(len(page) < 700 for page in pages)
    assert anna.taps("Later").text == pages[-2]
    anna.taps_raw(encode(actions.JourneyOf(couple.pair.id, 10**9)))
    assert anna.text == pages[-1]


def test_what_came_on_one_day_stands_under_one_date(couple, world):
    world.now = THURSDAY + timedelta(days=3)
    keeps(couple, ["I rang", "And they answered"])
    anna = couple.mentee.types("/journey").sees("I rang", "And they answered")
    assert anna.text.count("2026") == 1


def test_whoever_is_in_two_pairs_chooses_and_whoever_is_in_none_is_told_that_it_comes(couple, world):
    other = Couple(world, names=("Lars", "Sofie"))
    world.write(lambda unit: unit.pairs.add(other.pair.programme, couple.pair.mentor, other.pair.mentee, NOW))
    jonas = couple.mentor.types("/journey").sees("With whom?")
    assert jonas.labels() == ["Anna", "Sofie", "Home"]
    jonas.taps("Sofie").sees("Here you and Sofie can see your way")
    world.write(lambda unit: unit.pairs.set_state(other.pair.id, PairState.CLOSED))
    other.mentor.types("/journey").sees("Your journey will be here")
    assert other.mentor.taps_raw(encode(actions.JourneyOf(other.pair.id, 0))).last.toast


def test_in_danish_it_reads_as_danish(world):
    couple = Couple(world, language="da").agrees()
    world.now = THURSDAY + timedelta(days=3)
    holds(couple, 1)
    couple.adds("Ring til biblioteket", state=GoalState.DONE, done_at=world.now)
    keeps(couple, ["Jeg ringede selv"])
    anna = couple.mentee.types("/rejsen")
    anna.sees("Se, hvor langt", "Du og Jonas har mødtes én gang.", "Et lille skridt er nået.", "Du er stolt af:")
    assert "Noget, jeg er stolt af" in anna.labels()
    couple.mentor.types("/rejsen").taps("Noget, jeg har set hos Anna").types("Mod").sees("Gemt.")
    seen = anna.taps("Gem et billede").last.picture
    assert (seen.title, seen.counts, seen.stones) == (
        "Se, hvor langt I er kommet",
        "Et lille skridt og et møde",
        ["29. nov."],
    )
    anna.sees("Et billede at gemme")
    anna.screens.pop()
    anna.sees("Jonas har skrevet noget godt til dig.", "Jonas har set det her hos dig: Mod")
