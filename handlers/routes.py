"""Action -> answer, and who may call it: the one table, and what the edges call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.mentoring.people import guess_language
from handlers import (
    actions,
    agreement,
    calendars,
    closure,
    feeds,
    goals,
    help,
    home,
    journey,
    meetings,
    naming,
    nudges,
    outcomes,
    partner,
    pauses,
    privacy,
    profile,
    reminders,
    settings,
    start,
    undo,
)
from handlers import commands as menu
from handlers.access import (
    Guard,
    Stale,
    coordinates,
    everybody,
    hears_note,
    in_pair,
    in_pair_at,
    keeps_goals,
    mentee_of,
    once_in_pair,
    own_change,
    own_place,
    own_reminder,
    owns_goal,
    with_goal,
)
from handlers.actions import Action
from handlers.desk import digest, invitations, matching, overview, pairing, pairs
from handlers.screen import Screen
from handlers.speech import Speech
from handlers.tap import Kind, Opened, Said, Tap, Visitor
from storage.unit import Unit

TapAnswer = Callable[[Tap[Any], Unit, Speech], Screen]
SaidAnswer = Callable[[Said, Any, Unit, Speech], Screen]


@dataclass(frozen=True)
class Route:
    """Who may, and what is answered."""

    may: Guard
    answer: TapAnswer


@dataclass(frozen=True)
class Question:
    """Who may, and what is done with the words that came; `voice` says that they may be spoken, too."""

    may: Guard
    answer: SaidAnswer
    voice: bool = False

    def takes(self, said: Said) -> bool:
        """Whether that can be an answer."""
        written = said.kind is Kind.TEXT and bool(said.text.strip())
        return written or (self.voice and said.kind is Kind.VOICE)


# A stranger may do these: there is no person yet.
DOOR: Mapping[type[Action], TapAnswer] = {
    actions.WelcomeIn: start.welcome_in,
    actions.Consent: start.consent,
    actions.NoThanks: start.no_thanks,
    actions.WelcomeMore: start.welcome_more,
    actions.Help: help.help_card,
    actions.Person: help.person,
    actions.Privacy: privacy.privacy,
    actions.PrivacyMore: privacy.more,
}

ROUTES: Mapping[type[Action], Route] = {
    actions.Home: Route(everybody, home.home),
    actions.Cancel: Route(everybody, home.cancel),
    actions.Undo: Route(own_change, undo.undo),
    # Start
    actions.AskCalled: Route(own_place, naming.ask_called),
    actions.KeepName: Route(own_place, naming.keep_name),
    actions.AskLikes: Route(own_place, profile.ask_likes),
    actions.AskFree: Route(own_place, profile.ask_free),
    actions.AskForm: Route(own_place, profile.ask_form),
    actions.PreferForm: Route(own_place, profile.prefer_form),
    actions.AskReady: Route(own_place, profile.ask_ready),
    actions.Ready: Route(own_place, profile.ready),
    actions.NotYet: Route(own_place, profile.not_yet),
    # The desk
    actions.Desk: Route(coordinates, overview.desk),
    actions.Invite: Route(coordinates, invitations.invite),
    actions.InviteRole: Route(coordinates, invitations.invite_role),
    actions.Waiting: Route(coordinates, matching.waiting),
    actions.PairNow: Route(coordinates, matching.pair_now),
    actions.PairMentor: Route(coordinates, matching.pair_mentor),
    actions.PairBoth: Route(coordinates, pairing.pair_both),
    actions.Pairs: Route(coordinates, pairs.listed),
    actions.PairCard: Route(coordinates, pairs.card),
    actions.Digest: Route(coordinates, digest.digest),
    actions.Partner: Route(in_pair, partner.partner),
    # The agreement
    actions.Agreements: Route(everybody, agreement.which),
    actions.AgreementCard: Route(in_pair, agreement.card),
    actions.AgreementStart: Route(in_pair, agreement.start),
    actions.ChooseRhythm: Route(in_pair, agreement.choose_rhythm),
    actions.ChooseSeveral: Route(in_pair, agreement.choose_several),
    actions.PickDay: Route(in_pair, agreement.pick_day),
    actions.AskHour: Route(in_pair, agreement.ask_hour),
    actions.AskTime: Route(in_pair, agreement.ask_time),
    actions.ChooseDay: Route(in_pair, agreement.choose_day),
    actions.ChooseHour: Route(in_pair, agreement.choose_hour),
    actions.AskMeetingForm: Route(in_pair, agreement.ask_form),
    actions.ChooseForm: Route(in_pair, agreement.choose_form),
    actions.AskMonths: Route(in_pair, agreement.ask_months),
    actions.ChooseMonths: Route(in_pair, agreement.choose_months),
    actions.AskOtherMonths: Route(in_pair, agreement.ask_other_months),
    actions.ProposeAgreement: Route(in_pair, agreement.propose),
    actions.AcceptAgreement: Route(in_pair, agreement.accept),
    actions.TakeBack: Route(in_pair, agreement.take_back),
    actions.ProposalCard: Route(in_pair, agreement.proposal),
    actions.AskRhythm: Route(in_pair, agreement.ask_rhythm),
    actions.AskPlace: Route(in_pair, agreement.ask_place),
    actions.DraftCard: Route(in_pair, agreement.draft_card),
    # Breaks
    actions.PauseCard: Route(in_pair, pauses.card),
    actions.AskPause: Route(in_pair, pauses.ask),
    actions.PauseUntil: Route(in_pair, pauses.preview),
    actions.TakePause: Route(in_pair, pauses.take),
    actions.EndPause: Route(in_pair, pauses.end),
    # Stopping
    actions.AskStop: Route(in_pair, closure.ask),
    actions.Stop: Route(once_in_pair, closure.stop),
    # Meetings
    actions.Meetings: Route(everybody, meetings.listed),
    actions.MeetingCard: Route(in_pair, meetings.card),
    actions.Coming: Route(in_pair, meetings.coming),
    actions.MoveIt: Route(in_pair, meetings.move_it),
    actions.MoveTo: Route(in_pair, meetings.move_to),
    actions.AcceptMove: Route(in_pair, meetings.accept_move),
    actions.CannotCome: Route(in_pair, meetings.cannot_come),
    actions.OnAfterAll: Route(in_pair, meetings.on_again),
    actions.SkipMeeting: Route(in_pair, meetings.skip),
    actions.FromNowOn: Route(in_pair, agreement.from_now_on),
    actions.MeetAnyway: Route(in_pair, meetings.meet_anyway),
    actions.KeepTime: Route(in_pair, meetings.keep_time),
    actions.AskMeetingTime: Route(in_pair, meetings.ask_meeting_time),
    actions.PlanMeeting: Route(in_pair, meetings.plan_meeting),
    actions.SaveMeeting: Route(in_pair, calendars.save_meeting),
    # Logging
    actions.Log: Route(everybody, outcomes.which),
    actions.LogMeeting: Route(in_pair, outcomes.ask),
    actions.LogMore: Route(everybody, outcomes.which_more),
    actions.Unplanned: Route(everybody, outcomes.whom),
    actions.AskUnplanned: Route(in_pair, outcomes.ask_unplanned),
    actions.MetThen: Route(in_pair, outcomes.met_then),
    actions.Met: Route(in_pair, outcomes.met),
    actions.WasMoved: Route(in_pair, outcomes.was_moved),
    actions.DidNotHappen: Route(in_pair, outcomes.did_not_happen),
    actions.StepWas: Route(in_pair, outcomes.step_was),
    actions.UndoLog: Route(in_pair, outcomes.undo_log),
    actions.ConfirmMet: Route(in_pair, outcomes.confirm_met),
    actions.DenyMet: Route(in_pair, outcomes.deny_met),
    actions.MoodWas: Route(in_pair, outcomes.mood_was),
    actions.AskNote: Route(in_pair, outcomes.ask_note),
    actions.AskNoteText: Route(in_pair, outcomes.ask_note_text),
    actions.PlayNote: Route(hears_note, outcomes.play_note),
    # The journey
    actions.Journey: Route(everybody, journey.mine),
    actions.JourneyOf: Route(keeps_goals, journey.of_pair),
    actions.KeepPicture: Route(keeps_goals, journey.keep_picture),
    actions.AskMoment: Route(in_pair_at, journey.ask_moment),
    # Goals
    actions.Goals: Route(everybody, goals.mine),
    actions.GoalsOf: Route(keeps_goals, goals.of_pair),
    actions.GoalCard: Route(with_goal, goals.card),
    actions.GoalsPage: Route(keeps_goals, goals.page),
    actions.GoalPage: Route(with_goal, goals.card_page),
    actions.GoalMore: Route(with_goal, goals.more),
    actions.AskGoal: Route(keeps_goals, goals.ask_goal),
    actions.AskStep: Route(with_goal, goals.ask_step),
    actions.AskEstimate: Route(with_goal, goals.ask_estimate),
    actions.Estimate: Route(with_goal, goals.estimate),
    actions.AskRename: Route(with_goal, goals.ask_rename),
    actions.Tick: Route(with_goal, goals.tick),
    actions.Untick: Route(with_goal, goals.untick),
    actions.Archive: Route(owns_goal, goals.archive),
    actions.PutAway: Route(mentee_of, goals.away),
    actions.BringBack: Route(owns_goal, goals.bring_back),
    actions.AskUnder: Route(owns_goal, goals.ask_under),
    actions.MoveGoal: Route(owns_goal, goals.move),
    actions.AskOrder: Route(owns_goal, goals.ask_order),
    actions.PutAt: Route(owns_goal, goals.put_at),
    actions.MakeSmaller: Route(owns_goal, goals.make_smaller),
    actions.TalkLonger: Route(in_pair, goals.talk_longer),
    actions.TakeGoal: Route(owns_goal, goals.take),
    actions.LeaveGoal: Route(owns_goal, goals.leave),
    actions.ChooseStep: Route(in_pair, goals.choose_step),
    actions.ChooseStepPage: Route(in_pair, goals.choose_step_page),
    actions.StepFor: Route(in_pair, goals.step_for),
    actions.AskNewStep: Route(in_pair, goals.ask_new_step),
    # Nudges
    actions.NotToday: Route(everybody, nudges.not_today),
    # Settings
    actions.Settings: Route(everybody, settings.settings),
    actions.AskLanguage: Route(everybody, settings.ask_language),
    actions.SetLanguage: Route(everybody, settings.set_language),
    actions.AskName: Route(everybody, naming.ask_name),
    actions.AskZone: Route(everybody, settings.ask_zone),
    actions.SetZone: Route(everybody, settings.set_zone),
    actions.AskQuiet: Route(everybody, settings.ask_quiet),
    actions.SetQuiet: Route(everybody, settings.set_quiet),
    actions.AskReminders: Route(everybody, settings.ask_reminders),
    actions.ToggleDayBefore: Route(everybody, settings.toggle_day_before),
    actions.ToggleSoon: Route(everybody, settings.toggle_soon),
    actions.FeedCard: Route(everybody, feeds.card),
    actions.RenewFeed: Route(everybody, feeds.renew),
    actions.StopFeed: Route(everybody, feeds.stop),
    # One's own reminders
    actions.MyReminders: Route(everybody, reminders.listed),
    actions.ReminderCard: Route(own_reminder, reminders.card),
    actions.AskReminderAgain: Route(own_reminder, reminders.ask_again),
    actions.ReminderAt: Route(own_reminder, reminders.at),
    actions.PauseReminder: Route(own_reminder, reminders.pause),
    actions.DeleteReminder: Route(own_reminder, reminders.delete),
}

QUESTIONS: Mapping[type[Action], Question] = {
    actions.SayName: Question(own_place, naming.said_name),
    actions.SayLikes: Question(own_place, profile.said_likes),
    actions.SayFree: Question(own_place, profile.said_free),
    actions.SayTime: Question(in_pair, agreement.said_time),
    actions.SayPlace: Question(in_pair, agreement.said_place),
    actions.SayMonths: Question(in_pair, agreement.said_months),
    actions.SayPause: Question(in_pair, pauses.said_until),
    actions.SayMoveTime: Question(in_pair, meetings.said_move_time),
    actions.SayMeetingTime: Question(in_pair, meetings.said_meeting_time),
    actions.SayUnplanned: Question(in_pair, outcomes.said_when),
    actions.SayNote: Question(in_pair, outcomes.said_note, voice=True),
    actions.SayMoment: Question(in_pair_at, journey.said_moment),
    actions.SayGoal: Question(keeps_goals, goals.said_goal),
    actions.SayStep: Question(with_goal, goals.said_step),
    actions.SayNewStep: Question(in_pair, goals.said_new_step),
    actions.SayEstimate: Question(with_goal, goals.said_estimate),
    actions.SayRename: Question(with_goal, goals.said_rename),
    actions.SayZone: Question(everybody, settings.said_zone),
    actions.SayReminder: Question(everybody, reminders.said),
    actions.SayReminderAgain: Question(own_reminder, reminders.said_again),
}


def answer_bytes(visitor: Visitor, data: str | None, now: datetime, unit: Unit) -> Screen:
    """The answer to a tapped button's bytes, whatever they are."""
    action = actions.decode(data)
    if action is None:
        return _changed(visitor, now, unit)
    return answer_tap(Tap(visitor, action, now), unit)


