"""Goals and small steps, as the two of a pair meet them on their phones."""

from datetime import timedelta

import pytest

from bot.mentoring.goals import GoalState
from handlers import actions
from handlers.actions import encode
from tests.handlers.couples import Couple


@pytest.fixture
def couple(world):
    return Couple(world)


def titles(couple, state=GoalState.OPEN):
    return [goal.title for goal in couple.tree() if goal.state is state]


def by_title(couple, title):
    return next(goal for goal in couple.tree() if goal.title == title)


def under(couple, title):
    """The title of what the goal lies under, None for a root."""
    parent = by_title(couple, title).parent
    return next((goal.title for goal in couple.tree() if goal.id == parent), None)


def row(couple, parent=None):
    found = [goal for goal in couple.tree() if goal.parent == parent]
    return [goal.title for goal in sorted(found, key=lambda goal: goal.position)]


# --- Written, put otherwise, guessed ---


def test_a_goal_is_written_in_own_words_guessed_and_divided(couple):
    anna = couple.mentee
    anna.types("/goals").sees("What is something you would like?").taps("Something I'd like")
    anna.sees("You and Jonas can see it").types("  Borrow \n books ").sees("Borrow books", "How many meetings").taps(
        "5"
    )
    anna.sees("You think it takes about five meetings").taps("Add a first small step").types("Ring to the library")
    anna.sees("A small step towards: Borrow books").taps("Add another step").types("Get a card")
    anna.types("/goals").sees("• Borrow books", "Next small step: Ring to the library", "About five meetings left.")
    anna.taps("Borrow books").sees("• Ring to the library", "• Get a card").taps("Get a card")
    anna.sees("Part of: Borrow books").taps("Up").sees("Borrow books")


def test_the_question_on_the_empty_card_is_answered_right_there(couple):
    couple.mentee.types("/goals").sees("You and Jonas can see it").types("Borrow books").sees("How many meetings")
    assert [goal.title for goal in couple.tree()] == ["Borrow books"]


@pytest.mark.parametrize("text", ["x" * 5000, "x" * 201])
def test_what_is_too_long_for_a_goal_is_asked_for_again_kindly(couple, text):
    couple.mentee.types("/goals").taps("Something I'd like").types(text).sees("200 characters or fewer")
    assert couple.tree() == []


def test_other_words_are_undone_also_after_other_things_happened(couple):
    anna = couple.mentee
    couple.adds("Borrow books")
    anna.types("/goals").taps("Borrow books").taps("Change").taps("Other words").sees("Now it says: Borrow books")
    anna.types("Read again").sees("Read again", "That's how it's put now.")
    undo = undo_button(anna)
    anna.types("/goals").taps("Read again").taps("Add a small step").types("Find a book")
    anna.types("/goals").taps("Read again").taps("Change").taps("How many meetings?").taps("3")
    anna.taps_raw(undo).sees("Borrow books", "• Find a book", "About three meetings left")


def test_the_same_guess_twice_is_one_and_months_later_it_undoes_nothing(world, couple):
    anna = couple.mentee
    couple.adds("Borrow books")
    guess = anna.types("/goals").taps("Borrow books").taps("Change").taps("How many meetings?").last.rows[0][3].action
    undo = undo_button(anna.taps("5"))
    assert undo_button(anna.taps_raw(encode(guess))) == undo
    world.now += timedelta(weeks=9)
    anna.taps_raw(encode(guess)).sees("You think it takes about five meetings.")
    assert "Undo" not in anna.labels()


def test_what_was_put_otherwise_again_since_is_not_undone_and_it_says_so(couple):
    anna = couple.mentee
    couple.adds("Borrow books")
    anna.types("/goals").taps("Borrow books").taps("Change").taps("Other words").types("Read again")
    undo = undo_button(anna)
    anna.taps("Other words").types("Read to my daughter").taps_raw(undo)
    anna.sees("This has been changed again since, so I leave it as it is.", "Read to my daughter")
    assert titles(couple) == ["Read to my daughter"]


