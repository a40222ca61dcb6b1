"""Why a pair could use a hand, as the coordinator reads it: blames nobody, tells no mood and nothing written."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.mentoring.alerts import AlertKind
from bot.mentoring.fits import Fit
from bot.mentoring.flags import Flag, Level, Reason
from bot.mentoring.people import Role
from handlers import actions
from handlers.desk.flag_words import reasons
from handlers.speech import Speech
from storage import schema
from tests.handlers.couples import Couple
from tests.world import NOW

DAY = timedelta(days=1)
AMBER, RED = Level.AMBER, Level.RED


@pytest.mark.parametrize(
    ("reason", "level", "days", "english", "danish"),
    [
        (Reason.QUIET, AMBER, 11, "I've heard of no meeting for one week", "hørt om et møde i godt en uge"),
        (Reason.QUIET, RED, 21, "I've heard of no meeting for three weeks", "jeg har ikke hørt om et møde i tre uger"),
        (Reason.NOT_BEGUN, AMBER, 10, "no first meeting yet, 10 days after they were matched", "10 dage"),
        (Reason.NOT_TOLD, AMBER, 3, "I haven't heard how the last meeting went", "hvordan det sidste møde gik"),
        (Reason.NOT_TOLD, AMBER, 10, "how the meeting one week ago went", "hvordan mødet for en uge siden gik"),
        (Reason.NOT_TOLD, AMBER, 17, "how the meeting two weeks ago went", "hvordan mødet for to uger siden gik"),
        (Reason.TWICE_MISSED, AMBER, 3, "it didn't happen twice in a row", "det blev ikke til noget to gange i træk"),
        (Reason.TWICE_MISSED, AMBER, 21, "twice in a row, the last time three weeks ago", "sidst for tre uger siden"),
        (Reason.DIFFERENCE, AMBER, 3, "they told different things about a meeting", "hver sit om et møde"),
        (Reason.DIFFERENCE, AMBER, 8, "different things about the meeting one week ago", "mødet for en uge siden"),
        (Reason.UNREACHABLE, RED, 2, "my messages don't reach Anna", "mine beskeder når ikke frem til Anna"),
        (Reason.UNREACHABLE, RED, 70, "my messages haven't reached Anna for 10 weeks", "har ikke nået Anna i 10 uger"),
        (Reason.UNANSWERED, AMBER, 2, "I haven't heard from Anna for a while", "ikke hørt fra Anna i et stykke tid"),
        (Reason.UNANSWERED, AMBER, 7, "I haven't heard from Anna for one week", "ikke hørt fra Anna i en uge"),
        (Reason.WORRIED, RED, 1, "Anna is worried and waits for one of you", "Anna er bekymret og venter på en af jer"),
        (Reason.WORRIED, AMBER, 9, "Anna was worried, and one of you is on it", "en af jer har taget den"),
        (Reason.NOT_QUITE, AMBER, 2, "Anna said that the match is not quite right", "matchet ikke er helt rigtigt"),
        (Reason.LOW_PULSE, AMBER, 2, "a good time to ask Anna how it goes", "spørge Anna, hvordan det går"),
        (Reason.PULSE_GAP, AMBER, 2, "it may not feel the same to both of them", "ikke ens for dem begge"),
    ],
)
def test_a_reason_says_what_it_is_and_in_another_week_since_when(world, reason, level, days, english, danish):
    anna = Couple(world).mentee.person
    of_one = {Reason.UNREACHABLE, Reason.UNANSWERED, Reason.WORRIED, Reason.NOT_QUITE, Reason.LOW_PULSE}
    flag = Flag(reason, level, days, anna.id if reason in of_one else None)
    told = {each: reasons([flag], {anna.id: anna}, Speech(each, "Europe/Copenhagen", NOW)) for each in ("en", "da")}
    assert english in told["en"]
    assert danish in told["da"]


# --- The list of all ---------------------------------------------------------------------------------------


@pytest.fixture
def twelve(world, mette):
    """So many have nothing planned yet, those with the higher numbers for a day less; Mette sees the last card."""
    pairs = []
    for number in range(12):
        pairs.append(Couple(world, (f"Mentor {number:02}", f"Mentee {number:02}")).pair.id)
        world.now += DAY / 2
    world.now = NOW + 17 * DAY
    mette.follows(actions.WentWell(1)).sees("Seven more could use a hand, too.")
    return pairs


def listed(phone):
    """The numbers of the pairs on the page, in order."""
    return [int(each) for each in re.findall(r"Mentor (\d\d) and Mentee", phone.text)]


def test_and_seven_more_leads_to_all_of_them_worst_first(world, mette, twelve):
    mette.taps("The whole list").sees("Who could use a hand", "12 pairs could use a hand. Page 2 of 3.")
    mette.sees("• Mentor 05 and Mentee 05: no first meeting yet, 14 days after they were matched")
    assert listed(mette) == [5, 6, 7, 8, 9]
    assert listed(mette.taps("More")) == [10, 11]
    assert listed(mette.taps("Back").taps("Back")) == [0, 1, 2, 3, 4]
    mette.taps("Mentor 03 and Mentee 03").sees("Mentor 03 and Mentee 03 (4 of 5)", "No first meeting yet, 15 days")


def test_a_card_from_far_down_leads_back_to_the_list(world, mette, twelve):
    mette.taps("The whole list").taps("Mentor 08 and Mentee 08").taps("The whole list")
    assert listed(mette) == [0, 1, 2, 3, 4]


def test_whoever_is_looked_after_is_left_out_and_a_page_that_is_gone_shows_the_last(world, mette, twelve):
    for pair in twelve[:3]:
        mette.follows(actions.TakeCare(pair))
    mette.follows(actions.NeedsHand(1, 2)).sees("Nine pairs could use a hand. Page 2 of 2.")
    assert listed(mette) == [8, 9, 10, 11]
    # What was not seen yet begins there: of the five cards, two were left.
    mette.follows(actions.WentWell(1)).taps("The whole list")
    assert listed(mette) == [3, 4, 5, 6, 7]


def test_the_desk_is_two_taps_from_the_whole_list(world, mette, twelve):
    mette.follows(actions.Desk(1)).taps("This week").taps("The whole list").sees("Page 1 of 3")


def test_up_to_five_are_on_the_cards_and_need_no_list(world, mette):
    Couple(world)
    world.now = NOW + 17 * DAY
    mette.follows(actions.Digest(1)).sees("One pair could use a hand.")
    assert "The whole list" not in mette.labels()
    mette.follows(actions.NeedsHand(1, 0)).sees("One pair could use a hand.")
    assert "Page" not in mette.text


def test_when_all_is_well_the_list_says_so(world, mette):
    Couple(world).agrees()
    mette.follows(actions.NeedsHand(1, 7)).sees("All is well: nobody needs a hand right now.")
    assert mette.labels() == ["To the desk"]


def test_who_is_on_a_page_can_read_that_it_was_seen(world, mette, twelve):
    mette.taps("The whole list")
    seen = world.read(lambda unit: set(unit.connection.execute(select(schema.audit.c.about_id)).scalars()))
    pairs = world.read(lambda unit: [unit.pairs.get(each) for each in twelve])
    assert {each.mentee in seen for each in pairs[5:10]} == {True}
    assert pairs[10].mentee not in seen


# --- Said in confidence ------------------------------------------------------------------------------------


def worried(unit, pair):
    alert = unit.alerts.add(AlertKind.WORRIED, pair.programme, pair.mentor, pair.id, NOW)
    unit.alerts.take(alert.id, unit.people.coordinators(pair.programme)[0].id, NOW)


CONFIDED = {
    "worry": ("Jonas was worried, and one of you is on it", worried),
    "not quite": (
        "Anna said that the match is not quite right",
        lambda unit, pair: unit.fits.answer(pair.id, pair.mentee, 1, Fit.NOT_QUITE, NOW),
    ),
}


@pytest.mark.parametrize("what", CONFIDED)
def test_a_coordinator_hears_it_and_one_who_is_in_the_pair_does_not(world, mette, what):
    words, happens = CONFIDED[what]
    couple = Couple(world).agrees()
    mentor, mentee, pair = couple.mentor, couple.mentee, couple.pair
    for person in (pair.mentor, pair.mentee):
        world.write(lambda unit, person=person: unit.people.join(1, person, Role.COORDINATOR, 1, NOW))
    world.write(lambda unit: happens(unit, pair))
    ways = (actions.NeedsHand(1, 0), actions.HandCard(pair.id), actions.PairCard(pair.id), actions.Digest(1))
    for way in ways:
        for one in (mentor, mentee):
            assert "worried" not in one.follows(way).text
            assert "not quite" not in one.text
    mette.follows(actions.NeedsHand(1, 0)).sees(words)
    mette.follows(actions.PairCard(pair.id)).sees(words)


def test_a_list_is_of_one_programme(world, mette):
    Couple(world, programme="Peer Kolding")
    world.now = NOW + 17 * DAY
    mette.follows(actions.NeedsHand(1, 0)).sees("All is well")
