"""Scenes: one's own settings and reminders."""

from datetime import UTC, datetime

from handlers import actions
from handlers.tap import Kind
from tests.scenes.stage import scene


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