def undo_button(phone):
    """The bytes of the newest Undo on the phone's newest card."""
    found = [b.action for line in phone.last.rows for b in line if isinstance(b.action, actions.Undo)]
    return encode(found[0])


# --- Whose goals ---


def test_who_meets_nobody_yet_is_told_when_goals_begin(anna):
    anna.types("/goals").sees("They begin when you have somebody to meet.")


def test_with_several_pairs_it_is_asked_whose(world, couple):
    second = Couple(world, ("Karen", "Bo"))
    world.write(lambda unit: unit.pairs.add(second.pair.programme, couple.pair.mentor, second.pair.mentee, world.now))
    couple.adds("Borrow books")
    couple.mentor.types("/goals").sees("Whose goals?").taps("Bo's").sees("What Bo would like")
    couple.mentor.types("/goals").taps("Anna's").sees("• Borrow books")


def test_a_mentee_whose_pair_has_ended_keeps_their_goals_and_nothing_lies_ahead(world, couple):
    anna, root = couple.agrees().mentee, couple.adds("Borrow books", estimate=50)
    world.write(lambda unit: unit.pairs.close(couple.pair.id, world.now))
    anna.types("/goals").sees("About 50 meetings left.").taps("Borrow books").taps("Change").taps("Put it away")
    assert "course" not in anna.text
    anna.taps_raw(encode(actions.PutAway(couple.pair.id, 0))).taps("Borrow books").taps("Bring it back")
    assert titles(couple) == ["Borrow books"]
    couple.mentor.taps_raw(encode(actions.GoalCard(root.id))).sees("Hi Jonas")


# --- Done, not done after all ---


def test_a_step_is_ticked_off_the_next_one_is_near_and_it_is_undone(couple):
    anna, root = couple.mentee, couple.adds("Borrow books")
    couple.adds("Ring to the library", root.id)
    couple.adds("Get a card", root.id)
    anna.types("/goals").taps("Borrow books").taps("Ring to the library").taps("It's done").sees("It's done.")
    undo = undo_button(anna)
    anna.taps("Up").sees("✓ Ring to the library").taps_raw(undo).sees("Ring to the library")
    assert titles(couple, GoalState.DONE) == []


def test_after_the_last_step_a_new_one_is_offered(couple):
    anna, root = couple.mentee, couple.adds("Borrow books")
    couple.adds("Ring to the library", root.id)
    anna.types("/goals").taps("Borrow books").taps("Ring to the library").taps("It's done")
    assert anna.labels()[0] == "Add another step"
    anna.taps("See it").taps("Not done after all").sees("It's open again.").taps("Undo").sees("Done today.")


def test_the_mentor_ticks_off_too_and_a_second_tap_changes_nothing(couple):
    jonas, step = couple.mentor, couple.adds("Ring to the library")
    jonas.types("/goals").taps("Ring to the library").taps("It's done").taps_raw(encode(actions.Tick(step.id)))
    jonas.sees("It's done.").taps("Undo")
    assert titles(couple) == ["Ring to the library"]


def test_what_was_ticked_and_unticked_since_is_left_as_it_is(couple):
    anna = couple.mentee
    couple.adds("Ring to the library")
    anna.types("/goals").taps("Ring to the library").taps("It's done")
    undo = undo_button(anna)
    anna.taps("See it").taps("Not done after all").taps_raw(undo).sees("changed again since")


# --- Put away, and back ---


def test_what_is_put_away_takes_its_steps_along_and_brings_them_back(couple):
    anna, root = couple.mentee, couple.adds("Borrow books")
    couple.adds("Ring to the library", root.id)
    couple.adds("Swim")
    anna.types("/goals").taps("Borrow books").taps("Change").taps("Put it away").sees("It's put away.")
    anna.types("/goals")
    assert "Borrow books" not in anna.text
    anna.taps("Put away").sees("Each of these can come back").taps("Borrow books").sees("It's put away.")
    anna.taps("Bring it back").sees("It's back.").taps("See it").sees("• Ring to the library")
    anna.taps_raw(encode(actions.BringBack(root.id))).sees("It's back.")


