"""Many invitations at once: a list of names comes in, a sheet of personal links goes out, and nothing half."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.mentoring.people import Role
from bot.mentoring.rosters import LONGEST_LIST, Problem, Roster, Trouble, Unreadable, UnreadableError, read, sheet
from handlers import actions
from handlers.desk.invitations import link_to
from handlers.desk.overview import to_desk
from handlers.screen import Button, Document, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Kind, Said, Tap
from storage.invitations import LASTS
from storage.rosters import Kept
from storage.unit import Unit

FILE = "makker.csv"
_SHOWN = 5


def ask(tap: Tap[actions.AskRoster], unit: Unit, say: Speech) -> Screen:
    """What a list looks like."""
    del unit
    return _question(tap.action.programme, None, say)


def said(said: Said, action: actions.SayRoster, unit: Unit, say: Speech) -> Screen:
    """The list as it was understood; nothing is made yet."""
    if said.kind is Kind.FILE and said.file is None:
        return _question(action.programme, say("I couldn't get that file. Can you send it once more?"), say)
    try:
        roster = read(said.text.encode("utf-8", "replace") if said.file is None else said.file)
    except UnreadableError as error:
        return _question(action.programme, _unreadable(error.why, say), say)
    return preview(unit.rosters.add(action.programme, said.person.id, roster, said.now), say)


def preview(kept: Kept, say: Speech) -> Screen:
    """How many links that would be, and each line that could not be read."""
    roster = kept.roster
    counts = [sum(each.role is role for each in roster.guests) for role in (Role.MENTOR, Role.MENTEE)]
    mentors = capital(say.many("{n} mentor", "{n} mentors", counts[0]))
    mentees = say.many("{n} mentee", "{n} mentees", counts[1])
    told = say("{mentors} and {mentees}, a link for each.", mentors=mentors, mentees=mentees)
    make = Button(say("Make the links"), actions.MakeLinks(kept.id), Style.PRIMARY) if roster.guests else None
    return Screen(
        paragraphs(
            bold(capital(say.many("{n} link", "{n} links", len(roster.guests)))),
            told if roster.guests else None,
            _problems(roster, say),
            say("Is it not quite right? Send the list again. I forget it when the links are made, or in a day."),
        ),
        column(make, Button(say("Back"), actions.Invite(kept.programme)), to_desk(kept.programme, say)),
        asks=actions.SayRoster(kept.programme),
    )


def make(tap: Tap[actions.MakeLinks], unit: Unit, say: Speech) -> Screen:
    """All the links, in one sheet, once: only there can they be read."""
    kept = unit.rosters.get(tap.action.roster)
    if not kept.roster.guests or not unit.rosters.made(kept.id, tap.now):
        return _made_before(kept.programme, say)
    until = say.date(say.local(tap.now + LASTS).date())
    rows: list[Sequence[str]] = [[say("Name"), say("As"), say("Link"), say("Good until")]]
    for each in kept.roster.guests:
        secret = unit.invitations.add(kept.programme, each.role, 1, tap.person.id, tap.now, each.name)
        role = say("mentor") if each.role is Role.MENTOR else say("mentee")
        rows.append([each.name, role, link_to(secret), until])
    made = len(kept.roster.guests)
    return Screen(
        paragraphs(
            bold(capital(say.many("{n} link is in the sheet", "{n} links are in the sheet", made))),
            say("Each lets one person in, once, until {day}.", day=until),
            say("Send everybody their own link. I can't show them again: keep the sheet until they are in."),
        ),
        column(Button(say("All links"), actions.OpenLinks(kept.programme, 0)), to_desk(kept.programme, say)),
        file=Document(FILE, sheet([[str(cell) for cell in row] for row in rows]), links=True),
    )


def _made_before(programme: int, say: Speech) -> Screen:
    return Screen(
        paragraphs(
            bold(say("These links are made")),
            say("The sheet is further up in this chat. Is it gone? A new link can take the place of each old one."),
        ),
        column(Button(say("All links"), actions.OpenLinks(programme, 0), Style.PRIMARY), to_desk(programme, say)),
    )


def _question(programme: int, first: Markup | None, say: Speech) -> Screen:
    return Screen(
        paragraphs(
            first,
            bold(say("Send me a list of names")),
            say(
                "A CSV file from Excel or another spreadsheet, up to {n} lines: a name, and mentor or mentee.",
                n=LONGEST_LIST,
            ),
            Markup("<code>Bo Hansen;mentor</code>"),
            say("You can also write the lines here. You see what I understood before a link is made."),
        ),
        column(Button(say("Back"), actions.Invite(programme)), to_desk(programme, say)),
        asks=actions.SayRoster(programme),
    )


def _problems(roster: Roster, say: Speech) -> Markup | None:
    found = roster.problems
    if not found:
        return None
    told = say.many("{n} line that I couldn't read:", "{n} lines that I couldn't read:", len(found))
    rest = len(found) - _SHOWN
    more = say.many("and {n} more", "and {n} more", rest) if rest > 0 else None
    return lines(capital(told), *(_problem(each, say) for each in found[:_SHOWN]), more)


def _problem(each: Problem, say: Speech) -> Markup:
    return {
        Trouble.NO_NAME: say("• line {n} has no name", n=each.line),
        Trouble.NO_ROLE: say("• line {n} doesn't say mentor or mentee", n=each.line),
    }.get(each.trouble, say("• line {n} has a very long name", n=each.line))


def _unreadable(why: Unreadable, say: Speech) -> Markup:
    return {
        Unreadable.WORKBOOK: say("That is an Excel workbook. Save it as CSV there, and send me that."),
        Unreadable.EMPTY: say("I found no names in that. Can you look at it once more?"),
        Unreadable.TOO_MANY: say("That is more than {n} lines. Can you send them in two parts?", n=LONGEST_LIST),
    }.get(why, say("I can't read that as a list. Can you save it as CSV, and send it once more?"))
