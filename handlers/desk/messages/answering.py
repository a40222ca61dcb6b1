"""Answers: from whoever got a message to the coordinators of the programme, and back."""

from markupsafe import Markup

from bot.mentoring.messages import Answer, Broadcast, too_long
from bot.mentoring.pairs import PairState
from handlers import actions
from handlers.access import Stale
from handlers.desk.messages.sending import words_card
from handlers.desk.messages.writing import longer_than_fits, quoted
from handlers.desk.overview import name_of, to_desk
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, opened
from handlers.tap import Said, Tap
from handlers.texts import clean, short
from handlers.wording import home_button
from storage.unit import Unit

ANSWERED, BACK = "desk.answered", "desk.back"
# So much of what was said before stands above the question.
_SHOWN, _BRIEF = 3, 120


def answer_desk(tap: Tap[actions.AnswerDesk], unit: Unit, say: Speech) -> Screen:
    """What would you like to answer, and who can see it?"""
    return _question(unit.broadcasts.get(tap.action.broadcast), tap.person.id, unit, say)


def said_answer(said: Said, action: actions.SayAnswer, unit: Unit, say: Speech) -> Screen:
    """The coordinators hear it."""
    message = unit.broadcasts.get(action.broadcast)
    problem = _problem(said, say)
    if problem is not None:
        return _question(message, said.person.id, unit, say, problem)
    answer = unit.broadcasts.answer(message.id, said.person.id, said.person.id, clean(said.text), said.now)
    for each in unit.people.coordinators(message.programme):
        if each.id != said.person.id:
            facts = {"answer": answer.id, "programme": message.programme}
            unit.outbox.notice(ANSWERED, each, f"{ANSWERED}:{answer.id}:{each.id}", facts, said.now)
    return Screen(
        paragraphs(bold(say("Saved.")), quoted(answer.text), _sight(message, said.person.id, unit, say)),
        column(home_button(say), Button(say("Write more"), actions.AnswerDesk(message.id))),
    )


def answer_back(tap: Tap[actions.AnswerBack], unit: Unit, say: Speech) -> Screen:
    """What was said so far, and the coordinator's next word."""
    return _back_question(unit.broadcasts.get_answer(tap.action.answer), tap.person.id, unit, say)


def said_back(said: Said, action: actions.SayBack, unit: Unit, say: Speech) -> Screen:
    """Whoever answered gets the next word."""
    answer = unit.broadcasts.get_answer(action.answer)
    problem = _problem(said, say)
    if problem is not None:
        return _back_question(answer, said.person.id, unit, say, problem)
    message, reader = unit.broadcasts.get(answer.broadcast), unit.people.get(answer.person)
    word = unit.broadcasts.answer(message.id, reader.id, said.person.id, clean(said.text), said.now)
    unit.outbox.notice(BACK, reader, f"{BACK}:{word.id}", {"answer": word.id}, said.now)
    name = name_of(reader, say)
    return Screen(
        paragraphs(
            bold(say("Saved.")),
            quoted(word.text),
            say("{name} gets it from me, when it isn't a quiet time there.", name=opened(name)),
        ),
        column(_pair_button(message, unit, say), to_desk(message.programme, say)),
    )


def _question(message: Broadcast, me: int, unit: Unit, say: Speech, first: Markup | None = None) -> Screen:
    if not message.text:
        raise Stale
    last = [each for each in unit.broadcasts.thread(message.id, me) if each.by != me]
    author = unit.people.get(last[-1].by if last else message.by)
    title = say("Your answer to {name}", name=name_of(author, say))
    warning = say(
        "Telegram isn't encrypted end to end. Don't write about illness, ID numbers or other people's names here."
    )
    return Screen(
        paragraphs(first, bold(title), lines(say("Write it here."), _sight(message, me, unit, say)), warning),
        column(Button(say("Never mind"), actions.Cancel())),
        asks=actions.SayAnswer(message.id),
    )


def _sight(message: Broadcast, me: int, unit: Unit, say: Speech) -> Markup:
    names = [name_of(each, say) for each in unit.people.coordinators(message.programme) if each.id != me]
    return opened(say("{names} can see it.", names=say.listed(names) if names else say("your coordinator")))


def _back_question(answer: Answer, me: int, unit: Unit, say: Speech, first: Markup | None = None) -> Screen:
    message = unit.broadcasts.get(answer.broadcast)
    if not message.text:
        raise Stale
    name = name_of(unit.people.get(answer.person), say)
    thread = unit.broadcasts.thread(message.id, answer.person)
    said = [(message.by, message.text), *((each.by, each.text) for each in thread)][-_SHOWN:]
    ask = say("Write your answer. {name} and the coordinators here can see it.", name=name)
    return Screen(
        paragraphs(
            first, bold(say("You and {name}", name=name)), lines(*(_line(*each, me, unit, say) for each in said)), ask
        ),
        column(_pair_button(message, unit, say), to_desk(message.programme, say)),
        asks=actions.SayBack(answer.id),
    )


def _line(by: int, text: str, me: int, unit: Unit, say: Speech) -> Markup:
    who = say("You") if by == me else opened(name_of(unit.people.get(by), say))
    return Markup("• {}: {}").format(who, short(text, _BRIEF))


def _pair_button(message: Broadcast, unit: Unit, say: Speech) -> Button | None:
    if message.pair is None or unit.pairs.get(message.pair).state is PairState.CLOSED:
        return None
    return Button(say("See the pair"), actions.PairCard(message.pair))


def _problem(said: Said, say: Speech) -> Markup | None:
    """Why it cannot be passed on, kindly; None when it can."""
    text = clean(said.text)
    if not text:
        return say("Can you write it in words?")
    return longer_than_fits(say) if too_long(text) else None


# --- Notices -----------------------------------------------------------------------------------------------


def answered(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """A coordinator hears an answer. The first line is all that a lock screen shows."""
    answer = unit.broadcasts.get_answer(notice["answer"])
    message = unit.broadcasts.get(answer.broadcast)
    name = name_of(unit.people.get(answer.person), say)
    return Screen(
        paragraphs(bold(opened(say("{name} has answered", name=name))), quoted(answer.text)),
        column(
            Button(say("Answer {name}", name=name), actions.AnswerBack(answer.id), Style.PRIMARY),
            _pair_button(message, unit, say),
            to_desk(message.programme, say),
        ),
    )


def back(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """Whoever answered gets the coordinator's next word."""
    word = unit.broadcasts.get_answer(notice["answer"])
    message = unit.broadcasts.get(word.broadcast)
    if all(place.programme != message.programme for place in unit.people.places(notice.reader.id)):
        return Dropped("left")
    return words_card(message, word.by, word.text, unit, say)