def test_bringing_back_is_undone(couple):
    anna, root = couple.mentee, couple.adds("Borrow books", state=GoalState.ARCHIVED)
    anna.taps_raw(encode(actions.BringBack(root.id))).taps("Undo")
    assert titles(couple, GoalState.ARCHIVED) == ["Borrow books"]


def test_what_was_done_comes_back_as_done_on_its_day(world, couple):
    anna, step = couple.mentee, couple.adds("Ring to the library")
    anna.taps_raw(encode(actions.Tick(step.id))).taps("See it").taps("Put it away")
    done_at = by_title(couple, "Ring to the library").done_at
    anna.taps_raw(encode(actions.BringBack(step.id))).taps("See it").sees("Done today.")
    assert by_title(couple, "Ring to the library").done_at == done_at is not None


def test_a_step_under_something_put_away_says_so_and_nothing_can_be_done_with_it(couple):
    anna, root = couple.mentee, couple.adds("Borrow books", state=GoalState.ARCHIVED)
    step = couple.adds("Ring to the library", root.id)
    anna.taps_raw(encode(actions.GoalCard(step.id))).sees("What it lies under is put away.")
    assert anna.labels() == ["Up"]
    for stale in (actions.Tick, actions.AskStep, actions.AskRename, actions.GoalMore, actions.AskOrder):
        anna.taps_raw(encode(stale(step.id))).sees("Hi Anna")
    assert by_title(couple, "Ring to the library").state is GoalState.OPEN


def test_what_lies_under_something_put_away_is_not_brought_back_alone(couple):
    anna, root = couple.mentee, couple.adds("Borrow books", state=GoalState.ARCHIVED)
    step = couple.adds("Ring to the library", root.id, state=GoalState.ARCHIVED)
    anna.taps_raw(encode(actions.BringBack(step.id))).sees("Hi Anna")
    anna.taps_raw(encode(actions.PutAway(couple.pair.id, 9)))
    assert "Borrow books" in anna.labels()
    assert "Ring to the library" not in anna.labels()


def test_an_empty_shelf_says_so(couple):
    couple.mentee.taps_raw(encode(actions.PutAway(couple.pair.id, 0))).sees("Nothing is put away.")


def test_the_mentor_sees_no_shelf(couple):
    couple.adds("Borrow books", state=GoalState.ARCHIVED)
    couple.mentor.types("/goals")
    assert "Put away" not in couple.mentor.labels()
    couple.mentor.taps_raw(encode(actions.PutAway(couple.pair.id, 0))).sees("Hi Jonas")


# --- Under another goal ---


def test_a_goal_is_moved_level_by_level_and_it_is_undone_later(couple):
    anna, books = couple.mentee, couple.adds("Borrow books")
    card = couple.adds("Get a card", books.id)
    couple.adds("Find the papers")
    anna.types("/goals").taps("Find the papers").taps("Change").taps("Under another goal")
    anna.sees("Where does it belong?", "Now it stands on its own.").taps("Borrow books").taps("Get a card")
    anna.sees("You're looking into: Get a card").taps("Here").sees("Find the papers", "Now it's part of: Get a card")
    undo = undo_button(anna)
    assert under(couple, "Find the papers") == "Get a card"
    anna.taps_raw(encode(actions.Tick(card.id)))
    anna.taps_raw(undo)
    assert under(couple, "Find the papers") is None


def test_a_step_is_moved_out_to_stand_on_its_own(couple):
    anna, books = couple.mentee, couple.adds("Borrow books")
    step = couple.adds("Swim", books.id)
    anna.taps_raw(encode(actions.AskUnder(step.id, 0, 0))).sees("Now it's part of: Borrow books")
    assert anna.labels()[0] == "On its own"
    anna.taps("On its own").sees("Now it stands on its own.").taps("Undo")
    assert under(couple, "Swim") == "Borrow books"


