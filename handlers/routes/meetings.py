"""Meetings: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions, agreement, meetings
from handlers.access import everybody, in_pair
from handlers.actions import Action
from handlers.routes.route import Question, Route

ROUTES: Mapping[type[Action], Route] = {
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
}

QUESTIONS: Mapping[type[Action], Question] = {
    actions.SayMoveTime: Question(in_pair, meetings.said_move_time),
    actions.SayMeetingTime: Question(in_pair, meetings.said_meeting_time),
}
