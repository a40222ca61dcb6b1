"""Speed: 30 messages a second overall and one a second in a chat are never passed, and a tap hardly waits."""

import heapq
import random
from collections import Counter, deque

from bot.display import Drawn
from bot.gate import SOON, Gate
from bot.lanes import Item, Lanes
from bot.pace import Pace
from storage.states import Priority

ANSWER = Drawn("x")
EDIT = Drawn("x", edit=7)


def drive(lanes, arrivals=(), late=lambda: 0.0, disk=lambda: 0.0):
    """Plays the delivery loop with a clock that jumps: (second, item) of all that went, in order.

    It jumps further than it was told to by the seconds that `late` gives; a notice is on its way to the gate for as
    long as the `disk` takes.
    """
    gate, begun = Gate(lanes.pace), []
    now, gone, coming = 0.0, [], deque(sorted(arrivals, key=lambda pair: pair[0]))
    while lanes or coming or begun or gate:
        while coming and coming[0][0] <= now:
            lanes.put(coming.popleft()[1])
        while (item := lanes.next(now, notices=not gate.early(now, len(begun) + len(gate)))) is not None:
            heapq.heappush(begun, (now + (disk() if item.drawn is None else 0.0), item))
        while begun and begun[0][0] <= now:
            gate.put(heapq.heappop(begun)[1], ANSWER)
        while (went := gate.next(now)) is not None:
            gone.append((now, went[0]))
            lanes.done(went[0].chat)
        early = gate.early(now, len(begun) + len(gate))
        waits = [lanes.wait(now, notices=not early), gate.wait(now)]
        if early and (later := lanes.wait(now)) is not None:
            waits.append(max(early, later))
        moments = [now + wait for wait in waits if wait is not None]
        moments += [at for at, _ in begun[:1]] + [at for at, _ in list(coming)[:1]]
        now = max(min(moments, default=now), now) + late()
    return gone


def busiest(seconds):
    """The most in any window of one second."""
    window, most = deque(), 0
    for second in seconds:
        window.append(second)
        while window[0] <= second - 1 + 1e-9:
            window.popleft()
        most = max(most, len(window))
    return most


def test_five_thousand_messages_keep_to_the_limit_and_use_it():
    lanes = Lanes(Pace(29))
    for number in range(5000):
        lanes.put(Item(Priority.NOTICE, 0.0, number, number % 4000, kind="n"))
    taps = [
        (number * 0.9, Item(Priority.ANSWER, 0.0, 9000 + number, 5000 + number, drawn=EDIT)) for number in range(150)
    ]
    gone = drive(lanes, taps)
    assert len(gone) == 5150
    assert busiest(second for second, _ in gone) <= 30
    for chat in range(1000):
        assert busiest(second for second, item in gone if item.chat == chat) <= 1
    assert gone[-1][0] <= 5150 / 29 + 1
    arrived = {item.id: at for at, item in taps}
    assert max(second - arrived[item.id] for second, item in gone if item.id in arrived) < 0.1


def test_timers_that_wake_late_cost_no_speed_and_a_network_that_stumbles_no_refusal():
    dice, lanes = random.Random(7), Lanes(Pace(29))
    for number in range(5000):
        lanes.put(Item(Priority.NOTICE, 0.0, number, number, kind="n"))
    gone = [second for second, _ in drive(lanes, late=lambda: dice.uniform(0, 0.004))]
    assert 4999 / (gone[-1] - gone[0]) > 28.9
    assert busiest(sorted(second + dice.uniform(0, 0.02) for second in gone)) <= 30


def test_what_the_disk_has_held_up_costs_no_turn_and_does_not_go_all_at_once():
    dice, lanes = random.Random(7), Lanes(Pace(29))
    for number in range(5000):
        lanes.put(Item(Priority.NOTICE, 0.0, number, number, kind="n"))
    gone = [second for second, _ in drive(lanes, disk=lambda: dice.uniform(0, SOON))]
    assert 4999 / (gone[-1] - gone[0]) > 28.9
    assert busiest(sorted(second + dice.uniform(0, 0.02) for second in gone)) <= 30


