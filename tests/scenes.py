"""The gallery's scenes: people in the middle of something, from which the walk in tests/walking.py taps on.

To show a new screen, write one function here under `@scene`. It gets a `Stage`: make a couple (`stage.couple()`), put
rows where they must be, tap with `phone.follows(actions.Something(...))`, let time pass with `stage.at(...)`. Stop
where the buttons of the new screen are on somebody's newest cards: the walk taps them, in both languages. What people
write in a scene is one of the words below, so that the gallery can see where it must not stand.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from bot.mentoring.goals import GoalState
from bot.mentoring.meetings import Log, MeetingState, StepOutcome
from bot.mentoring.pairs import Rhythm
from bot.mentoring.people import Role
from handlers import actions
from handlers.tap import Kind
from handlers.wording import minute_of
from storage import schema
from tests.handlers.couples import Couple
from tests.world import NOW

# What people write themselves: alike in both languages, and never in the first line that a lock screen shows.
PROGRAMME, GOAL, STEP, OTHER_STEP, PLACE = "Peer Vejle", "Cykle til havnen", "Pumpe cyklen", "Finde kortet", "Nordlys"
PRIVATE = (PROGRAMME, GOAL, STEP, OTHER_STEP, PLACE)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SCENES = []


def scene(build):
    """Adds a scene to the gallery."""
    SCENES.append(build)
    return build


class Stage:
    """A world in one language, and what most scenes begin with."""

    def __init__(self, world, language):
        self.world, self.language = world, language
        self._walkers = []

    def coordinator(self):
        """Mette, at her desk."""
        return self.arrives("Mette", Role.COORDINATOR).follows(actions.Consent()).types("Mette")

    def arrives(self, name, role):
        """Somebody who has just opened their link."""
        return self.world.phone(name, self.language).opens(self.invitation(role))

    def only(self, *phones):
        """These alone go on; the others are there to be seen by them."""
        self._walkers = phones

    @property
    def walkers(self):
        """Whoever goes on from here."""
        return list(self._walkers or self.world.phones.values())

    def invitation(self, role):
        """A link's payload."""
        return self.world.invitation(role, PROGRAMME, self.language)

    def member(self, phone):
        """The number of the newest place that the phone's owner has."""
        person = phone.person.id
        return self.world.read(lambda unit: unit.people.places(person)[-1].id)

    def couple(self, names=("Jonas", "Anna"), **agreed):
        """Two who have agreed on Thursdays at 16:30."""
        return Couple(self.world, names, self.language, PROGRAMME).agrees(**({"place": PLACE} | agreed))

    def strangers(self, names=("Jonas", "Anna")):
        """Two who have just become a pair."""
        return Couple(self.world, names, self.language, PROGRAMME)

    def course(self, **agreed):
        """Two with an agreement, a goal, its steps, and one of them chosen for the first meeting."""
        couple = self.couple(**agreed)
        goal = couple.adds(GOAL)
        couple.steps = [couple.adds(title, goal.id) for title in (STEP, OTHER_STEP)]
        couple.chooses(couple.steps[0])
        return couple

    def at(self, when):
        """It is then."""
        self.world.jumps_to(when)

    def sets(self, meeting, **values):
        """A meeting's columns."""
        self.world.write(lambda unit: unit.meetings.set(meeting.id, **values))

    def tells(self, meeting, person, *, held, step=None):
        """What one of the two tells of a meeting, straight into its row."""
        told = Log(meeting.id, person, held, step, None, False, self.world.now)
        self.world.write(lambda unit: unit.outcomes.log(told))
        self.sets(meeting, state=MeetingState.HELD if held else MeetingState.MISSED)

    def unplanned(self, couple):
        """Everything to come is called off."""
        for each in couple.meetings():
            if each.starts_at > self.world.now and each.state is MeetingState.PLANNED:
                self.sets(each, state=MeetingState.CALLED_OFF)


Scene = Callable[[Stage], None]


def morning(day, hour=10):
    """That hour of a date in Copenhagen's winter."""
    return datetime(day.year, day.month, day.day, hour - 1, tzinfo=UTC)


