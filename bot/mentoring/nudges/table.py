"""The ONE table: which nudge is due, when, to whom, until when, and each one's once-key. One row a rule."""

from datetime import datetime
from typing import Any

from bot.mentoring import followups
from bot.mentoring.followups import FollowupState
from bot.mentoring.meetings import DAY_BEFORE, SOON
from bot.mentoring.nudges import courses, meetings
from bot.mentoring.nudges.facts import CourseFacts, FollowupFacts, MeetingFacts, NudgeKind, ProgrammeFacts
from bot.mentoring.nudges.rule import Rule
from bot.mentoring.nudges.times import midnight_after
from bot.mentoring.people import Person

BOTH, MENTOR, MENTEE = "both", "the mentor", "the mentee"

MEETING_RULES: tuple[Rule[MeetingFacts], ...] = (
    Rule(
        NudgeKind.HOLIDAY,
        "a week before, when the rhythm falls on a public holiday",
        BOTH,
        at=lambda f, _: f.meeting.starts_at - meetings.HOLIDAY_BEFORE,
        until=lambda f, _, __: f.meeting.starts_at - SOON,
        to=lambda f: [f.mentor, f.mentee],
        wanted=meetings.holiday_unasked,
        subject=meetings.about,
    ),
    Rule(
        NudgeKind.TOMORROW,
        "24 hours before",
        BOTH,
        at=lambda f, _: f.meeting.starts_at - DAY_BEFORE,
        until=lambda f, _, __: f.meeting.starts_at - SOON,
        to=lambda f: [person for person in (f.mentor, f.mentee) if person.remind_day_before],
        wanted=meetings.settled_before(DAY_BEFORE),
        subject=meetings.about,
    ),
    Rule(
        NudgeKind.SOON,
        "2 hours before",
        BOTH,
        at=lambda f, _: f.meeting.starts_at - SOON,
        until=lambda f, _, __: f.meeting.starts_at,
        to=lambda f: [person for person in (f.mentor, f.mentee) if person.remind_soon],
        wanted=meetings.settled_before(SOON),
        subject=meetings.about,
    ),
    Rule(
        NudgeKind.OUTCOME,
        "1 hour after the planned end",
        "the mentor, or the mentee when the mentor cannot be reached",
        at=lambda f, _: f.meeting.ends_at + meetings.ASK_AFTER,
        until=lambda f, _, __: meetings.asked_again_at(f),
        to=lambda f: [meetings.asker(f)],
        wanted=meetings.untold,
        subject=meetings.about,
    ),
    Rule(
        NudgeKind.OUTCOME_AGAIN,
        "10:00 on the day after the first question, or after a time it was moved to without a yes, for a week",
        "the mentor, or the mentee when the mentor cannot be reached",
        at=lambda f, _: meetings.asked_again_at(f),
        until=lambda f, _, __: meetings.asked_again_at(f) + meetings.ASK_AGAIN_FOR,
        to=lambda f: [meetings.asker(f)],
        wanted=meetings.untold,
        subject=meetings.about,
    ),
    Rule(
        NudgeKind.STEP,
        "17:00 on the day before, when no step is chosen; meeting.tomorrow asks instead where it is sent",
        MENTEE,
        at=meetings.step_at,
        until=lambda f, _, __: f.meeting.starts_at - SOON,
        to=meetings.stepless,
        wanted=lambda f: meetings.planned(f) and f.meeting.step is None,
        subject=meetings.about,
        unprompted=True,
    ),
)

