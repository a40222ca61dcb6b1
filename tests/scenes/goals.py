"""Scenes: goals and steps."""

from handlers import actions
from tests.scenes.stage import GOAL, HOUR, OTHER_STEP, STEP, scene


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