# --- The door ----------------------------------------------------------------------------------------------


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


# --- The desk ----------------------------------------------------------------------------------------------


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


# --- The agreement -----------------------------------------------------------------------------------------


@scene
def before_the_agreement(stage):
    couple = stage.strangers()
    stage.coordinator()
    couple.mentor.types("/home").follows(actions.AgreementStart(couple.pair.id))
    couple.mentee.types("/home").types("/goals").types("/meetings").types("/log")


@scene
def a_suggestion_waits_for_the_mentee(stage):
    couple = stage.strangers()
    couple.mentor.follows(actions.AgreementStart(couple.pair.id)).follows(actions.ChooseRhythm(1, Rhythm.WEEKLY))
    couple.mentor.types("torsdag 16.30" if stage.language == "da" else "Thursday 16:30")
    couple.mentor.follows(actions.ChooseForm(1, actions.Form.CAFE)).types(PLACE).follows(actions.ChooseMonths(1, 6))
    couple.mentor.follows(actions.ProposeAgreement(1))
    couple.mentee.types("/home")


@scene
def an_agreement_is_changed_and_how_long_is_asked(stage):
    couple = stage.course()
    couple.mentor.follows(actions.AgreementStart(couple.pair.id)).follows(actions.AskOtherMonths(2))
    couple.mentee.follows(actions.AgreementStart(couple.pair.id)).follows(actions.ChooseSeveral(3))


@scene
def an_agreement_is_made_and_opened_again(stage):
    a_suggestion_waits_for_the_mentee(stage)
    mentor, mentee = stage.world.phones.values()
    mentee.follows(actions.AcceptAgreement(1)).types("/meetings").types("/home")
    mentor.follows(actions.AgreementCard(1)).follows(actions.AgreementStart(1)).follows(actions.DraftCard(2))
    mentor.follows(actions.AskOtherMonths(2))


@scene
def a_place_not_to_meet(stage):
    couple = stage.strangers()
    stage.world.write(
        lambda unit: (
            unit.connection.execute(update(schema.programmes).values(not_here="Nordlys"))
            if "not_here" in schema.programmes.c
            else None
        )
    )
    couple.mentee.follows(actions.AgreementStart(couple.pair.id)).follows(actions.ChooseRhythm(1, Rhythm.FREE))
    couple.mentee.follows(actions.AskPlace(1)).types(PLACE)


# --- Goals -------------------------------------------------------------------------------------------------


@scene
def a_tree_of_goals(stage):
    couple = stage.course()
    under = couple.adds("Ud og cykle", couple.steps[0].id)
    couple.adds("Finde nøglen", under.id)
    for number in range(12):
        couple.adds(f"Et skridt mere {number}", couple.steps[0].parent)
        couple.adds(f"Noget andet {number}")
    goal = couple.steps[0].parent
    couple.mentee.types("/goals").follows(actions.GoalCard(goal)).follows(actions.GoalMore(goal))
    couple.mentor.types("/goals").follows(actions.AskEstimate(goal))
    couple.mentee.follows(actions.ChooseStep(couple.first.id))


@scene
def a_goal_goes_elsewhere(stage):
    couple = stage.course()
    goal, step, other = couple.tree()
    mentee = couple.mentee.follows(actions.GoalMore(step.id)).follows(actions.AskUnder(step.id, 0, 0))
    mentee.follows(actions.AskUnder(step.id, other.id, 0)).follows(actions.MoveGoal(step.id, 0))
    mentee.follows(actions.AskOrder(step.id)).follows(actions.PutAt(step.id, 0)).follows(actions.GoalCard(goal.id))
    stage.only(mentee)


@scene
def goals_are_put_away_and_come_back(stage):
    couple = stage.course()
    goal, step, other = couple.tree()
    for each in (step, other):
        couple.mentee.follows(actions.Archive(each.id))
    couple.mentee.follows(actions.PutAway(couple.pair.id, 0)).follows(actions.GoalCard(other.id))
    couple.mentee.follows(actions.BringBack(step.id)).follows(actions.GoalCard(goal.id))
    stage.only(couple.mentee)


