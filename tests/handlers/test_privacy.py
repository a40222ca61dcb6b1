"""/privacy: what is kept, seeing it, erasing it, and taking one's yes back."""

import json
import re
from datetime import timedelta
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from markupsafe import Markup
from sqlalchemy import func, select

from bot.mentoring.meetings import MeetingState, MomentKind
from bot.mentoring.pairs import PairState
from bot.mentoring.people import Role
from handlers import actions
from handlers.actions import encode
from handlers.privacy import consent
from handlers.speech import Speech
from handlers.welcome import promises
from handlers.wording import minute_of
from storage import schema
from storage.states import NoteSight, OutboxState
from tests.handlers.conftest import come_in, places
from tests.handlers.couples import Couple
from tests.handlers.privately import ANNA, DAY, JONAS, PLANTED, Traces, on_disk, sealed, with_log
from tests.world import NOW

HOUR = timedelta(hours=1)


@pytest.fixture
def traces(world):
    return Traces(world)


def files(phone):
    """The documents that the phone got, by name."""
    return {screen.file.name: screen.file.text for screen in phone.screens if screen.file}


# --- What is kept ------------------------------------------------------------------------------------------


def test_the_card_says_what_is_kept_and_whom_to_ask(traces):
    card = traces.anna.types("/privacy").sees("What is kept, and who sees it", "Ask Mette about anything here.")
    assert card.labels() == ["See what we know", "Erase me", "Take back my yes", "More", "Home"]
    card.taps("More").sees("30 days", "six months", "Telegram keeps a copy").taps("Back").sees("What is kept")


def test_a_stranger_sees_what_is_kept_and_has_nothing_to_erase(world):
    card = world.phone("Nobody").types("/privacy").sees("What is kept", "whoever runs Makker")
    assert card.labels() == ["More", "Home"]


# --- See what we know --------------------------------------------------------------------------------------


def test_two_files_come_with_everything_about_the_person(traces):
    traces.anna.types("/privacy").taps("See what we know")
    found = files(traces.anna)
    told = json.loads(found["makker.json"])
    assert told["people"][0]["name"] == f"Anna{PLANTED}"
    assert told["people"][0]["chat"] == ANNA
    words = ["likes", "free", "area", "goal", "step", "note", "voice", "proud", "patient", "reminder", "before", "café"]
    for text in found.values():
        assert [word for word in words if f"{PLANTED} {word}" not in text] == []
    assert told["pairs"][0]["mentor_id"] == "Jonas"
    assert told["pairs"][0]["mentee_id"] == "you"
    assert told["members"][0]["programme"] == "Peer Vejle"
    assert told["moments"][1]["person_id"] == "Jonas"
    assert {"people", "members", "pairs", "agreements", "meetings", "goals", "outbox", "audit"} <= set(told)


def test_what_the_other_wrote_is_not_in_it(traces):
    traces.anna.types("/privacy").taps("See what we know")
    traces.jonas.types("/privacy").taps("See what we know")
    for text in files(traces.anna).values():
        assert "Jonaswrote" not in text
        assert str(JONAS) not in text
    for text in files(traces.jonas).values():
        for word in ("note", "secret", "voice", "reminder", "proud", "likes", "goal", "step"):
            assert f"{PLANTED} {word}" not in text
        assert str(ANNA) not in text


def test_people_of_the_same_names_in_another_programme_are_not_in_it(world, traces):
    other = Couple(world, ("Jonas", f"Anna{PLANTED}"), programme="Peer Kolding").agrees(place="Otherwrote café")
    mentor, mentee, meeting = other.pair.mentor, other.pair.mentee, other.first.id
    other.adds("Otherwrote goal")
    world.write(lambda unit: unit.outcomes.add_note(meeting, mentor, NoteSight.SHARED, "Otherwrote note", world.now))
    world.write(
        lambda unit: unit.moments.add(other.pair.id, mentee, meeting, MomentKind.PROUD, "Otherwrote", world.now)
    )
    traces.mette.follows(actions.PairCard(traces.pair.id))
    for phone in (traces.anna, traces.jonas, traces.mette, other.mentee, other.mentor):
        phone.follows(actions.SeeData())
        theirs = phone.chat in {other.mentee.chat, other.mentor.chat}
        foreign = [f"{PLANTED} ", "Jonaswrote", "Peer Vejle", "Mette"] if theirs else ["Otherwrote", "Peer Kolding"]
        for text in files(phone).values():
            assert [word for word in foreign if word in text] == []


