"""Export: the programme's pairs, meetings and who is coming as a file, with names, dates, states and counts only."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from bot.mentoring.cadence import to_local
from bot.mentoring.meetings import MeetingState, Reply
from bot.mentoring.pairs import PairState, Rhythm
from handlers import actions
from handlers.actions import ExportKind as Kind
from handlers.desk.overview import to_desk
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Cell, Export, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech, mark
from handlers.tap import Tap
from handlers.wording import form_words, minute_of
from storage.exports import MeetingRow, PairRow, Two
from storage.unit import Unit

SENT = "desk.export"
_PAIR_STATES = {
    PairState.ACTIVE: mark("they meet"),
    PairState.PAUSED: mark("on a break"),
    PairState.CLOSED: mark("over"),
}
_RHYTHMS = {
    Rhythm.WEEKLY: mark("every week"),
    Rhythm.FORTNIGHTLY: mark("every other week"),
    Rhythm.MONTHLY: mark("every month"),
    Rhythm.FREE: mark("no fixed time"),
}
_STATES = {
    MeetingState.PLANNED: mark("planned"),
    MeetingState.HELD: mark("held"),
    MeetingState.MISSED: mark("it didn't happen this time"),
    MeetingState.CALLED_OFF: mark("called off"),
}
_REPLIES = {Reply.COMING: mark("coming"), Reply.CANNOT: mark("can't come")}


def card(tap: Tap[actions.Exports], unit: Unit, say: Speech) -> Screen:
    """What there is to take along, and as what."""
    programme = tap.action.programme
    pairs, meetings = unit.exports.how_many(programme)
    counts = say(
        "{pairs} and {meetings}, with names, dates, states and counts: never what people wrote.",
        pairs=say.many("{n} pair", "{n} pairs", pairs),
        meetings=say.many("{n} meeting", "{n} meetings", meetings),
    )

    def button(words: Markup, kind: Kind, style: Style = Style.PLAIN) -> Button:
        return Button(words, actions.MakeExport(programme, kind), style)

    return Screen(
        paragraphs(bold(say("Export")), counts, say("It is noted, and those who are in it can see that.")),
        (
            (button(say("Everything, for Excel"), Kind.BOOK, Style.PRIMARY),),
            (button(say("Pairs (CSV)"), Kind.PAIRS), button(say("Meetings (CSV)"), Kind.MEETINGS)),
            (button(say("Who is coming (CSV)"), Kind.COMING),),
            (to_desk(programme, say),),
        ),
    )


def make(tap: Tap[actions.MakeExport], unit: Unit, say: Speech) -> Screen:
    """It is on its way: made when it is sent, and kept nowhere; tapped twice in a minute it comes once."""
    programme, kind, me = tap.action.programme, tap.action.kind, tap.person
    key = f"{SENT}:{programme}:{kind}:{me.id}:{minute_of(tap.now)}"
    if unit.outbox.notice(SENT, me, key, {"programme": programme, "kind": kind.value}, tap.now):
        unit.audit.exported(me.id, programme, tap.now)
    return Screen(
        paragraphs(
            bold(say("I'm putting it together")),
            say("It comes here in a moment; many meetings take half a minute."),
        ),
        column(Button(say("Back"), actions.Exports(programme)), to_desk(programme, say)),
    )


def made(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The file, for whoever asked; its rows are read when it is sent."""
    programme = unit.programmes.get(notice["programme"])
    kind = Kind(str(notice.facts["kind"]))
    return Screen(
        paragraphs(
            bold(say("Here is what you asked for.")),
            say("There are names in it: mind where you keep it, and delete it when it has done its work."),
        ),
        column(Button(say("Back"), actions.Exports(programme.id)), to_desk(programme.id, say)),
        file=Export(programme.id, kind.value, say.language, programme.zone, notice.now),
    )


# --- The tables --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sheet:
    """One table: its title and its heads in words to be said, and the rows of some pairs."""

    title: str
    heads: Sequence[str]
    rows: Callable[[Sequence[Any], Unit, Speech], list[Sequence[Cell]]]


def sheets_of(export: Export) -> Sequence[Kind]:
    """The tables that are in it, in order."""
    return tuple(SHEETS) if export.kind == Kind.BOOK else (Kind(export.kind),)


def name(export: Export, say: Speech) -> str:
    """The file's name: what it is and of which day, and nothing of whom."""
    day = to_local(export.at, export.zone).date().isoformat()
    if not export.lines:
        return f"makker-{day}.xlsx"
    return f"makker-{str(say(SHEETS[Kind(export.kind)].title)).lower().replace(' ', '-')}-{day}.csv"


def _pairs(found: Sequence[Any], unit: Unit, say: Speech) -> list[Sequence[Cell]]:
    return [_pair(row, say) for row in unit.exports.pairs(found, say.now)]


def _pair(row: PairRow, say: Speech) -> Sequence[Cell]:
    return (
        *_names(row.two, say),
        str(say(_PAIR_STATES[row.state])),
        _wall(row.since, say).date(),
        row.until,
        _wall(row.closed_at, say).date() if row.closed_at else None,
        str(say(_RHYTHMS[row.rhythm])) if row.rhythm else None,
        *(row.counts.get(state, 0) for state in _STATES),
        _wall(row.last, say).date() if row.last else None,
        _wall(row.next, say) if row.next else None,
    )


def _meetings(found: Sequence[Any], unit: Unit, say: Speech) -> list[Sequence[Cell]]:
    return [(*_meeting(row, say), str(say(_STATES[row.state]))) for row in unit.exports.meetings(found)]


def _coming(found: Sequence[Any], unit: Unit, say: Speech) -> list[Sequence[Cell]]:
    return [
        (*_meeting(row, say), _reply(row.mentor, say), _reply(row.mentee, say))
        for row in unit.exports.coming(found, say.now)
    ]


def _meeting(row: MeetingRow, say: Speech) -> Sequence[Cell]:
    form = str(form_words(row.form, say)) if row.form else None
    return (*_names(row.two, say), _wall(row.starts_at, say), row.minutes, form)


def _reply(reply: Reply | None, say: Speech) -> str:
    return str(say(_REPLIES[reply]) if reply else say("not answered yet"))


def _names(two: Two, say: Speech) -> tuple[int, str, str]:
    gone = str(say("a former participant"))
    return two.pair, gone if two.mentor is None else two.mentor, gone if two.mentee is None else two.mentee


def _wall(at: datetime, say: Speech) -> datetime:
    """What the clocks of the programme show, to the minute: a table knows no zones."""
    return to_local(at, say.zone).replace(second=0, microsecond=0)


_WHO = (mark("Pair no."), mark("Mentor"), mark("Mentee"))
_WHEN = (mark("When"), mark("Minutes"), mark("How"))
SHEETS: Mapping[Kind, Sheet] = {
    Kind.PAIRS: Sheet(
        mark("Pairs"),
        (
            *_WHO,
            *(mark("How it stands"), mark("Since"), mark("Until"), mark("Ended"), mark("How often")),
            *(mark("Planned"), mark("Held"), mark("Didn't happen"), mark("Called off")),
            *(mark("Last met"), mark("Next meeting")),
        ),
        _pairs,
    ),
    Kind.MEETINGS: Sheet(mark("Meetings"), (*_WHO, *_WHEN, mark("How it stands")), _meetings),
    Kind.COMING: Sheet(
        mark("Who is coming"), (*_WHO, *_WHEN, mark("The mentor says"), mark("The mentee says")), _coming
    ),
}