def test_looking_into_where_it_lies_offers_no_move_there(couple):
    anna, books = couple.mentee, couple.adds("Borrow books")
    step = couple.adds("Swim", books.id)
    anna.taps_raw(encode(actions.AskUnder(step.id, books.id, 0)))
    assert anna.labels() == ["Up", "Never mind"]


def test_a_goal_is_never_moved_under_itself_or_its_own_or_into_another_persons_tree(world, couple):
    anna, root = couple.mentee, couple.adds("Borrow books")
    step = couple.adds("Get a card", root.id)
    deep = couple.adds("Find the papers", step.id)
    foreign = Couple(world, ("Karen", "Bo"), programme="Peer Kolding").adds("Zyxhemmelig")
    for place in (root, step, deep, foreign):
        for action in (actions.MoveGoal(root.id, place.id), actions.AskUnder(root.id, place.id, 0)):
            anna.taps_raw(encode(action)).sees("Hi Anna")
            assert "Zyxhemmelig" not in str(anna.last)
    assert by_title(couple, "Borrow books").parent is None


def test_the_same_move_twice_is_one(couple):
    anna, books, swim = couple.mentee, couple.adds("Borrow books"), couple.adds("Swim")
    twice = encode(actions.MoveGoal(swim.id, books.id))
    anna.taps_raw(twice).taps_raw(twice).sees("Now it's part of: Borrow books").taps("Undo")
    assert under(couple, "Swim") is None


def test_a_move_is_not_undone_into_a_circle(couple):
    anna, books, swim = couple.mentee, couple.adds("Borrow books"), couple.adds("Swim")
    step = couple.adds("Find the papers", books.id)
    anna.taps_raw(encode(actions.MoveGoal(step.id, swim.id)))
    undo = undo_button(anna)
    anna.taps_raw(encode(actions.MoveGoal(books.id, step.id))).taps_raw(undo).sees("changed again since")
    assert under(couple, "Find the papers") == "Swim"


def test_a_move_is_not_undone_into_something_put_away_and_says_why(couple):
    anna, books, swim = couple.mentee, couple.adds("Borrow books"), couple.adds("Swim")
    step = couple.adds("Find the papers", books.id)
    anna.taps_raw(encode(actions.MoveGoal(step.id, swim.id)))
    undo = undo_button(anna)
    anna.taps_raw(encode(actions.Archive(books.id))).taps_raw(undo).sees("What it lay under is put away")


def test_a_move_that_was_moved_on_since_is_left_as_it_is(couple):
    anna, books, swim = couple.mentee, couple.adds("Borrow books"), couple.adds("Swim")
    step = couple.adds("Find the papers")
    anna.taps_raw(encode(actions.MoveGoal(step.id, swim.id)))
    undo = undo_button(anna)
    anna.taps_raw(encode(actions.MoveGoal(step.id, books.id))).taps_raw(undo).sees("changed again since")


def test_with_many_goals_the_places_are_paged(couple):
    anna = couple.mentee
    for number in range(7):
        couple.adds(f"Goal {number}")
    moved = couple.adds("Swim")
    anna.taps_raw(encode(actions.AskUnder(moved.id, 0, 0)))
    seen = set(anna.labels())
    assert "Swim" not in seen
    seen |= set(anna.taps("More").labels())
    assert {f"Goal {number}" for number in range(7)} <= seen


# --- Up and down ---


def test_a_goal_goes_up_and_down_and_to_the_top(couple):
    anna = couple.mentee
    for title in ("Books", "Swim", "Cook"):
        couple.adds(title)
    anna.types("/goals").taps("Cook").taps("Change").taps("Up or down").sees("What comes first?")
    anna.taps("Further up")
    assert row(couple) == ["Books", "Cook", "Swim"]
    anna.taps("Further up").taps("Further down").taps("Further down").taps("To the top")
    assert row(couple) == ["Cook", "Books", "Swim"]
    anna.taps("Undo")
    assert row(couple) == ["Books", "Swim", "Cook"]
    anna.taps("That's good").sees("Cook")


