"""Scenes: the coordinator's desk."""

from datetime import UTC, datetime

from bot.mentoring.contacts import With
from bot.mentoring.meetings import StepOutcome
from bot.mentoring.pairs import Rhythm
from bot.mentoring.people import Role
from handlers import actions
from handlers.wording import minute_of
from tests.scenes.stage import DAY, GOAL, HOUR, OTHER_STEP, STEP, morning, scene
from tests.world import NOW


@scene
def many_wait(stage):
    mette = stage.coordinator()
    for number in range(24):
        phone = stage.arrives(f"Ida {number}", Role.MENTOR if number % 2 else Role.MENTEE).follows(actions.Consent())
        phone.types(phone.called).follows(actions.Ready(stage.member(phone)))
    mette.follows(actions.PairNow(1, 0)).follows(actions.Waiting(1, 0))
    stage.only(mette)


@scene
def a_pair_is_made_and_taken_back(stage):
    mette = stage.coordinator()
    people = []
    for name, role in (("Jonas", Role.MENTOR), ("Anna", Role.MENTEE)):
        phone = stage.arrives(name, role).follows(actions.Consent()).types(name)
        phone.types(GOAL).types(STEP).follows(actions.Ready(stage.member(phone)))
        people.append(phone.person.id)
    mette.follows(actions.PairBoth(1, *people)).follows(actions.Undo(1))
    stage.world.ticks()
    mette.follows(actions.PairBoth(1, *people))
    stage.world.ticks()


@scene
def links_are_out_and_taken_back(stage):
    mette = stage.coordinator()
    mette.follows(actions.OpenLinks(1, 0))
    for number in range(8):
        mette.follows(actions.InviteRole(1, list(Role)[number % 3], evening=number == 1))
    mette.follows(actions.OpenLinks(1, 0)).follows(actions.LinkCard(5)).follows(actions.WithdrawLink(5))
    stage.only(mette)


@scene
def a_programme_is_set_up_and_changes_hands(stage):
    mette = stage.coordinator()
    mette.follows(actions.ProgrammeCard(1)).follows(actions.AskEndPlace(stage.member(mette)))
    mette.follows(actions.AskPhone(1)).types("?").types("12 34 56 78 (9-15)").follows(actions.AskPhone(1))
    mette.follows(actions.NoPhone(1)).follows(actions.AskCountry(1))
    mette.follows(actions.SetCountry(1, actions.Country.OTHER))
    bo = stage.arrives("Bo", Role.COORDINATOR).follows(actions.Consent()).types("Bo")
    couple = stage.couple()
    minute = minute_of(stage.world.now)
    mette.follows(actions.People(1, 0)).follows(actions.PlaceCard(stage.member(couple.mentor)))
    mette.follows(actions.AskEndPlace(stage.member(couple.mentor)))
    mette.follows(actions.EndPlace(stage.member(couple.mentor), minute))
    mette.follows(actions.AskEndPlace(stage.member(mette)))
    mette.follows(actions.EndPlace(stage.member(mette), minute))
    stage.only(bo)


@scene
def somebody_is_looked_for(stage):
    mette = stage.coordinator()
    for number in range(7):
        stage.strangers((f"Jonas {number}", f"Åge {number}"))
    mette.follows(actions.Pairs(1, 0)).follows(actions.People(1, 1))
    for among in actions.Among:
        mette.follows(actions.AskFind(1, among)).types("aage").types("jonas 3").types("Xerxes").types("Mette" * 30)
    stage.only(mette)


@scene
def pairs_are_talked_with_and_noted_about(stage):
    mette, couple = stage.coordinator(), stage.couple()
    pair = couple.pair.id
    mette.follows(actions.DueContacts(1, 0)).follows(actions.PairLog(pair, 0))
    for number in range(6):
        stage.strangers((f"Ole {number}", f"Ida {number}"))
    stage.at(NOW + 17 * DAY)
    mette.follows(actions.Desk(1)).follows(actions.DueContacts(1, 1)).follows(actions.AskContact(pair))
    for who in With:
        mette.follows(actions.LogContact(pair, who))
    for words in ("banana", "i dag kl. 23.30", "60 uger siden", "i tirsdags"):
        mette.follows(actions.AskContactDay(1)).types(words)
    mette.follows(actions.Undo(2)).follows(actions.AskDeskNote(pair)).types("x" * 3000).types(STEP)
    mette.follows(actions.AskDeskNoteAgain(1)).types("\u200b").types(OTHER_STEP).follows(actions.AskDeskNote(pair))
    mette.types(STEP).follows(actions.DeskNoteCard(1)).follows(actions.AskRemoveDeskNote(pair, 2))
    mette.follows(actions.RemoveDeskNote(pair, 2)).follows(actions.PairLog(pair, 0)).follows(actions.PairLog(pair, 1))
    bo = stage.arrives("Bo", Role.COORDINATOR).follows(actions.Consent()).types("Bo")
    bo.follows(actions.DeskNoteCard(1)).follows(actions.ContactCard(1)).follows(actions.PairCard(pair))
    stage.only(mette, bo)