@scene
def there_is_more_to_do_than_meetings_to_come(stage):
    stage.coordinator()
    couple = stage.couple(months=1)
    goal = couple.adds(GOAL)
    couple.adds(STEP, goal.id)
    couple.mentee.follows(actions.Estimate(goal.id, 5)).follows(actions.Estimate(goal.id, 9)).types("/goals")
    couple.mentee.follows(actions.MakeSmaller(goal.id, 0)).follows(actions.TalkLonger(couple.pair.id))
    couple.mentor.types("/goals").follows(actions.GoalCard(goal.id))
    stage.at(stage.world.now + HOUR)


@scene
def a_step_is_written_for_a_meeting(stage):
    couple = stage.course()
    couple.mentee.follows(actions.AskNewStep(couple.first.id)).types(STEP).follows(actions.ChooseStep(couple.first.id))
    couple.mentor.follows(actions.AskNewStep(couple.first.id))


@scene
def a_small_step_is_asked_for(stage):
    couple = stage.course()
    for phone in (couple.mentor, couple.mentee):
        phone.follows(actions.AskStep(couple.steps[0].parent))


@scene
def the_mentor_saw_a_strength(stage):
    couple = stage.course()
    couple.mentor.follows(actions.AskMoment(couple.pair.id, 0)).types("Du holder ved")


@scene
def no_goal_yet(stage):
    couple = stage.couple()
    couple.mentee.types("/goals").types("/home").follows(actions.ChooseStep(couple.first.id))
    couple.mentor.types("/goals").follows(actions.AskGoal(couple.pair.id)).types(GOAL)


@scene
def the_mentor_suggests_and_the_mentee_takes_and_leaves(stage):
    couple = stage.couple()
    for title in (GOAL, STEP, OTHER_STEP):
        couple.mentor.follows(actions.AskGoal(couple.pair.id)).types(title)
    taken, left, _ = couple.tree()
    couple.mentee.follows(actions.TakeGoal(taken.id)).follows(actions.LeaveGoal(left.id)).types("/home")


@scene
def a_step_is_done_and_undone(stage):
    couple = stage.course()
    step = couple.steps[0].id
    couple.mentee.follows(actions.Tick(step))
    couple.mentor.follows(actions.GoalCard(step))
    couple.mentee.follows(actions.Undo(1)).follows(actions.Estimate(step, 3)).follows(actions.Estimate(step, 5))
    couple.mentee.follows(actions.Archive(couple.steps[1].id)).follows(actions.AskRename(step))


# --- Meetings ----------------------------------------------------------------------------------------------


@scene
def the_day_before(stage):
    couple = stage.course()
    stage.at(couple.first.starts_at - DAY)
    couple.mentor.follows(actions.Coming(couple.first.id))


@scene
def the_day_before_without_a_step(stage):
    couple = stage.couple()
    couple.adds(GOAL)
    stage.at(couple.first.starts_at - DAY)


@scene
def two_hours_before(stage):
    couple = stage.course()
    stage.at(couple.first.starts_at - 2 * HOUR)
    couple.mentee.follows(actions.Coming(couple.first.id))


@scene
def the_mentee_is_asked_for_a_step(stage):
    couple = stage.couple()
    couple.adds(GOAL)
    stage.world.write(lambda unit: unit.people.set(couple.pair.mentee, remind_day_before=False))
    stage.at(morning(couple.first.starts_at - DAY, 17))


@scene
def another_time_is_suggested(stage):
    couple = stage.course()
    couple.mentor.follows(actions.MoveIt(couple.first.id))
    couple.mentee.follows(actions.MoveTo(couple.first.id, _minute(couple.first.starts_at + DAY)))
    stage.world.ticks()