def test_the_same_place_twice_is_one_change(couple):
    anna = couple.mentee
    couple.adds("Books")
    swim = couple.adds("Swim")
    twice = encode(actions.PutAt(swim.id, 0))
    anna.taps_raw(twice).taps_raw(twice).taps("Undo")
    assert row(couple) == ["Books", "Swim"]


def test_the_order_is_not_undone_when_the_row_was_put_otherwise_since(couple):
    anna, books, swim = couple.mentee, couple.adds("Books"), couple.adds("Swim")
    anna.taps_raw(encode(actions.PutAt(swim.id, 0)))
    undo = undo_button(anna)
    anna.taps_raw(encode(actions.PutAt(books.id, 0))).taps_raw(undo).sees("changed again since")
    anna.taps_raw(encode(actions.PutAt(swim.id, 0)))
    undo = undo_button(anna)
    anna.taps_raw(encode(actions.Tick(swim.id))).taps_raw(undo).sees("Done today.")
    assert row(couple) == ["Books", "Swim"]


# --- A mentor's suggestion ---


def test_a_mentors_step_is_a_suggestion_that_the_mentee_takes(couple):
    jonas, anna = couple.mentor, couple.mentee
    couple.adds("Borrow books")
    jonas.types("/goals").sees("What Anna would like").taps("Borrow books").taps("Add a small step")
    jonas.sees("Anna sees it, and decides").types("Visit on a Tuesday").sees("I'll show it to Anna")
    anna.sees("Jonas has a suggestion for you.", "Visit on a Tuesday", "You decide.").taps("I'd like that")
    anna.sees("It's yours now.")
    jonas.sees("Anna liked your suggestion.", "Visit on a Tuesday")
    anna.taps("Undo").sees("A suggestion from Jonas")
    assert titles(couple, GoalState.SUGGESTED) == ["Visit on a Tuesday"]


def test_a_no_reaches_the_mentor_as_not_now_and_nothing_else(couple):
    jonas, anna = couple.mentor, couple.mentee
    jonas.types("/goals").taps("Suggest something").types("Go swimming").taps("See it").sees("Anna decides.")
    anna.taps("Not now").sees("Not now, then.")
    jonas.sees("Anna has looked at your suggestion: not now.")
    goal = by_title(couple, "Go swimming")
    jonas.taps_raw(encode(actions.GoalCard(goal.id))).sees("Go swimming", "Not now.")
    assert jonas.labels() == ["All goals"]
    jonas.types("/goals")
    assert "Go swimming" not in jonas.text


def test_a_suggestion_that_was_left_can_be_taken_later_and_the_mentor_hears(couple):
    jonas, anna = couple.mentor, couple.mentee
    jonas.types("/goals").taps("Suggest something").types("Go swimming")
    anna.taps("Not now").types("/goals").taps("Put away").taps("Go swimming").taps("Bring it back")
    jonas.sees("Anna liked your suggestion.", "Go swimming")
    assert titles(couple) == ["Go swimming"]


def test_the_mentor_words_a_suggestion_until_it_is_taken(couple):
    jonas, anna = couple.mentor, couple.mentee
    jonas.types("/goals").taps("Suggest something").types("Swim").taps("Other words").types("Go swimming")
    anna.types("/goals").taps("Go swimming").taps("I'd like that")
    goal = by_title(couple, "Go swimming")
    jonas.taps_raw(encode(actions.AskRename(goal.id))).sees("Hi Jonas")
    jonas.taps_raw(encode(actions.GoalMore(goal.id))).sees("Hi Jonas")
    anna.taps_raw(encode(actions.LeaveGoal(goal.id))).sees("Hi Anna")


# --- The step for the next meeting ---