class Page(HTMLParser):
    """What a browser would show and load."""

    def __init__(self, text):
        super().__init__()
        self.open, self.loads, self.headings = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.loads += [value for name, value in attrs if name in {"src", "href"}]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "h2":
            self.headings.append(data)


@pytest.mark.parametrize(("language", "first"), [("en", "About you"), ("da", "Om dig")])
def test_the_page_stands_alone_and_is_in_the_readers_language(world, language, first):
    traces = Traces(world, language)
    traces.anna.follows(actions.SeeData())
    text = files(traces.anna)["makker.html"]
    page = Page(text)
    assert page.loads == []
    assert page.open == []
    assert page.headings[0] == first
    assert f'<html lang="{language}">' in text
    assert "{" not in re.sub(r"<style>.*</style>", "", text, flags=re.DOTALL).replace(json.dumps({}), "")[:2000]


def test_what_somebody_wrote_is_no_html(world, mette):
    anna = come_in(world, "Anna", Role.MENTEE)
    anna.types("/settings").taps("Name").types("<script>alert(1)</script>")
    anna.follows(actions.SeeData())
    assert "<script" not in files(anna)["makker.html"]
    assert "&lt;script&gt;" in files(anna)["makker.html"]


def test_tapped_twice_it_comes_once_and_later_again(world, traces):
    traces.anna.follows(actions.SeeData()).follows(actions.SeeData()).sees("You have them already")
    assert sum(bool(screen.file) for screen in traces.anna.screens) == 2
    world.now += timedelta(minutes=10)
    traces.anna.follows(actions.SeeData())
    assert sum(bool(screen.file) for screen in traces.anna.screens) == 4


def test_it_comes_at_night_too_as_it_was_asked_for(world, traces):
    world.now = world.now.replace(hour=23)
    traces.anna.follows(actions.SeeData())
    assert set(files(traces.anna)) == {"makker.html", "makker.json"}


def test_somebody_new_has_something_to_see_as_well(world, mette):
    mette.follows(actions.SeeData())
    assert set(json.loads(files(mette)["makker.json"])) >= {"people", "members"}


# --- Erase me ----------------------------------------------------------------------------------------------


def test_it_is_asked_once_with_all_that_follows(traces):
    card = (
        traces.anna.types("/privacy")
        .taps("Erase me")
        .sees(
            "Erase everything about you?",
            "Jonas and Mette will hear that you left, not why.",
            "Counts stay",
            "gone by Sunday 20 December",
            "This can't be undone.",
        )
    )
    assert card.labels() == ["Yes, erase me", "See what we know first", "Back"]
    traces.jonas.types("/privacy").taps("Erase me").sees("What you saw in the one you met stays theirs.")


def test_nothing_of_a_mentee_is_left_in_the_file_or_its_log(world, traces):
    with_log(world)
    marks = sealed(world, PLANTED)
    address = ANNA.to_bytes(6, "big")
    before = on_disk(world)
    assert len(marks) > 15
    assert all(envelope in before for envelope in marks.values())
    assert address in before
    traces.erases(traces.anna).sees("It's done.")
    world.write(lambda unit: close_answers(unit, world.now))
    assert world.store.wipe_now()
    after = on_disk(world)
    assert sealed(world, PLANTED) == {}
    assert [place for place, envelope in marks.items() if envelope in after] == []
    assert address not in after


def close_answers(unit, now):
    """What delivery does once the goodbye is sent."""
    for letter in unit.outbox.answers():
        unit.outbox.close(letter.id, OutboxState.SENT, now)