def test_a_notice_is_begun_no_sooner_than_it_must_be():
    # Whoever is killed leaves what is begun uncertain.
    for rate, most in ((3, 0), (29, 1), (0, 100)):
        pace = Pace(rate)
        gate = Gate(pace)
        pace.take(1, 10.0, new=True)
        assert [gate.early(10.0, ahead) for ahead in range(100)].count(0.0) == most
        assert gate.early(10.0 + pace.between - SOON, 0) == 0.0


def test_whoever_taps_takes_the_next_turn_and_nobody_goes_between_turns():
    dice, lanes = random.Random(7), Lanes(Pace(29))
    for number in range(2000):
        lanes.put(Item(Priority.NOTICE, 0.0, number, number, kind="n"))
    taps = [(dice.uniform(0, 60), Item(Priority.ANSWER, 0.0, 9000 + n, 9000 + n, drawn=EDIT)) for n in range(300)]
    gone = drive(lanes, taps, disk=lambda: dice.uniform(0, 0.05))
    arrived = {item.id: at for at, item in taps}
    assert max(second - arrived[item.id] for second, item in gone if item.id in arrived) < 4 / 29
    for _ in range(20):
        assert busiest(sorted(second + dice.uniform(0, 0.02) for second, _ in gone)) <= 30


def test_a_chat_gets_one_new_message_a_second_in_order_while_edits_go_at_once():
    lanes = Lanes(Pace(29))
    for number in range(3):
        lanes.put(Item(Priority.ANSWER, 0.0, number, 1, drawn=ANSWER))
    for number in range(3, 6):
        lanes.put(Item(Priority.ANSWER, 0.0, number, 2, drawn=EDIT))
    gone = drive(lanes)
    assert [item.id for _, item in gone if item.chat == 1] == [0, 1, 2]
    assert [round(second) for second, item in gone if item.chat == 1] == [0, 1, 2]
    assert max(second for second, item in gone if item.chat == 2) < 0.3


def test_no_rate_means_no_pacing_at_all():
    lanes = Lanes(Pace(0))
    for number in range(100):
        lanes.put(Item(Priority.ANSWER, 0.0, number, 1, drawn=ANSWER))
    assert {second for second, _ in drive(lanes)} == {0.0}


def test_the_most_urgent_go_first_and_a_chat_keeps_its_order():
    lanes = Lanes(Pace(0))
    for number, (priority, due, chat) in enumerate([(30, 1.0, 1), (20, 2.0, 2), (20, 1.0, 3), (0, 0.0, 1)]):
        lanes.put(Item(priority, due, number, chat, kind="n"))
    assert [item.id for _, item in drive(lanes)] == [3, 2, 1, 0]


def test_a_halt_lasts_as_long_as_told():
    lanes = Lanes(Pace(29))
    lanes.pace.halt(7.5)
    lanes.put(Item(Priority.ANSWER, 0.0, 1, 1, drawn=EDIT))
    assert lanes.next(7.4) is None
    assert lanes.wait(7.4) is not None
    assert drive(lanes)[0][0] == 7.5


def test_one_that_failed_comes_back_before_the_younger_ones_of_its_chat():
    lanes = Lanes(Pace(0))
    first, second = (Item(Priority.ANSWER, 0.0, number, 1, drawn=EDIT) for number in (1, 2))
    lanes.put(first)
    assert lanes.next(0.0) is first
    assert lanes.alone(first)
    lanes.put(second)
    assert not lanes.alone(first)
    assert lanes.next(0.0) is None
    lanes.again(first, 5.0)
    lanes.done(1)
    assert lanes.next(4.9) is None
    assert [(second, item.id) for second, item in drive(lanes)] == [(5.0, 1), (5.0, 2)]


def test_chats_long_silent_are_forgotten():
    pace = Pace(29)
    for chat in range(10_002):
        pace.take(chat, chat / 29, new=True)
    assert Counter(at > 344 for at in pace._chats.values())[True] == len(pace._chats)