def test_the_first_open_step_is_suggested_first_and_the_choice_is_undone(couple):
    anna, books = couple.agrees().mentee, couple.adds("Borrow books")
    couple.adds("Ring to the library", books.id)
    couple.adds("Get a card", books.id)
    anna.types("/home").taps("Choose a small step")
    assert anna.labels()[:2] == ["Ring to the library", "Get a card"]
    anna.taps("Get a card").sees("Your small step for Thursday 26 November", "Get a card")
    anna.types("/home").sees("Your small step: Get a card").types("/goals").taps("Borrow books").taps("Get a card")
    anna.sees("It's the small step for your next meeting.")
    couple.mentor.types("/home").sees("Your small step: Get a card")
    anna.taps_raw(encode(actions.ChooseStep(couple.first.id))).taps("Ring to the library").taps("Undo")
    anna.sees("Small step: Get a card")


def test_a_new_step_is_written_for_the_meeting_and_undone_as_a_whole(couple):
    anna = couple.agrees().mentee
    couple.adds("Borrow books")
    anna.types("/home").taps("Choose a small step").taps("Something new").sees("What is a small step?", "You and Jonas")
    anna.types("Ring to the library").sees("Your small step for Thursday", "Ring to the library")
    assert under(couple, "Ring to the library") == "Borrow books"
    assert couple.first.step == by_title(couple, "Ring to the library").id
    anna.taps("Undo").sees("You and Jonas meet on Thursday")
    assert couple.first.step is None
    assert titles(couple) == ["Borrow books"]


def test_with_several_goals_a_new_step_stands_on_its_own_until_it_is_moved(couple):
    anna = couple.agrees().mentee
    couple.adds("Borrow books")
    couple.adds("Swim")
    anna.types("/home").taps("Choose a small step").taps("Something new").types("Ring to the library")
    anna.taps("Under another goal").taps("Borrow books").taps("Here")
    assert under(couple, "Ring to the library") == "Borrow books"
    assert couple.first.step == by_title(couple, "Ring to the library").id


def test_a_mentors_new_step_for_the_meeting_is_a_suggestion(couple):
    jonas = couple.agrees().mentor
    jonas.types("/meetings").taps("Thursday 26 November at 16:30").taps("Choose a small step").taps("Something new")
    jonas.types("x" * 300).sees("200 characters").types("Ring to the library").sees("I'll show it to Anna")
    assert couple.first.step is None
    couple.mentee.sees("Jonas has a suggestion for you.", "Ring to the library")


def test_a_choice_is_not_undone_once_the_meeting_has_begun_and_says_why(world, couple):
    anna, step = couple.agrees().mentee, couple.adds("Ring to the library")
    couple.adds("Get a card")
    anna.taps_raw(encode(actions.StepFor(couple.first.id, step.id)))
    undo = undo_button(anna)
    world.now = couple.first.starts_at
    anna.taps_raw(undo).sees("The meeting has been, or was called off")
    assert couple.first.step == step.id
    for late in (actions.AskNewStep(couple.first.id), actions.StepFor(couple.first.id, step.id)):
        anna.taps_raw(encode(late)).sees("How did it go?")


def test_a_new_step_that_is_done_by_now_stays(couple):
    anna = couple.agrees().mentee
    anna.taps_raw(encode(actions.AskNewStep(couple.first.id))).types("Ring to the library")
    undo = undo_button(anna)
    anna.taps_raw(encode(actions.Tick(by_title(couple, "Ring to the library").id))).taps_raw(undo)
    anna.sees("changed again since")
    assert couple.first.step is not None


def test_words_that_come_after_the_meeting_began_show_the_meeting(world, couple):
    anna = couple.agrees().mentee
    world.now = couple.first.starts_at - timedelta(hours=1)
    anna.taps_raw(encode(actions.AskNewStep(couple.first.id)))
    world.now = couple.first.starts_at
    anna.types("Ring to the library").sees("How did it go?")
    assert couple.tree() == []


