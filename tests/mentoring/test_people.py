"""People: what follows from their role, from what they ticked, and from whether a message can get through."""

import pytest

from bot.mentoring.pairs import Form
from bot.mentoring.people import Member, Role, guess_language
from tests.mentoring.facts import NOW, person


def member(forms):
    return Member(1, 1, 1, Role.MENTOR, 1, NOW, None, "walks", "evenings", forms)


def test_mentors_and_mentees_meet_and_the_others_look_after_them():
    assert {role for role in Role if role.meets} == {Role.MENTOR, Role.MENTEE}


@pytest.mark.parametrize(
    ("forms", "ways"),
    [("", set()), ("walk", {Form.WALK}), ("cafe,online,", {Form.CAFE, Form.ONLINE})],
)
def test_the_ways_to_meet_are_those_that_were_tapped(forms, ways):
    assert member(forms).ways == ways


@pytest.mark.parametrize(
    ("changes", "has_chat", "reachable"),
    [
        ({}, True, True),
        ({"chat": 0}, False, False),
        ({"unreachable_since": NOW}, True, False),
        ({"erased": True}, True, False),
        ({"erased": True, "chat": 0}, False, False),
    ],
)
def test_a_message_gets_through_to_whoever_came_in_and_neither_left_nor_was_erased(changes, has_chat, reachable):
    somebody = person(**changes)
    assert (somebody.has_chat, somebody.reachable) == (has_chat, reachable)


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("da-DK", "da"),
        ("nb", "da"),
        ("SV", "da"),
        ("kl", "da"),
        ("en", "en"),
        ("de-DE", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_a_scandinavian_is_greeted_in_danish_and_everybody_else_in_english(code, language):
    assert guess_language(code) == language