@scene
def a_time_is_moved_and_another_is_kept(stage):
    couple = stage.course()
    first, second = couple.meetings()[:2]
    for phone in (couple.mentor, couple.mentee):
        phone.follows(actions.SaveMeeting(first.id))
    couple.mentor.follows(actions.MoveTo(first.id, _minute(first.starts_at + DAY)))
    couple.mentee.follows(actions.AcceptMove(1))
    couple.mentee.follows(actions.MoveTo(second.id, _minute(second.starts_at + DAY)))
    couple.mentor.follows(actions.KeepTime(2))
    stage.world.ticks()


@scene
def somebody_cannot_come(stage):
    couple = stage.course()
    for phone in (couple.mentor, couple.mentee):
        phone.follows(actions.SaveMeeting(couple.first.id))
    couple.mentee.follows(actions.CannotCome(couple.first.id))
    stage.world.ticks()


@scene
def the_rhythm_meets_a_holiday(stage):
    couple = stage.course()
    eve = next(each for each in couple.meetings() if each.starts_at.day == 24)
    stage.at(eve.starts_at - 7 * DAY)
    couple.mentor.follows(actions.MeetAnyway(eve.id))
    stage.world.ticks()


@scene
def a_meeting_is_skipped(stage):
    couple = stage.course()
    couple.mentor.follows(actions.MoveIt(couple.first.id)).follows(actions.SkipMeeting(couple.first.id))
    stage.world.ticks()


@scene
def on_after_all(stage):
    couple = stage.course()
    couple.mentor.follows(actions.CannotCome(couple.first.id)).follows(actions.OnAfterAll(couple.first.id))
    stage.world.ticks()


@scene
def they_met_without_planning(stage):
    couple, other = stage.couple(), stage.couple(("Jonas", "Bo"))
    mine = update(schema.pairs).where(schema.pairs.c.id == other.pair.id).values(mentor_id=couple.pair.mentor)
    stage.world.write(lambda unit: unit.connection.execute(mine))
    couple.mentor.follows(actions.Unplanned()).follows(actions.AskUnplanned(couple.pair.id))
    couple.mentor.types("3. november" if stage.language == "da" else "3 November")
    couple.mentee.follows(actions.Unplanned()).types("torsdag den 3. december 2026")
    couple.mentee.types("3. august")


@scene
def a_meeting_outside_the_rhythm(stage):
    couple = stage.couple(rhythm=Rhythm.FREE)
    couple.mentor.types("/meetings").follows(actions.AskMeetingTime(couple.pair.id))
    couple.mentor.types("mandag kl. 15" if stage.language == "da" else "Monday 3pm")
    couple.mentee.follows(actions.PlanMeeting(couple.pair.id, _minute(NOW + 3 * DAY + 4 * HOUR)))
    stage.world.ticks()


def _minute(when):
    return int(when.timestamp()) // 60


# --- Logging -----------------------------------------------------------------------------------------------


@scene
def the_mentor_is_asked_and_tells(stage):
    couple = stage.course()
    stage.at(couple.first.ends_at + HOUR)
    couple.mentor.follows(actions.Met(couple.first.id))


@scene
def the_mentor_is_asked_again(stage):
    couple = stage.course()
    stage.at(morning(couple.first.starts_at + DAY))


@scene
def the_other_is_asked_to_confirm(stage):
    couple = stage.course()
    stage.at(couple.first.ends_at + HOUR)
    couple.mentor.follows(actions.Met(couple.first.id)).follows(actions.StepWas(couple.first.id, StepOutcome.DONE))
    stage.at(stage.world.now + HOUR / 2)


@scene
def the_two_tell_different_things(stage):
    couple = stage.course()
    stage.at(couple.first.ends_at + HOUR)
    couple.mentee.follows(actions.DidNotHappen(couple.first.id))
    stage.at(stage.world.now + HOUR / 2)
    couple.mentor.follows(actions.DenyMet(couple.first.id))