def test_nothing_of_a_mentor_is_left_but_what_was_given(world, traces):
    marks = sealed(world, "Jonas")
    assert len(marks) > 4
    traces.erases(traces.jonas)
    assert sealed(world, "Jonas") == {}
    traces.anna.follows(actions.JourneyOf(traces.pair.id, 0)).sees("a former participant", f"{PLANTED} patient")
    assert "Jonas" not in traces.anna.text


def test_the_counts_stay(world, traces):
    held = count_held(world)
    traces.erases(traces.anna)
    assert count_held(world) == held == 1
    done = world.read(lambda unit: unit.goals.done_between(traces.pair.programme, world.now - DAY, world.now + DAY))
    assert done == 1


def count_held(world):
    query = select(func.count()).where(schema.meetings.c.state == MeetingState.HELD)
    return world.read(lambda unit: unit.connection.execute(query).scalar_one())


def test_the_other_and_the_desk_hear_it_kindly_and_without_a_name(world, traces):
    traces.erases(traces.anna)
    traces.jonas.sees("A former participant has chosen to stop here.", "you have done nothing wrong")
    traces.mette.sees("Somebody has left, and asked to be erased.", "Jonas met them")
    for phone in (traces.jonas, traces.mette):
        assert PLANTED not in phone.text
    pair = world.read(lambda unit: unit.pairs.get(traces.pair.id))
    assert pair.state is PairState.CLOSED
    assert {each.state for each in traces.couple.meetings()} <= {MeetingState.CALLED_OFF, MeetingState.HELD}


def test_an_old_card_is_drawn_again_without_the_name(world, traces):
    traces.jonas.follows(actions.AskStop(traces.pair.id)).sees(f"Shall you and Anna{PLANTED}")
    traces.erases(traces.anna)
    before = traces.jonas.screens[-2]
    for row in before.rows:
        for button in row:
            traces.jonas.follows(button.action)
            assert PLANTED not in traces.jonas.text
    traces.jonas.follows(actions.Stop(traces.pair.id)).sees("a former participant")


def test_nothing_more_goes_out_and_nobody_knows_where_it_went(world, traces):
    number = traces.anna.person.id
    heard = len(traces.anna.screens)
    traces.erases(traces.anna)
    box = schema.outbox
    rows = world.read(lambda unit: unit.connection.execute(select(box).where(box.c.person_id == number)).all())
    assert rows
    assert {row.chat for row in rows} == {0}
    assert {row.payload for row in rows} == {None}
    assert next(row for row in rows if row.once_key == "waits").reason == "erased"
    world.moves_to(world.now + 20 * DAY)
    assert len(traces.anna.screens) == heard + 3


def test_who_comes_back_begins_afresh(world, traces):
    old = traces.anna.person.id
    traces.erases(traces.anna).types("/goals").sees("You come in with a link")
    traces.anna.opens(world.invitation(Role.MENTEE)).sees("Welcome to Peer Vejle").taps("Yes, that's fine")
    new = traces.anna.person
    assert (new.id != old, new.name) == (True, "")
    assert world.read(lambda unit: unit.pairs.ended_as_mentee(new.id)) == []


def test_a_second_tap_and_an_old_button_do_no_harm(world, traces):
    traces.anna.types("/privacy").taps("Erase me")
    world.now += 2 * HOUR
    traces.anna.taps("Yes, erase me").sees("Erase everything about you?")
    assert traces.anna.person.name == f"Anna{PLANTED}"
    button = encode(traces.anna.last.rows[0][0].action)
    traces.anna.taps_raw(button).sees("It's done.")
    traces.anna.taps_raw(button).sees("Hi! I'm Makker")
    assert sum(kind == "member.left" for kind, _ in world.told) == 1


def test_a_button_from_the_future_asks(world, traces):
    traces.anna.follows(actions.Erase(minute_of(world.now + DAY))).sees("Erase everything about you?")
    traces.anna.follows(actions.Erase(actions.LARGEST)).sees("Erase everything about you?")


def test_the_only_coordinator_hands_over_first(world, traces):
    now = minute_of(world.now)
    for action in (actions.AskErase(), actions.Erase(now), actions.AskWithdraw(), actions.Withdraw(now)):
        traces.mette.follows(action).sees("You are the only coordinator of Peer Vejle.")
    assert traces.mette.person.name == "Mette"
    come_in(world, "Sara", Role.COORDINATOR)
    traces.erases(traces.mette).sees("It's done.")
    traces.anna.types("/help").taps("I need a person").sees("Sara")