def answer_tap(tap: Tap[Action], unit: Unit) -> Screen:
    """The answer to an action, if this person may; else how things are now."""
    visitor, action = tap.visitor, tap.action
    say = speech(visitor, tap.now, unit)
    door = DOOR.get(type(action))
    if door is not None:
        return _asked(door(tap, unit, say), visitor, tap.now, unit)
    if visitor.person is None:
        return start.stranger(visitor, unit, say)
    route = ROUTES.get(type(action))
    if route is None or not _may(route.may, visitor, action, unit):
        return _changed(visitor, tap.now, unit)
    try:
        screen = route.answer(tap, unit, say)
    except Stale:
        return _changed(visitor, tap.now, unit)
    return _asked(screen, visitor, tap.now, unit)


def answer_said(said: Said, unit: Unit) -> Screen:
    """The answer to free text or another message: what was asked for, or a friendly home."""
    visitor = said.visitor
    say = speech(visitor, said.now, unit)
    if said.kind is Kind.GROUP:
        return start.group(say)
    if visitor.person is None:
        return start.stranger(visitor, unit, say)
    waiting = unit.pending.waiting(visitor.person.id, said.now)
    action = actions.decode(waiting)
    question = QUESTIONS.get(type(action)) if action else None
    if action is None or question is None or not _may(question.may, visitor, action, unit):
        screen = reminders.unasked(said, unit, say) or home.unasked(said, unit, say)
        return _asked(screen, visitor, said.now, unit)
    if not question.takes(said):
        return _asked(replace(home.only_text(said, say), asks=action), visitor, said.now, unit)
    try:
        screen = question.answer(said, action, unit, say)
    except Stale:
        return _changed(visitor, said.now, unit)
    return _asked(screen, visitor, said.now, unit)


