"""Scenes: what a coordinator does for a pair."""

from bot.mentoring.pairs import Ending, Form, Rhythm
from bot.mentoring.people import Role
from handlers import actions
from handlers.wording import minute_of
from tests.scenes.stage import DAY, HOUR, scene


@scene
def a_coordinator_logs_a_meeting_for_two(stage):
    mette, couple = stage.coordinator(), stage.course()
    stage.at(couple.first.ends_at + HOUR / 2)
    mette.follows(actions.PairDeeds(couple.pair.id)).follows(actions.LogFor(couple.pair.id))
    mette.follows(actions.WriteDown(couple.first.id, held=True))


@scene
def a_coordinator_logs_another_day_and_is_told_otherwise(stage):
    mette, couple = stage.coordinator(), stage.course()
    stage.at(couple.meetings()[1].ends_at + HOUR / 2)
    first, second = couple.meetings()[:2]
    stage.tells(first, couple.pair.mentor, held=True)
    mette.follows(actions.WriteDown(second.id, held=False))
    mette.follows(actions.LogMeetingFor(first.id)).follows(actions.LogMeetingFor(second.id))
    for text in ("?", "15/3", "02.12. 10.00"):
        mette.follows(actions.LogFor(couple.pair.id)).types(text)
    mette.follows(actions.TheyMetThen(couple.pair.id, minute_of(stage.world.now - 3 * DAY)))


@scene
def a_coordinator_takes_back_what_was_written_down(stage):
    """A meeting of another day, one that was planned, and the first agreement of two."""
    mette, couple = stage.coordinator(), stage.course()
    stage.at(couple.first.ends_at + HOUR / 2)
    for action in (
        actions.WriteDown(couple.first.id, held=True),
        actions.TheyMetThen(couple.pair.id, minute_of(stage.world.now - 3 * DAY)),
    ):
        stage.undoes(mette.follows(action))
    for phone in (couple.mentor, couple.mentee):
        phone.follows(actions.MeetingCard(couple.meetings()[0].id))


@scene
def a_coordinator_ends_a_pair_and_takes_it_back(stage):
    mette, couple = stage.coordinator(), stage.course()
    mette.follows(actions.AskEnding(couple.pair.id)).follows(actions.EndingIs(couple.pair.id, Ending.EARLY))
    mette.follows(actions.EndPair(couple.pair.id, Ending.EARLY)).taps_raw(actions.encode(mette.last.rows[0][0].action))
    mette.follows(actions.EndPair(couple.pair.id, Ending.COMPLETED))
    stage.at(stage.world.now + DAY)
    stage.only(mette)


@scene
def a_coordinator_writes_down_a_break_and_its_end(stage):
    mette, couple = stage.coordinator(), stage.course()
    pair, day = couple.pair.id, (stage.world.now + 14 * DAY).date().toordinal()
    mette.follows(actions.PairDeeds(pair)).follows(actions.PauseFor(pair)).follows(actions.AskPauseFor(pair))
    for text in ("?", "1/1/2030", "03.12.", "3/12"):
        mette.types(text)
    mette.follows(actions.PauseForUntil(pair, day)).follows(actions.TakePauseFor(pair, day))
    mette.follows(actions.PauseFor(pair)).follows(actions.EndPauseFor(pair))
    mette.follows(actions.TakePauseFor(pair, day))


@scene
def a_coordinator_asks_two_to_go_on(stage):
    mette, couple = stage.coordinator(), stage.course()
    pair = couple.pair.id
    mette.follows(actions.ExtendFor(pair)).types("99").follows(actions.LongerBy(pair, 2))
    mette.follows(actions.AskLonger(pair, 2))
    couple.mentor.follows(actions.Home()).follows(actions.AcceptAgreement(stage.proposed(couple)))


@scene
def two_go_on_and_two_do_not(stage):
    mette, couple, other = stage.coordinator(), stage.course(), stage.couple(("Ole", "Ida"))
    for each in (couple, other):
        mette.follows(actions.AskLonger(each.pair.id, 2))
        each.mentee.follows(actions.AcceptAgreement(stage.proposed(each)))
    couple.mentor.follows(actions.AcceptAgreement(stage.proposed(couple)))
    other.mentor.follows(actions.StayAsAgreed(stage.proposed(other)))