@scene
def a_week_of_many_reasons(stage):
    mette = stage.coordinator()
    names = ["Jonas", "Ole", "Per", "Kim", "Lis", "Mia", "Tom"]
    pairs = [stage.couple((name, f"{name}s makker")) for name in names]
    for number in range(4):
        stage.strangers((f"Ny {number}", f"Helt ny {number}"))
    stage.world.now = NOW + 15 * DAY
    first, second = pairs[1].meetings()[:2]
    for meeting in (first, second):
        stage.tells(meeting, pairs[1].pair.mentor, held=False)
    differs = pairs[2].meetings()[1]
    stage.tells(differs, pairs[2].pair.mentee, held=False)
    stage.tells(differs, pairs[2].pair.mentor, held=True)
    stage.world.write(lambda unit: unit.people.unreachable(pairs[3].pair.mentor, stage.world.now))
    for meeting in pairs[4].meetings()[:2]:
        stage.tells(meeting, pairs[4].pair.mentor, held=True)
    for _ in range(2):
        stage.world.write(lambda unit: unit.standings.said(pairs[4].pair.mentor, "pair.quiet", NOW + DAY))
    stage.at(morning(datetime(2026, 12, 7, tzinfo=UTC), 9))
    stage.only(mette)
    mette.follows(actions.Pairs(1, 0)).follows(actions.PairCard(pairs[3].pair.id))


@scene
def a_quiet_good_week(stage):
    mette, couple = stage.coordinator(), stage.course()
    stage.world.now = NOW + 9 * DAY
    stage.tells(couple.first, couple.pair.mentor, held=True, step=StepOutcome.DONE)
    stage.at(NOW + 9 * DAY + HOUR)
    stage.at(morning(datetime(2026, 11, 30, tzinfo=UTC), 9))
    mette.follows(actions.Digest(1))


@scene
def a_list_of_names_becomes_a_sheet_of_links(stage):
    mette = stage.coordinator()
    mette.follows(actions.AskRoster(1)).sends(None).sends(b"PK\x03\x04").sends(b"Navn;Rolle").sends(b"\0")
    mette.sends(b"Bo;mentor\n" * 201).sends(b"Navn;Rolle\nIda;mentee\n;mentor\n" + b"Kim;\n" * 7 + b"x" * 70)
    mette.follows(actions.MakeLinks(1)).follows(actions.MakeLinks(1))
    mette.follows(actions.OpenLinks(1, 0)).follows(actions.LinkCard(2)).follows(actions.AskLinkName(2)).types("Bo")
    mette.follows(actions.ResendLink(2)).follows(actions.ResendLink(2))
    mette.follows(actions.InviteRole(1, Role.MENTOR, evening=True))
    payload = mette.last.picture.link.partition("start=")[2]
    stage.world.phone("Bo", stage.language).opens(payload).follows(actions.Consent()).types("Bo")
    mette.follows(actions.LinkCard(4))
    stage.only(mette)


@scene
def a_coordinator_is_away_and_a_deputy_stands_in(stage):
    mette = stage.coordinator()
    bo = stage.arrives("Bo", Role.DEPUTY).follows(actions.Consent()).types("Bo")
    couple = stage.couple()
    mette.follows(actions.AwayCard(1)).types("?").types("2027-12-31")
    mette.types("2026-11-23 - 2026-11-27").follows(actions.AwayCard(1)).follows(actions.BackAgain(1)).follows(
        actions.Undo(2)
    )
    stage.at(morning(datetime(2026, 11, 23, tzinfo=UTC)))
    couple.mentor.follows(actions.Worried(couple.pair.id))
    mette.follows(actions.AwayCard(1)).types("?")
    stage.at(morning(datetime(2026, 11, 28, tzinfo=UTC)))
    stage.only(mette, bo)


@scene
def a_coordinator_says_for_another_that_they_are_away(stage):
    mette = stage.coordinator()
    sara = stage.arrives("Sara", Role.COORDINATOR).follows(actions.Consent()).types("Sara")
    place = stage.member(sara)
    mette.follows(actions.AwayCard(1)).follows(actions.AwayFor(place)).types("?").types("2027-12-31")
    stage.undoes(mette.types("2026-11-23 - 2026-11-27"))
    mette.follows(actions.PlaceCard(place)).follows(actions.AwayFor(place))
    mette.types("2026-11-23 - 2026-11-27").follows(actions.AwayFor(place))


@scene
def a_programme_without_a_deputy(stage):
    mette = stage.coordinator()
    mette.follows(actions.AwayCard(1))
    stage.only(mette)


@scene
def everything_is_taken_along(stage):
    mette = stage.coordinator()
    stage.couple()
    mette.follows(actions.Exports(1)).follows(actions.MakeExport(1, actions.ExportKind.BOOK))
    stage.only(mette)


@scene
def what_is_usual_is_set(stage):
    mette = stage.coordinator()
    mette.follows(actions.ProgrammeSettings(1))
    for setting, words in (("NAME", "Peer Vejle 2"), ("ZONE", "London"), ("QUIET", "22-7"), ("DIGEST", "10.00")):
        mette.follows(actions.AskSetting(1, actions.Setting[setting])).types("?").types(words)
    mette.follows(actions.AskSetting(1, actions.Setting.NAME)).types("Peer Vejle").follows(actions.PairSettings(1))
    mette.follows(actions.AskSetting(1, actions.Setting.PLACES)).types("x" * 5000).types("Café Syd, hos mig")
    mette.follows(actions.AskSetting(1, actions.Setting.PLACES)).follows(actions.NoPlaces(1))
    mette.follows(actions.AskSetting(1, actions.Setting.CONTACT)).types("Peer Vejle, 75 12 34 56")
    mette.follows(actions.AskSetting(1, actions.Setting.CONTACT)).follows(actions.NoContact(1))
    mette.follows(actions.AskSetting(1, actions.Setting.LANGUAGE)).types("?")
    for language in actions.Language:
        mette.follows(actions.SetProgrammeLanguage(1, language))
    mette.follows(actions.AskSetting(1, actions.Setting.RHYTHM)).types("?")
    mette.follows(actions.SetProgrammeRhythm(1, Rhythm.MONTHLY))
    stage.only(mette)