def test_a_suggestion_that_nobody_took_goes_and_what_lies_below_it_stays(world, traces):
    suggested = traces.couple.adds("Jonas's idea", by=traces.pair.mentor)
    below = traces.couple.adds("Mine", suggested.id)
    traces.erases(traces.jonas)
    tree = {goal.id: goal for goal in traces.couple.tree()}
    assert suggested.id not in tree
    assert tree[below.id].parent is None


def test_somebody_who_waits_for_nobody_is_erased_as_well(world, mette):
    anna = come_in(world, "Anna", Role.MENTEE)
    anna.types("/privacy").taps("Erase me").sees("Mette will hear").taps("Yes, erase me")
    mette.sees("Somebody has left").taps("To the desk")
    assert "Anna" not in mette.text


# --- Take back my yes --------------------------------------------------------------------------------------


def test_a_yes_taken_back_ends_everything_kindly(world, traces):
    card = (
        traces.anna.types("/privacy").taps("Take back my yes").sees("Take back your yes?", "Jonas and Mette will hear")
    )
    assert card.labels() == ["Yes, I take it back", "Erase me instead", "Back"]
    card.taps("Yes, I take it back").sees("You have taken back your yes.")
    traces.jonas.sees("has chosen to stop here")
    traces.mette.sees(f"Anna{PLANTED} has left.", "Jonas met them")
    heard = len(traces.anna.screens)
    world.moves_to(world.now + 20 * DAY)
    assert len(traces.anna.screens) == heard


def test_then_nothing_new_is_kept(world, traces):
    withdraws(traces.anna)
    kept = rows(world)
    for words in ("remind me tomorrow at 9 of Zyxnew", "Zyxnew"):
        traces.anna.types(words).sees("You're not in a programme right now", "I keep nothing new")
    for action in (
        actions.AskGoal(traces.pair.id),
        actions.Home(),
        actions.AskName(),
        actions.SetLanguage(actions.Language.DA),
    ):
        traces.anna.follows(action).sees("You're not in a programme right now")
    assert rows(world) == kept
    assert sealed(world, "Zyxnew") == {}


def withdraws(phone):
    return phone.types("/privacy").taps("Take back my yes").taps("Yes, I take it back")


def rows(world):
    """How many rows each table has."""
    tables = schema.metadata.sorted_tables
    return world.read(
        lambda unit: {t.name: unit.connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables}
    )


def test_what_was_kept_can_still_be_seen_and_erased(world, traces):
    withdraws(traces.anna).follows(actions.SeeData())
    assert set(files(traces.anna)) == {"makker.html", "makker.json"}
    traces.anna.types("/privacy").taps("Erase me").taps("Yes, erase me").sees("It's done.")
    assert sealed(world, PLANTED) == {}


def test_a_second_tap_shows_the_same_and_an_old_one_asks(world, traces):
    traces.anna.types("/privacy").taps("Take back my yes")
    world.now += 2 * HOUR
    traces.anna.taps("Yes, I take it back").sees("Take back your yes?").taps("Yes, I take it back")
    traces.anna.taps("Yes, I take it back").sees("You're not in a programme right now")
    traces.anna.types("/privacy").taps("Take back my yes").sees("You're not in a programme right now")
    assert sum(kind == "member.left" for kind, _ in world.told) == 1


def test_coming_back_asks_for_a_new_yes(world, traces):
    number = traces.anna.person.id
    withdraws(traces.anna)
    world.now += DAY
    traces.anna.opens(world.invitation(Role.MENTEE)).sees("Welcome to Peer Vejle").taps("Yes, that's fine")
    assert traces.anna.person.id == number
    assert places(world, traces.anna)[0].consented_at == world.now
    traces.anna.types("/home").sees("Hi Anna")


