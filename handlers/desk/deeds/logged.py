"""What the two hear of a meeting that a coordinator logged for them: who wrote it down, and a tap to say otherwise."""

from bot.mentoring.meetings import is_unplanned
from handlers import actions
from handlers.names import called
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech
from handlers.wording import home_button
from storage.unit import Unit


def told(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """For each of the two: who wrote it down, and one tap to say otherwise."""
    change, meeting = unit.changes.get(notice["change"]), unit.meetings.get(notice["meeting"])
    log = unit.outcomes.by_desk(meeting.id)
    if change.undone_at is not None or log is None or log.at != change.at:
        return Dropped("changed")
    if unit.outcomes.logs(meeting.id):
        return Dropped("logged")
    day, name = say.on(say.local(meeting.starts_at).date()), called(unit.people.get(log.by), say)
    number = meeting.id
    if log.held:
        title = say("{name} wrote down that you met {day}.", name=name, day=day)
        asked = say("Is that how you see it, too?")
        rows = column(
            Button(say("Yes, we met"), actions.ConfirmMet(number), Style.PRIMARY),
            Button(say("We didn't meet"), actions.DenyMet(number)),
            home_button(say),
        )
    else:
        title = say("{name} wrote down that you didn't get to meet {day}.", name=name, day=day)
        asked = say("That happens. Is it so?")
        rows = column(
            Button(say("That's right"), actions.DenyMet(number), Style.PRIMARY),
            Button(say("We met"), actions.ConfirmMet(number)),
            home_button(say),
        )
    return Screen(paragraphs(bold(title), asked), rows)


def untold(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """For each of the two: it was taken back, so that nobody waits for their answer to it."""
    meeting = unit.meetings.get(notice["meeting"])
    if unit.outcomes.logs(meeting.id):
        return Dropped("logged")
    if unit.outcomes.by_desk(meeting.id):
        return Dropped("written_again")
    title = say("{name} took back what was written down.", name=called(unit.people.get(notice["by"]), say))
    about = say("It was about {when}.", when=say.full(meeting.starts_at))
    told = say("You have nothing to do. If you did meet, you can tell me.")
    unplanned, planned = actions.AskUnplanned(meeting.pair), actions.LogMeeting(meeting.id)
    tell = Button(say("We met"), unplanned) if is_unplanned(meeting) else Button(say("How did it go?"), planned)
    return Screen(paragraphs(bold(title), about, told), column(tell, home_button(say)))