@scene
def the_mentee_confirms_and_writes(stage):
    couple = stage.course()
    stage.at(couple.first.ends_at + HOUR)
    couple.mentor.follows(actions.Met(couple.first.id)).follows(actions.StepWas(couple.first.id, StepOutcome.SOME))
    stage.at(stage.world.now + HOUR / 2)
    couple.mentee.follows(actions.ConfirmMet(couple.first.id))
    for phone, shared in ((couple.mentor, True), (couple.mentee, False)):
        phone.follows(actions.AskNoteText(couple.first.id, shared)).types(STEP)
        phone.follows(actions.LogMeeting(couple.first.id))
        phone.follows(actions.Log()).follows(actions.Told(0)).follows(actions.MeetingCard(couple.first.id))


@scene
def a_note_is_spoken(stage):
    couple = stage.course()
    stage.at(couple.first.ends_at + HOUR)
    couple.mentor.follows(actions.Met(couple.first.id)).follows(actions.StepWas(couple.first.id, StepOutcome.DONE))
    couple.mentor.follows(actions.AskNoteText(couple.first.id, shared=True)).types("voice-1", Kind.VOICE)


@scene
def many_meetings_are_not_told_of(stage):
    couple = stage.course()
    stage.at(NOW + 100 * DAY)
    couple.mentor.types("/log")
    couple.mentee.types("/log").types("/meetings")


# --- The journey -------------------------------------------------------------------------------------------


@scene
def a_journey_that_begins(stage):
    couple = stage.couple()
    for phone in (couple.mentor, couple.mentee):
        phone.types("/journey")


@scene
def a_long_journey(stage):
    couple = _meetings_held(stage, 12)
    for title in (STEP, OTHER_STEP):
        couple.adds(title, state=GoalState.DONE, done_at=stage.world.now)
    for text in (STEP, OTHER_STEP, PLACE):
        couple.mentor.follows(actions.AskMoment(couple.pair.id, couple.first.id)).types(text)
        couple.mentee.follows(actions.AskMoment(couple.pair.id, 0)).types(text)
    for phone in (couple.mentor, couple.mentee):
        phone.types("/journey").follows(actions.KeepPicture(couple.pair.id, words=False))


@scene
def a_journey_with_two_people(stage):
    couple, other = stage.couple(), stage.couple(("Lars", "Sofie"))
    stage.world.write(lambda unit: unit.pairs.add(couple.pair.programme, couple.pair.mentor, other.pair.mentee, NOW))
    couple.mentor.types("/journey")


@scene
def agreements_with_two_people(stage):
    couple, other = stage.couple(), stage.couple(("Lars", "Sofie"))
    stage.world.write(lambda unit: unit.pairs.add(couple.pair.programme, couple.pair.mentor, other.pair.mentee, NOW))
    couple.mentor.types("/meetings").follows(actions.Agreements())


@scene
def the_fifth_meeting_is_looked_back_on(stage):
    couple = _meetings_held(stage, 4)
    couple.adds(STEP, state=GoalState.DONE, done_at=stage.world.now)
    fifth = couple.meetings()[4]
    stage.at(fifth.ends_at + HOUR)
    couple.mentor.follows(actions.Met(fifth.id))
    stage.at(morning(fifth.starts_at + DAY))


def _meetings_held(stage, n):
    couple = stage.couple()
    for each in couple.meetings()[:n]:
        stage.sets(each, state=MeetingState.HELD, due_at=None)
    stage.world.now = couple.meetings()[n - 1].ends_at + HOUR
    return couple


# --- What is kept ------------------------------------------------------------------------------------------


@scene
def what_is_kept_is_looked_at(stage):
    mette = stage.coordinator()
    couple = stage.course()
    couple.mentor.follows(actions.AskMoment(couple.pair.id, 0)).types(STEP)
    mette.follows(actions.PairCard(couple.pair.id))
    for phone in (couple.mentor, couple.mentee):
        phone.follows(actions.WhoLooked(0))
        phone.types("/privacy").follows(actions.PrivacyMore()).follows(actions.AskErase()).follows(actions.SeeData())


@scene
def the_words_of_the_consent_have_changed(stage):
    stage.coordinator()
    couple = stage.course()
    mentee = couple.mentee.person.id
    stage.world.write(lambda unit: unit.people.agree(mentee, 0, NOW))
    couple.mentee.types("/home")
    stage.only(couple.mentee)