def test_coming_back_by_a_yes_without_a_link_is_not_possible(world, traces):
    withdraws(traces.anna).follows(actions.Agree()).sees("You're not in a programme right now")
    assert places(world, traces.anna) == []


# --- Words that have changed -------------------------------------------------------------------------------


@pytest.fixture
def changed(monkeypatch):
    monkeypatch.setattr(consent, "CONSENT_VERSION", 2)


@pytest.mark.usefixtures("changed")
def test_changed_words_are_asked_about_before_anything_is_kept(world, traces):
    kept = rows(world)
    for words in ("remind me tomorrow at 9 of Zyxnew", "Zyxnew"):
        traces.anna.types(words).sees("May I ask you again?", "What came just now isn't kept.")
    for action in (actions.AskGoal(traces.pair.id), actions.Settings(), actions.SetLanguage(actions.Language.DA)):
        traces.anna.follows(action).sees("May I ask you again?")
    traces.anna.opens().sees("May I ask you again?")
    traces.anna.taps_raw("nonsense").sees("May I ask you again?")
    assert rows(world) == kept
    assert sealed(world, "Zyxnew") == {}
    assert traces.anna.labels() == ["Yes, that's fine", "No thanks", "What is kept"]
    traces.anna.taps("Yes, that's fine").sees("Everything goes on as before.", "You and Jonas meet")
    place = places(world, traces.anna)[0]
    assert (place.consent_version, place.consented_at) == (2, world.now)
    traces.anna.types("/goals").sees("What you would like")


@pytest.mark.usefixtures("changed")
def test_a_no_to_changed_words_is_a_kind_way_out(traces):
    traces.anna.types("/home").taps("No thanks").sees("Take back your yes?").taps("Yes, I take it back")
    traces.anna.sees("You have taken back your yes.")


@pytest.mark.usefixtures("changed")
def test_reminders_of_what_was_agreed_go_on_and_their_buttons_wait(world, traces):
    meeting = traces.couple.meetings()[1]
    world.moves_to(meeting.starts_at - 20 * HOUR)
    traces.anna.sees("You and Jonas meet tomorrow")
    traces.anna.taps("I'm coming").sees("May I ask you again?")
    traces.anna.taps("Yes, that's fine").taps("I'm coming").sees("Jonas can see it here")


@pytest.mark.usefixtures("changed")
def test_help_never_waits_for_a_yes(world, traces):
    traces.anna.types("/home").sees("May I ask you again?")
    traces.anna.follows(actions.Person()).taps("Tell my coordinator").sees("Mette")
    traces.jonas.follows(actions.AskWorried(traces.pair.id)).follows(actions.Worried(traces.pair.id)).sees("Mette")
    assert {"help.asked", "alert.worried"} <= {kind for kind, _ in world.told}
    traces.mette.taps("I'm on it")
    assert "May I ask you again?" not in traces.mette.text
    traces.anna.types("/home").sees("May I ask you again?")


@pytest.mark.usefixtures("changed")
def test_a_question_that_waited_still_waits_after_the_yes(world, traces, monkeypatch):
    monkeypatch.setattr(consent, "CONSENT_VERSION", 1)
    traces.anna.types("/settings").taps("Name")
    monkeypatch.setattr(consent, "CONSENT_VERSION", 2)
    traces.anna.types("Zyxnew").sees("May I ask you again?")
    number = traces.anna.person.id
    assert world.read(lambda unit: unit.pending.waiting(number, world.now)) is not None


@pytest.mark.usefixtures("changed")
def test_a_link_to_another_programme_is_welcome_all_the_same(world, traces):
    come_in(world, "Bo", Role.COORDINATOR, "Peer Kolding")
    traces.anna.opens(world.invitation(Role.MENTEE, "Peer Kolding")).sees("Welcome to Peer Kolding")


def test_changed_words_have_a_version_of_their_own():
    said = [promises(role, Markup("Mette"), Speech("en", "UTC", NOW)) for role in Role]
    words = sha256("".join(map(str, said)).encode()).hexdigest()[:16]
    assert (consent.CONSENT_VERSION, words) == (1, "822680d8b95beee3"), (
        "other promises: give CONSENT_VERSION the next number"
    )
