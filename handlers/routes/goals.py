"""Goals, steps, and the step for a meeting: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions, goals
from handlers.access import everybody, in_pair, keeps_goals, mentee_of, owns_goal, with_goal
from handlers.actions import Action
from handlers.routes.route import Question, Route

ROUTES: Mapping[type[Action], Route] = {
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
}

QUESTIONS: Mapping[type[Action], Question] = {
    actions.SayGoal: Question(keeps_goals, goals.said_goal),
    actions.SayStep: Question(with_goal, goals.said_step),
    actions.SayNewStep: Question(in_pair, goals.said_new_step),
    actions.SayEstimate: Question(with_goal, goals.said_estimate),
    actions.SayRename: Question(with_goal, goals.said_rename),
}