@scene
def somebody_takes_their_yes_back(stage):
    mette, couple = stage.coordinator(), stage.course()
    couple.mentee.follows(actions.AskWithdraw()).follows(actions.Withdraw(_minute(stage.world.now)))
    couple.mentee.types("/home")
    stage.only(mette, couple.mentor, couple.mentee)


@scene
def somebody_is_erased(stage):
    mette, couple = stage.coordinator(), stage.course()
    mette.follows(actions.AskErase())
    couple.mentor.follows(actions.AskErase()).follows(actions.Erase(_minute(stage.world.now)))
    couple.mentee.types("/home").types("/journey")
    mette.follows(actions.Pairs(1, 0))


@scene
def nearly_half_a_year_without_anybody(stage):
    stage.coordinator()
    couple = stage.course()
    couple.mentor.follows(actions.Stop(couple.pair.id))
    stage.only(couple.mentor, couple.mentee)
    for days in (169, 170):
        stage.at(morning(NOW + days * DAY))


# --- What the bot says because time passed -----------------------------------------------------------------


@scene
def ten_days_without_a_first_meeting(stage):
    stage.strangers()
    stage.at(morning(NOW + 11 * DAY))


@scene
def two_weeks_without_a_plan(stage):
    couple = stage.couple()
    couple.adds(GOAL)
    stage.world.now = NOW + 9 * DAY
    stage.tells(couple.first, couple.pair.mentor, held=True)
    stage.unplanned(couple)
    stage.at(morning(couple.first.starts_at + 15 * DAY))


@scene
def two_meetings_without_a_goal(stage):
    couple = stage.couple()
    second = couple.meetings()[1]
    stage.world.now = second.ends_at + HOUR
    for each in couple.meetings()[:2]:
        stage.tells(each, couple.pair.mentor, held=True)
    stage.at(morning(second.starts_at + DAY))


@scene
def the_end_is_eight_weeks_away(stage):
    _weeks_before_the_end(stage, 8)


@scene
def the_end_is_four_weeks_away(stage):
    _weeks_before_the_end(stage, 4)


@scene
def the_end_is_a_week_away(stage):
    _weeks_before_the_end(stage, 1)


def _weeks_before_the_end(stage, weeks):
    couple = stage.couple(months=3)
    end = couple.agreement.ends_on
    stage.at(morning(end - timedelta(weeks=weeks)))


@scene
def a_break_is_asked_for(stage):
    couple = stage.course()
    couple.mentee.follows(actions.AgreementCard(couple.pair.id)).follows(actions.AskPause(couple.pair.id))
    couple.mentor.follows(actions.AskPause(couple.pair.id)).types(
        "9. december" if stage.language == "da" else "9 December"
    )


@scene
def a_break_is_taken(stage):
    couple = _on_a_break(stage)
    for phone in (couple.mentor, couple.mentee):
        phone.types("/home").types("/meetings").follows(actions.PauseCard(couple.pair.id))


@scene
def a_break_is_about_to_end(stage):
    _on_a_break(stage)
    stage.at(morning(NOW + 13 * DAY))


@scene
def both_take_a_break(stage):
    couple = _on_a_break(stage)
    for days in (7, 28):
        until = (NOW + days * DAY).date().toordinal()
        couple.mentor.follows(actions.PauseUntil(couple.pair.id, until)).follows(
            actions.TakePause(couple.pair.id, until)
        )
    stage.world.ticks()
    couple.mentee.follows(actions.PauseCard(couple.pair.id))


@scene
def a_break_is_over(stage):
    _on_a_break(stage)
    stage.at(morning(NOW + 14 * DAY))


@scene
def a_break_is_ended_early(stage):
    couple = _on_a_break(stage)
    couple.mentee.follows(actions.EndPause(couple.pair.id))
    stage.world.ticks()


@scene
def the_two_stop(stage):
    couple = stage.course()
    stage.coordinator()
    couple.mentee.follows(actions.AskStop(couple.pair.id)).follows(actions.Stop(couple.pair.id))
    stage.world.ticks()
    couple.mentee.types("/journey")


