"""Scenes: who comes in."""

from bot.mentoring.people import Role
from bot.mentoring.profiles import Chip, Topic
from handlers import actions
from handlers.tap import Kind
from tests.scenes.stage import DAY, GOAL, STEP, scene


@scene
def links_are_opened(stage):
    for name, role in (("Mette", Role.COORDINATOR), ("Jonas", Role.MENTOR), ("Anna", Role.MENTEE)):
        stage.arrives(name, role).types(name)
    stage.arrives("Bo", Role.MENTEE).follows(actions.NoThanks())


@scene
def links_that_do_not_work(stage):
    mette, payload = stage.coordinator(), stage.invitation(Role.MENTEE)
    for name in ("Anna", "Bo"):
        stage.world.phone(name, stage.language).opens(payload).follows(actions.Consent())
    stage.world.phone("Ida", stage.language).opens(payload)
    stage.world.phone("Eva", stage.language).opens("nobody-made-this").follows(actions.Help())
    stage.world.phone("Kim", stage.language).opens().types("?", Kind.GROUP)
    late = stage.invitation(Role.MENTOR)
    stage.world.now += 8 * DAY
    stage.world.phone("Per", stage.language).opens(late)
    mette.opens(late)


@scene
def the_first_questions(stage):
    stage.coordinator()
    for name, role in (("Jonas", Role.MENTOR), ("Anna", Role.MENTEE)):
        phone = stage.arrives(name, role).follows(actions.Consent()).types(name)
        phone.types(GOAL).types("x" * 600).types(STEP)


@scene
def some_wait_and_some_are_in_no_hurry(stage):
    stage.coordinator()
    for name, role in (("Jonas", Role.MENTOR), ("Anna", Role.MENTEE), ("Bo", Role.MENTEE)):
        phone = stage.arrives(name, role).follows(actions.Consent()).types(name)
        phone.follows(actions.NotYet(stage.member(phone)))
        if name != "Bo":
            phone.follows(actions.Ready(stage.member(phone)))


@scene
def a_little_more_is_told(stage):
    stage.coordinator()
    for name, role in (("Jonas", Role.MENTOR), ("Anna", Role.MENTEE)):
        phone = stage.arrives(name, role).follows(actions.Consent()).types(name)
        member = stage.member(phone)
        for topic in (Topic.LANGUAGES, Topic.AREA, Topic.NOES):
            phone.follows(actions.AskTopic(member, topic, 0)).types("Urdu")
        for chip in (Chip.WALKS, Chip.WEEKENDS, Chip.ARABIC, Chip.WOMAN, Chip.FROM_30, Chip.NO_PETS):
            phone.follows(actions.TapChip(member, chip, on=True))
        phone.follows(actions.TellMore(member)).follows(actions.AskReady(member))
