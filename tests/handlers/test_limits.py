"""What counts as a reason, and from when on, is the programme's to set, with one tap and back again."""

import pytest

from bot.mentoring.flags import BOUNDS, USUAL, Limit, choices
from handlers import actions
from handlers.desk.limits import value_words
from handlers.speech import Speech
from tests.handlers.couples import Couple
from tests.world import NOW


def thresholds(world):
    return world.read(lambda unit: unit.programmes.thresholds(1))


def test_a_coordinator_gives_pairs_more_time_and_it_shows_at_once(world, mette):
    Couple(world)
    world.now = NOW.replace(month=12, day=2)
    mette.follows(actions.NeedsHand(1, 0)).sees("no first meeting yet, 12 days after they were matched")
    mette.follows(actions.Desk(1)).taps("Programme").taps("For pairs").taps("When a pair could use a hand")
    mette.sees("When could a pair use a hand?").taps("No first meeting planned: 10 days").sees("Now: 10 days.")
    mette.taps("14 days").sees("It's changed.", "Now: 14 days.", "Usual is: 10 days.")
    assert "✓ 14 days" in mette.labels()
    mette.taps("Back")
    assert "No first meeting planned: 14 days" in mette.labels()
    mette.follows(actions.NeedsHand(1, 0)).sees("All is well")


def test_it_is_undone_where_it_was_made(world, mette):
    mette.follows(actions.SetLimit(1, Limit.QUIET_AMBER, 20)).sees("Now: two times their rhythm.")
    mette.taps("Undo").sees("Now: 1.5 times their rhythm.")
    assert thresholds(world) == USUAL


def test_an_old_undo_leaves_what_was_set_since(world, mette):
    mette.follows(actions.SetLimit(1, Limit.MISSED, 30))
    undo = next(b.action for row in mette.last.rows for b in row if isinstance(b.action, actions.Undo))
    mette.follows(actions.SetLimit(1, Limit.MISSED, 40)).follows(undo)
    assert thresholds(world).missed == 4


def test_the_same_again_changes_nothing(world, mette):
    mette.follows(actions.SetLimit(1, Limit.GRACE, 140)).sees("Now: 14 days.")
    assert "Undo" not in mette.labels()


@pytest.mark.parametrize(
    ("limit", "tenths"), [(Limit.GRACE, 5), (Limit.GRACE, 9000), (Limit.QUIET_RED, 15), (Limit.LOW_PULSE, 30)]
)
def test_a_button_that_we_never_made_changes_nothing(world, mette, limit, tenths):
    mette.follows(actions.SetLimit(1, limit, tenths))
    assert thresholds(world) == USUAL
    assert "has changed since" in mette.last.toast


def test_what_nobody_can_be_asked_for_is_not_shown(world, mette):
    shown = [label for page in (0, 1, 2) for label in mette.follows(actions.Limits(1, page)).labels()]
    assert len([label for label in shown if ": " in label]) == sum(bool(each.offered) for each in BOUNDS.values()) == 13
    assert "has changed since" in mette.follows(actions.LimitCard(1, Limit.PULSE)).last.toast


def test_each_programme_has_its_own(world, mette):
    other = world.write(lambda unit: unit.programmes.add("Peer Kolding", "en", "Europe/Copenhagen", NOW)).id
    mette.follows(actions.SetLimit(1, Limit.NOT_TOLD, 70))
    assert thresholds(world).not_told == 7
    assert world.read(lambda unit: unit.programmes.thresholds(other)) == USUAL


def test_what_cannot_be_set_is_refused_where_it_is_kept(world, mette):
    with pytest.raises(ValueError, match="bounds"):
        world.write(lambda unit: unit.programmes.set_threshold(1, "grace", -1))


@pytest.mark.parametrize(
    ("limit", "value", "english", "danish"),
    [
        (Limit.QUIET_AMBER, 1.5, "1.5 times their rhythm", "1,5 gange deres rytme"),
        (Limit.QUIET_RED, 3, "three times their rhythm", "tre gange deres rytme"),
        (Limit.MISSED, 2, "two times in a row", "to gange i træk"),
        (Limit.UNREACHABLE, 0, "at once", "med det samme"),
        (Limit.GRACE, 14, "14 days", "14 dage"),
    ],
)
def test_each_value_in_words(limit, value, english, danish):
    assert value in choices(limit, USUAL)
    assert value_words(limit, value, Speech("en", "Europe/Copenhagen", NOW)) == english
    assert value_words(limit, value, Speech("da", "Europe/Copenhagen", NOW)) == danish