def _on_a_break(stage):
    couple = stage.course()
    until = (NOW + 14 * DAY).date().toordinal()
    couple.mentee.follows(actions.TakePause(couple.pair.id, until))
    stage.world.ticks()
    return couple


# --- The way to a person -----------------------------------------------------------------------------------


@scene
def somebody_needs_a_person(stage):
    couple, mette = stage.couple(), stage.coordinator()
    couple.mentee.follows(actions.Person()).follows(actions.MoreNumbers()).follows(actions.Person())
    couple.mentee.follows(actions.TellCoordinator(couple.pair.programme))
    stage.only(couple.mentee, mette)


@scene
def somebody_asks_at_night(stage):
    couple = stage.couple()
    stage.coordinator()
    stage.at(datetime(2026, 11, 20, 22, tzinfo=UTC))
    couple.mentee.follows(actions.TellCoordinator(couple.pair.programme))
    stage.only(couple.mentee)


@scene
def the_mentor_is_worried(stage):
    couple = stage.couple()
    mettes = [stage.coordinator() for _ in range(2)]
    stage.at(datetime(2026, 11, 20, 22, tzinfo=UTC))
    couple.mentor.follows(actions.AskWorried(couple.pair.id)).follows(actions.Worried(couple.pair.id))
    stage.at(stage.world.now + timedelta(minutes=31))
    mettes[0].follows(actions.AlertCard(1)).follows(actions.TakeAlert(1))
    stage.at(datetime(2026, 11, 21, 8, tzinfo=UTC))
    stage.only(couple.mentor, *mettes)


@scene
def nobody_takes_a_worry(stage):
    couple, mette = stage.couple(), stage.coordinator()
    couple.mentor.follows(actions.AskWorried(couple.pair.id)).follows(actions.Worried(couple.pair.id))
    for _ in range(13):
        stage.at(stage.world.now + timedelta(minutes=30))
    mette.follows(actions.Desk(couple.pair.programme)).follows(actions.Digest(couple.pair.programme))
    stage.only(couple.mentor, mette)


# --- One's own ---------------------------------------------------------------------------------------------


@scene
def small_reminders(stage):
    couple = stage.couple()
    lines = ["onsdag kl. 10: pumpe cyklen", "hver dag kl. 9: vande blomster", "hverdage 7.15 svømme"]
    lines += ["torsdag kl. 8: købe brød", "hverdage 7: stå op"]
    if stage.language == "en":
        lines = ["Wednesday 10: pump up the bike", "every day at 9: water the plants", "7.15 swim on weekdays"]
        lines += ["Thursday 8: buy bread", "weekdays 7: get up"]
    for line in lines:
        couple.mentee.follows(actions.MyReminders(0)).types(line)
    couple.mentee.follows(actions.AskReminderAgain(1)).types(lines[0])
    couple.mentor.follows(actions.MyReminders(0))
    stage.at(datetime(2026, 11, 25, 9, tzinfo=UTC))
    couple.mentee.follows(actions.MyReminders(0)).follows(actions.MyReminders(1)).follows(actions.AskReminderAgain(1))


@scene
def the_settings(stage):
    couple = stage.couple()
    stage.coordinator().types("/settings")
    couple.mentee.types("/settings").follows(actions.AskZone())
    couple.mentor.types("/settings").follows(actions.AskQuiet()).types("at night").types("22-7")


@scene
def a_calendar_follows_the_meetings(stage):
    couple = stage.couple()
    couple.mentor.follows(actions.FeedCard())
    couple.mentee.follows(actions.RenewFeed(0)).follows(actions.FeedCard())


@scene
def whatever_else_people_send(stage):
    couple = stage.couple()
    for kind in Kind:
        couple.mentee.types("?", kind)
        couple.mentor.follows(actions.AskGoal(couple.pair.id)).types("?", kind)
    couple.mentee.types("/nothing").types("/help").follows(actions.Person())