COURSE_RULES: tuple[Rule[CourseFacts], ...] = (
    Rule(
        NudgeKind.FIRST,
        "10:00, when no first meeting has been planned in 10 days",
        BOTH,
        at=courses.first_at,
        until=lambda _, __, at: at + courses.OF_USE,
        to=lambda f: [f.mentor, f.mentee],
        wanted=courses.unbegun,
        subject=lambda f: f"{f.pair.id}",
        unprompted=True,
    ),
    Rule(
        NudgeKind.QUIET,
        "10:00, when nothing is planned 14 days after the last meeting; not in the last week of the course",
        "the mentor, or the mentee when the mentor has no Telegram",
        at=courses.quiet_at,
        until=courses.quiet_until,
        to=lambda f: [f.mentor if f.mentor.has_chat else f.mentee],
        wanted=courses.quiet_wanted,
        subject=courses.quiet_subject,
        unprompted=True,
    ),
    Rule(
        NudgeKind.GOAL,
        "10:00 on the morning after the second meeting, when there is no goal",
        MENTEE,
        at=courses.goal_at,
        until=lambda _, __, at: at + courses.OF_USE,
        to=lambda f: [f.mentee],
        wanted=courses.goalless,
        subject=lambda f: f"{f.pair.id}",
        unprompted=True,
    ),
    Rule(
        NudgeKind.FIT,
        "10:00 on the morning after the first meeting that took place, and after the second",
        BOTH,
        at=courses.fit_at,
        until=lambda _, __, at: at + courses.FIT_FOR,
        to=courses.unfitted,
        wanted=courses.fit_wanted,
        subject=lambda f: f"{f.pair.id}:{courses.fit_round(f)}",
        unprompted=True,
    ),
    *(
        Rule(
            NudgeKind.ENDING,
            f"10:00, {words} before the last day of the course",
            BOTH,
            at=courses.ending_at(weeks),
            until=courses.ending_until(following),
            to=lambda f: [f.mentor, f.mentee],
            wanted=courses.active,
            subject=courses.ending_subject(weeks),
            unprompted=True,
        )
        for weeks, following, words in ((8, 4, "8 weeks"), (4, 1, "4 weeks"), (1, 0, "1 week"))
    ),
    Rule(
        NudgeKind.PAUSE_ENDING,
        "10:00 on the day before a break ends",
        "who took the break; both, when a coordinator wrote it down",
        at=courses.pause_at,
        until=courses.pause_until,
        to=courses.pauser,
        wanted=lambda f: courses.pausing(f) is not None,
        subject=courses.pause_subject,
        unprompted=True,
    ),
)


def _digest_until(facts: ProgrammeFacts, _: Person, at: datetime) -> datetime:
    """A digest is of use on its own day; the next one tells the same and more."""
    return midnight_after(at, facts.programme.zone)


def _of_digest(kind: NudgeKind, when: str) -> Rule[ProgrammeFacts]:
    return Rule(
        kind,
        when,
        "the coordinators who are not away, and the deputies while one is",
        at=lambda f, _: f.digest_at,
        until=_digest_until,
        to=lambda f: f.readers,
        wanted=lambda f: bool(f.readers),
        subject=lambda f: f"{f.programme.id}:{int(f.digest_at.timestamp()) // 60}",
    )


PROGRAMME_RULES: tuple[Rule[ProgrammeFacts], ...] = (
    _of_digest(NudgeKind.DIGEST, "Monday 08:30, the programme's time"),
    _of_digest(NudgeKind.CARDS, "right after it and without a sound, when a pair could use a hand"),
)


def _of_followup(kind: NudgeKind, state: FollowupState, when: str) -> Rule[FollowupFacts]:
    """What one person did on one day is spoken of in one message: the key names the day, and no pair."""
    return Rule(
        kind,
        when,
        "the coordinator who did",
        at=lambda f, _: f.followup.due_at,
        until=lambda _, __, at: at + followups.OF_USE,
        to=lambda f: [f.by],
        wanted=lambda f: f.followup.state is state and f.followup.due_at is not None,
        subject=lambda f: f"{f.programme.id}:{f.followup.due_at:%Y%m%d%H%M}",
    )


FOLLOWUP_RULES: tuple[Rule[FollowupFacts], ...] = (
    _of_followup(
        NudgeKind.BACK, FollowupState.SNOOZED, "at the digest's hour, 3 or 14 days after a pair was put aside"
    ),
    _of_followup(NudgeKind.HELPED, FollowupState.DONE, "at the digest's hour, a week after a pair was taken care of"),
)

TABLE: tuple[Rule[Any], ...] = (*MEETING_RULES, *COURSE_RULES, *PROGRAMME_RULES, *FOLLOWUP_RULES)
# What nobody has agreed to: one a day, hushed by "Not today", stopped when it is not answered.
UNPROMPTED = frozenset(rule.kind for rule in TABLE if rule.unprompted)
