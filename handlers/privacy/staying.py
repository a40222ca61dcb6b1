"""Before somebody's name goes by itself: they hear of it, can take everything along, or stay."""

from datetime import UTC, datetime

from handlers import actions
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech
from storage.unit import Unit

SOON = "data.soon"


def soon(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """Half a year is nearly over: what will be forgotten, and the two ways from here."""
    ties = unit.people.ties(notice.reader.id)
    goes_at = datetime.fromtimestamp(notice["at"], UTC)
    if ties.bound or goes_at <= notice.now:
        return Dropped("stays")
    return Screen(
        paragraphs(
            bold(say("Shall I remember you?")),
            say("It's nearly half a year since you met somebody here. That's perfectly all right."),
            say(
                "On {date} I forget your name and what you wrote, so that nothing lies around.", date=_day(goes_at, say)
            ),
        ),
        column(
            Button(say("Take everything along"), actions.SeeData(), Style.PRIMARY),
            Button(say("Please remember me"), actions.Agree()),
            Button(say("Home"), actions.Home()),
        ),
    )


def _day(instant: datetime, say: Speech) -> str:
    return say.date(say.local(instant).date())