def test_a_chosen_step_that_is_put_away_is_shown_nowhere_and_another_is_asked_for(couple):
    anna, step = couple.agrees().mentee, couple.adds("Ring to the library")
    couple.chooses(step)
    anna.taps_raw(encode(actions.Archive(step.id))).types("/home")
    assert "Ring to the library" not in anna.text
    assert "Choose a small step" in anna.labels()
    anna.taps_raw(encode(actions.StepFor(couple.first.id, step.id))).sees("Hi Anna")


def test_many_steps_are_paged_and_long_ones_stand_in_full(couple):
    anna = couple.agrees().mentee
    long = "Ask at the desk which papers one needs for a card, and write them down"
    for number in range(5):
        couple.adds(f"Step {number}")
    couple.adds(long)
    anna.types("/home").taps("Choose a small step").taps("More").sees(long).taps("More")
    assert anna.labels()[0] == "Step 0"


def test_a_goal_that_was_divided_since_it_was_offered_leads_to_its_steps(couple):
    anna, books = couple.agrees().mentee, couple.adds("Borrow books")
    old = encode(actions.StepFor(couple.first.id, books.id))
    anna.taps_raw(old).sees("Your small step for Thursday").types("/home").sees("Your small step: Borrow books")
    couple.adds("Ring to the library", books.id)
    anna.types("/home").taps("Choose a small step")
    assert "Borrow books" not in anna.labels()
    anna.taps_raw(old).sees("It has small steps of its own now.").taps("Ring to the library")
    assert couple.first.step == by_title(couple, "Ring to the library").id


def test_a_goal_for_several_meetings_is_taken_up_and_not_called_a_small_step(couple):
    anna, books = couple.agrees().mentee, couple.adds("Borrow books", estimate=8)
    anna.types("/home").taps("Choose a small step").taps("Borrow books").sees("Chosen for Thursday 26 November")
    anna.types("/home").sees("You take up: Borrow books").types("/meetings").taps("Thursday 26 November at 16:30")
    anna.sees("You take up: Borrow books")
    anna.taps_raw(encode(actions.GoalCard(books.id))).sees("You take it up at your next meeting.")
    assert "mall step" not in anna.text


def test_after_a_meeting_a_goal_for_several_is_something_to_take_a_step_towards(world, couple):
    jonas, _ = couple.agrees().mentor, couple.adds("Borrow books", estimate=8)
    world.now = couple.first.ends_at
    jonas.taps_raw(encode(actions.Met(couple.first.id)))
    jonas.sees("For Thursday 3 December, you could take a small step towards: Borrow books")
    jonas.taps("Choose a small step").sees("A small step for Thursday 3 December")


# --- Danish ---


def test_the_same_in_danish(world):
    couple = Couple(world, language="da").agrees()
    jonas, anna = couple.mentor, couple.mentee
    anna.types("/maal").taps("Noget, jeg gerne vil").types("Låne bøger igen").taps("3")
    anna.sees("Du tror, det tager omkring tre møder").taps("Tilføj det første lille skridt").types(
        "Ringe til biblioteket"
    )
    anna.types("/hjem").taps("Vælg et lille skridt").taps("Noget nyt").types("Få et lånerkort").taps("Fortryd")
    jonas.types("/maal").taps("Foreslå noget").types("Gå en tur")
    anna.sees("Jonas har et forslag til dig").taps("Ikke nu").sees("Så ikke nu.")
    jonas.sees("Anna har set dit forslag: ikke nu.")
    anna.types("/maal").sees("Omkring tre møder tilbage: med ét om ugen bliver det", "Jeres forløb løber til")
    anna.taps("Lagt væk").taps("Gå en tur").taps("Tag det frem igen").sees("Det er fremme igen.").taps("Se det")
    anna.taps("Lav om").taps("Under et andet mål").taps("Låne bøger igen").taps("Her").sees("Nu er det en del af")
    anna.taps("Se det").taps("Lav om").taps("Op eller ned").taps("Længere op").sees("Hvad kommer først?").taps(
        "Fortryd"
    )
