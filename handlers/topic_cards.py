"""The questions behind "Tell a little more" as cards: chips to tap, and own words where they help."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bot.mentoring.people import Member, Person, Role
from bot.mentoring.profiles import CHIPS, Profile, Topic
from handlers import actions
from handlers.chips import chip_words, tongues_words
from handlers.screen import Button, Screen, bold, column, paragraphs
from handlers.speech import Speech, capital
from handlers.texts import short
from handlers.wording import in_rows, marked

# So many chips a page: with the way on they make three rows of two.
PAGE = 5
_ASKED: Mapping[Role, tuple[Topic, ...]] = {
    Role.MENTOR: (Topic.LANGUAGES, Topic.AREA, Topic.ROOM, Topic.ABOUT, Topic.AGE, Topic.NOES),
    Role.MENTEE: (Topic.LANGUAGES, Topic.AREA, Topic.WISHES, Topic.ABOUT, Topic.AGE, Topic.NOES),
}


def asked_of(role: Role, topic: Topic) -> bool:
    """Whether somebody in that role is asked about it."""
    return topic in {Topic.LIKES, Topic.FREE, *_ASKED.get(role, ())}


def more_card(member: Member, readers: Sequence[Person], say: Speech) -> Screen:
    """What could be told, a button for each, and what was told marked."""
    topics = [
        Button(marked(_label(topic, say), member.profile.told(topic)), actions.AskTopic(member.id, topic, 0))
        for topic in _ASKED[member.role]
    ]
    return Screen(
        paragraphs(
            bold(say("A little more about you")),
            say("Answer what you like, and leave the rest."),
            _sight(readers, say),
        ),
        (*in_rows(topics, 2), (Button(say("Done"), actions.AskReady(member.id)),)),
    )


def topic_card(member: Member, topic: Topic, page: int, readers: Sequence[Person], say: Speech) -> Screen:
    """One question, with what was answered."""
    words = own_words(member.profile, topic, say)
    now = say("Now it says: {text}", text=short(words)) if words else None
    typed = topic in {Topic.LANGUAGES, Topic.AREA, Topic.WISHES, Topic.NOES}
    clear = Button(say("Take my words away"), actions.ClearWords(member.id, topic)) if words else None
    return Screen(
        paragraphs(bold(_question(topic, say)), now or _help(topic, say), _sight(readers, say)),
        (
            *chip_rows(member, topic, page, say),
            *column(clear, Button(say("Done"), actions.TellMore(member.id))),
        ),
        asks=actions.SayTopic(member.id, topic) if typed else None,
    )


def chip_rows(member: Member, topic: Topic, page: int, say: Speech) -> tuple[tuple[Button, ...], ...]:
    """A page of the topic's chips, those chosen marked, and the way to the others; after the last comes the first."""
    chips = CHIPS[topic]
    pages = max(1, -(-len(chips) // PAGE))
    page %= pages
    shown = [
        Button(
            marked(capital(chip_words(chip, say)), member.profile.has(chip)),
            actions.TapChip(member.id, chip, on=not member.profile.has(chip)),
        )
        for chip in chips[page * PAGE : (page + 1) * PAGE]
    ]
    more = [Button(say("More"), actions.AskTopic(member.id, topic, (page + 1) % pages))] if pages > 1 else []
    return in_rows([*shown, *more], 2)


def own_words(profile: Profile, topic: Topic, say: Speech) -> str:
    """What was typed about it, and stands on no chip."""
    chips = {chip.value for chip in CHIPS[Topic.LANGUAGES]}
    return {
        Topic.LANGUAGES: str(say.listed(tongues_words(profile.languages - chips, say)).unescape())
        if profile.languages - chips
        else "",
        Topic.AREA: profile.area,
        Topic.WISHES: profile.wish,
        Topic.NOES: profile.no,
    }.get(topic, "")


def _label(topic: Topic, say: Speech) -> Markup:
    return {
        Topic.LANGUAGES: say("Languages"),
        Topic.AREA: say("Where"),
        Topic.ROOM: say("For how many"),
        Topic.ABOUT: say("About me"),
        Topic.AGE: say("My age"),
        Topic.WISHES: say("My wishes"),
        Topic.NOES: say("What is a no"),
    }[topic]


def _question(topic: Topic, say: Speech) -> Markup:
    return {
        Topic.LANGUAGES: say("Which languages do you speak?"),
        Topic.AREA: say("Where is it easy for you to meet?"),
        Topic.ROOM: say("How many would you like to meet?"),
        Topic.ABOUT: say("Would you like to tell who you are?"),
        Topic.AGE: say("How old are you, about?"),
        Topic.WISHES: say("Whom would you like to meet?"),
        Topic.NOES: say("Is anything a no for you?"),
    }[topic]


def _help(topic: Topic, say: Speech) -> Markup | None:
    return {
        Topic.LANGUAGES: say("Tap, or write others."),
        Topic.AREA: say("A part of town, or a village. No address, please."),
        Topic.ABOUT: say("Some would rather meet a woman, or a man, or nobody with a dog."),
        Topic.AGE: say("Some would like to meet somebody of their own age."),
        Topic.WISHES: say("Tap what you'd like, or write it in your own words. It's a wish, and may take longer."),
        Topic.NOES: say("Tap, or write it in your own words. A no stays a no."),
    }.get(topic)


def _sight(readers: Sequence[Person], say: Speech) -> Markup:
    if len(readers) == 1 and readers[0].name:
        return say("Only {name} sees it, to find somebody who fits.", name=readers[0].name)
    return say("Only your programme's coordinators see it, to find somebody who fits.")
