"""Why a pair could use a hand, as the coordinator reads it: blames nobody, tells no mood and nothing written."""

import pytest

from bot.mentoring.flags import Flag, Level, Reason
from handlers.desk.flag_words import reasons
from handlers.speech import Speech
from tests.handlers.couples import Couple
from tests.world import NOW

AMBER, RED = Level.AMBER, Level.RED


@pytest.mark.parametrize(
    ("reason", "level", "days", "english", "danish"),
    [
        (Reason.QUIET, AMBER, 11, "no meeting for one week", "ingen møder i godt en uge"),
        (Reason.QUIET, RED, 21, "no meeting for three weeks", "ingen møder i tre uger"),
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