def answer_opened(opened: Opened, unit: Unit) -> Screen:
    """The answer to /start, with an invitation or bare."""
    say = speech(opened.visitor, opened.now, unit)
    return _asked(start.opened(opened, unit, say), opened.visitor, opened.now, unit)


def answer_command(visitor: Visitor, name: str, now: datetime, unit: Unit) -> Screen:
    """The answer to a command without its slash, in English or Danish; an unknown one gets the help."""
    action = menu.action(name) or actions.Help()
    return replace(answer_tap(Tap(visitor, action, now), unit), fresh=True)


def sorry(visitor: Visitor, now: datetime, unit: Unit) -> Screen:
    """Our fault: what the person is told when their update failed three times."""
    return home.sorry(visitor, speech(visitor, now, unit))


def speech(visitor: Visitor, now: datetime, unit: Unit) -> Speech:
    """The visitor's speech: their settings, or for a stranger the door's language, else the platform's guess."""
    if visitor.person is not None:
        return Speech.to(visitor.person, now)
    opening = unit.invitations.opening(visitor.chat)
    language = opening.language if opening else guess_language(visitor.language)
    return Speech(language, "Europe/Copenhagen", now)


def _may(guard: Guard, visitor: Visitor, action: Action, unit: Unit) -> bool:
    if visitor.person is None:
        return False
    try:
        return guard(visitor.person, action, unit)
    except LookupError:
        return False


def _changed(visitor: Visitor, now: datetime, unit: Unit) -> Screen:
    """An old button, a foreign one, bytes of no button: the same kind answer, and how things are now."""
    say = speech(visitor, now, unit)
    if visitor.person is None:
        return start.stranger(visitor, unit, say)
    screen = home.home(Tap(visitor, actions.Home(), now), unit, say)
    toast = say("This has changed since. Here is how it looks now.")
    return _asked(replace(screen, toast=toast, fresh=True), visitor, now, unit)


def _asked(screen: Screen, visitor: Visitor, now: datetime, unit: Unit) -> Screen:
    """Lets the screen's question wait for free text, or forgets the one before it."""
    person = visitor.person or unit.people.by_chat(visitor.chat)
    if person is not None:
        unit.standings.heard(person.id)
        if screen.asks is None:
            unit.pending.forget(person.id)
        else:
            unit.pending.ask(person.id, actions.encode(screen.asks), now)
    return screen
