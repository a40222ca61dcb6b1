"""One thing that would be good to do about a pair, by the worst of its reasons; and whom to write to."""

from collections.abc import Mapping

from markupsafe import Markup

from bot.mentoring.digest import Card
from bot.mentoring.flags import Reason
from bot.mentoring.people import Person
from handlers import actions
from handlers.desk.overview import name_of
from handlers.screen import Button, Style
from handlers.speech import Speech, mark

_WORDS: Mapping[Reason, str] = {
    Reason.QUIET: mark("A few words to {name} may help them find a time."),
    Reason.NOT_BEGUN: mark("You could help them to a first time, or be there yourself."),
    Reason.TWICE_MISSED: mark("Ask {name} whether another day or place would suit them better."),
    Reason.NOT_TOLD: mark("Ask {name} how it went; you can note it for them."),
    Reason.DIFFERENCE: mark("Hear from each of them how it was."),
    Reason.UNREACHABLE: mark("Try another way to {name}: by phone, or through {other}."),
    Reason.UNANSWERED: mark("A few words to {name} from you may be easier to answer than mine."),
    Reason.NOT_QUITE: mark("Ring {name} and hear what would make it better."),
    Reason.LOW_PULSE: mark("Ring {name} and hear how it goes."),
    Reason.PULSE_GAP: mark("Hear from each of them how it goes."),
    Reason.WORRIED: mark("Hear from {name} how it stands now."),
}


def suggestion(card: Card, people: Mapping[int, Person], say: Speech) -> Markup:
    """One sentence; it names whoever the reason is about, else the mentor."""
    flag = card.flags[0]
    pair = card.facts.pair
    who = flag.who if flag.who is not None else pair.mentor
    return say(_WORDS[flag.reason], name=name_of(people[who], say), other=name_of(people[pair.other(who)], say))


def write_to(card: Card, people: Mapping[int, Person], say: Speech) -> Button | None:
    """To whoever the reason is about, else the mentor; to the other one where that does not get through."""
    pair = card.facts.pair
    about = [flag.who for flag in card.flags if flag.who is not None]
    to = next((each for each in (*about[:1], pair.mentor, pair.mentee) if people[each].reachable), None)
    if to is None:
        return None
    who = actions.Who.MENTOR if to == pair.mentor else actions.Who.MENTEE
    words = say("Write to {name}", name=name_of(people[to], say))
    return Button(words, actions.WriteTo(pair.id, who), Style.PRIMARY)