@scene
def a_mentee_gets_another_mentor(stage):
    mette, couple = stage.coordinator(), stage.course()
    others = [stage.couple((f"Ole {number}", f"Ida {number}")) for number in range(7)]
    pair, new = couple.pair.id, others[0].pair.mentor
    mette.follows(actions.AskMentor(pair, 0)).types("Ole 3").types("Kirsten").follows(actions.AskMentor(pair, 1))
    mette.follows(actions.NewMentor(pair, new)).follows(actions.GiveMentor(pair, new))
    stage.only(mette, couple.mentor, couple.mentee, others[0].mentor)


@scene
def a_mentee_gets_the_mentor_back(stage):
    mette, couple, other = stage.coordinator(), stage.course(), stage.strangers(("Ole", "Ida"))
    mette.follows(actions.GiveMentor(couple.pair.id, other.pair.mentor))
    mette.taps_raw(actions.encode(mette.last.rows[1][0].action))
    mette.follows(actions.PairDeeds(couple.pair.id))


@scene
def there_is_no_other_mentor(stage):
    mette, couple = stage.coordinator(), stage.course()
    mette.follows(actions.AskMentor(couple.pair.id, 0))
    stage.only(mette)


@scene
def a_coordinator_writes_down_what_two_have_agreed(stage):
    mette, couple = stage.coordinator(), stage.course()
    mette.follows(actions.AgreeFor(couple.pair.id)).follows(actions.AskTime(stage.draft(couple)))
    mette.types("mandag kl. 17" if stage.language == "da" else "Monday 17.00")
    mette.follows(actions.AskRhythm(stage.draft(couple))).follows(actions.AskMeetingForm(stage.draft(couple)))
    mette.follows(actions.AskPlace(stage.draft(couple))).follows(actions.DraftCard(stage.draft(couple)))
    mette.follows(actions.WriteAgreement(stage.draft(couple)))


@scene
def a_coordinator_writes_down_the_first_agreement(stage):
    mette, couple = stage.coordinator(), stage.strangers()
    mette.follows(actions.AgreeFor(couple.pair.id))
    stage.only(mette)


@scene
def a_coordinator_takes_back_the_first_agreement(stage):
    mette, couple = stage.coordinator(), stage.strangers()
    mette.follows(actions.AgreeFor(couple.pair.id)).follows(actions.ChooseRhythm(stage.draft(couple), Rhythm.FREE))
    mette.follows(actions.ChooseForm(stage.draft(couple), Form.PHONE))
    stage.undoes(mette.follows(actions.WriteAgreement(stage.draft(couple))))
    stage.only(couple.mentor, couple.mentee)


@scene
def somebody_without_telegram_is_added(stage):
    mette = stage.coordinator()
    mette.follows(actions.AddWithout(1)).follows(actions.AddAs(1, Role.MENTEE))
    mette.follows(actions.AskNameWithout(1, Role.MENTEE)).types("x" * 50).types("Anna")
    mette.follows(actions.PlaceCard(stage.named("Anna"))).follows(actions.LinkFor(stage.named("Anna")))
    mette.follows(actions.AskNameWithout(1, Role.MENTOR)).types("Ole")
    mette.taps_raw(actions.encode(mette.last.rows[2][0].action))
    stage.only(mette)


@scene
def somebody_comes_in_by_a_link_of_their_own(stage):
    mette, couple = stage.coordinator(), stage.couple()
    world, anna = stage.world, couple.pair.mentee
    world.write(lambda unit: unit.people.set(anna, chat=None))
    mette.follows(actions.LinkFor(stage.named("Anna")))
    for phone in (couple.mentee, couple.mentor, couple.mentee):
        phone.opens(mette.last.picture.link.partition("start=")[2])
        if phone is couple.mentee and phone.last.rows[0][0].action != actions.Home():
            phone.follows(actions.Consent())
    stage.only(couple.mentee, couple.mentor)
