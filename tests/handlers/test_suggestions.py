"""Who waits, and who might fit them: reasons in words, no numbers, and what a coordinator does from there."""

from bot.mentoring.pairs import PairState
from bot.mentoring.people import Role
from bot.mentoring.profiles import Chip, Profile
from handlers import actions
from storage import schema
from storage.states import Deed
from tests.handlers.conftest import ON_BOTH, come_in, count, places, waiting

pytestmark = ON_BOTH
LIKES = frozenset({Chip.WALKS, Chip.MUSIC})
THURSDAY_AFTERNOON = 10


def tells(world, phone, *chips, **values):
    """What somebody has told, straight into their place."""
    profile = Profile(chips=frozenset(chips), **{name: frozenset(value) for name, value in values.items()})
    world.write(lambda unit: unit.people.profile(places_of(unit, phone), profile))
    return phone


def places_of(unit, phone):
    """The number of the newest place that the phone's owner has."""
    return unit.people.places(unit.people.by_chat(phone.chat).id)[-1].id


def waits(world, name, role):
    """Somebody else who waits."""
    return come_in(world, name, role).taps("I'm ready to be matched")


def test_from_the_desk_to_a_suggestion_in_three_taps(world, mette, jonas, anna):
    for phone in (jonas, anna):
        tells(world, phone, Chip.WALKS, times={THURSDAY_AFTERNOON}, languages={"ar", "en"})
    mette.types("/home").taps("Waiting").sees("Jonas, mentor, since", "Anna, mentee, since").taps("Anna")
    mette.sees("Anna, mentee", "Waits since Friday 20 November")
    mette.sees("Jonas: both free Thursday afternoon; both like walks; both speak Arabic")
    mette.taps("Jonas").sees(
        "Jonas and Anna", "both free Thursday afternoon", "both speak Arabic", "asks both, privately"
    )
    assert mette.labels() == ["Propose", "Pair now", "All that Jonas told", "All that Anna told", "Waiting"]


def test_pair_now_makes_them_a_pair_and_both_hear_it(world, mette, jonas, anna):
    mette.taps("Waiting").taps("Anna").taps("Jonas").taps("Pair now").sees("Jonas and Anna are a pair")
    anna.sees("You and Jonas are a pair")
    jonas.sees("You and Anna are a pair")
    assert waiting(world, Role.MENTEE) == []


def test_the_best_comes_first_and_no_number_says_so(world, mette, jonas, anna):
    tells(world, anna, Chip.WALKS, Chip.WISH_WOMAN)
    ida = tells(world, waits(world, "Ida", Role.MENTOR), Chip.WALKS, Chip.WOMAN)
    tells(world, jonas, Chip.MAN)
    mette.taps("Waiting").taps("Anna")
    assert mette.labels()[:2] == ["Ida", "Jonas"]
    mette.sees("Ida: both like walks; as wished: a woman", "Jonas: nothing to compare yet")
    assert ida.person.name in mette.text


def test_a_no_is_never_suggested_and_a_doubt_is_to_be_asked_about(world, mette, jonas, anna):
    tells(world, anna, Chip.NO_MAN)
    tells(world, jonas, Chip.MAN)
    mette.taps("Waiting").taps("Anna").sees("Nobody who waits now could be suggested")
    tells(world, jonas, Chip.WALKS)
    mette.taps("Waiting").taps("Anna").sees("Jonas: ask first: not a man")
    tells(world, jonas, Chip.MAN)
    mette.taps("Jonas").sees("stands against it")
    assert "Propose" not in mette.labels()
    programme, mentor, mentee = 1, jonas.person.id, anna.person.id
    mette.follows(actions.ProposeMatch(programme, mentor, mentee))
    assert mette.last.toast is not None
    assert count(world, schema.proposals) == 0


def test_suggestions_are_paged(world, mette, anna):
    for number in range(7):
        waits(world, f"Mentor {number}", Role.MENTOR)
    mette.taps("Waiting").taps("Anna").sees("Page 1 of 3").taps("More").taps("More").sees("Mentor 6", "Page 3 of 3")


def test_all_that_was_told_is_there_for_the_coordinator_and_written_down(world, mette, anna):
    anna.taps("Change my answers").types("Somebody patient").taps("Skip").taps("Skip").taps("Tell a little more")
    anna.taps("What is a no").types("no dogs, please").taps("Done").taps("My age").taps("30 to 49")
    mette.taps("Waiting").taps("Anna").taps("All that was told")
    mette.sees("Would like: Somebody patient", "About: 30 to 49", "A no: no dogs, please")
    seen = world.read(lambda unit: unit.audit.about(anna_id(unit, anna)))
    assert Deed.READ in [each.what for each in seen]


def anna_id(unit, anna):
    return unit.people.by_chat(anna.chat).id


def test_somebody_who_told_nothing_would_rather_tell_in_person(world, mette, anna):
    mette.taps("Waiting").taps("Anna").taps("All that was told").sees("rather tell in person").taps("Who could fit")
    mette.sees("Nobody who waits now")


def test_whoever_was_matched_meanwhile_is_not_waiting_any_more(world, mette, jonas, anna):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    mette.taps("Waiting").taps("Anna")
    bo.taps("Waiting").taps("Anna").taps("Jonas")
    mette.taps("Jonas").taps("Pair now").sees("are a pair")
    bo.taps("Propose").sees("is waiting any more", "Nobody is waiting right now")
    bo.taps("Anna").sees("is waiting any more")
    assert count(world, schema.proposals) == 0
    assert len(world.read(lambda unit: unit.pairs.listed(1))) == 1


def test_those_who_have_met_are_not_suggested_again(world, mette, jonas, anna):
    mette.taps("Pair now").taps("Jonas").taps("Anna").taps("Undo")
    assert [pair.state for pair in pairs(world)] == [PairState.CLOSED]
    mette.types("/home").taps("Waiting").taps("Anna").sees("Nobody who waits now could be suggested")


def pairs(world):
    def read(unit):
        numbers = unit.connection.execute(schema.pairs.select()).all()
        return [unit.pairs.get(row.id) for row in numbers]

    return world.read(read)


def test_a_mentor_with_room_for_more_stays_on_the_list(world, mette, jonas, anna):
    tells(world, jonas, Chip.ROOM_2)
    ida = waits(world, "Ida", Role.MENTEE)
    mette.types("/home").taps("Waiting").taps("Anna").taps("Jonas").taps("Pair now")
    mette.taps("Waiting").taps("Ida").sees("Jonas: there is room for one more").taps("Jonas").taps("Pair now")
    assert waiting(world, Role.MENTOR) == waiting(world, Role.MENTEE) == []
    ida.sees("You and Jonas are a pair")


def test_found_by_name_is_the_card_with_suggestions(world, mette, jonas, anna):
    for number in range(6):
        waits(world, f"Mentor {number}", Role.MENTOR)
    mette.types("/home").taps("Waiting").taps("Find").types("anna").taps("Anna, mentee").sees("Waits since")


def test_in_danish(world):
    mette = world.phone("Mette", "da").opens(world.invitation(Role.COORDINATOR, language="da"))
    mette.follows(actions.Consent()).types("Mette")
    for name, role in (("Jonas", Role.MENTOR), ("Anna", Role.MENTEE)):
        phone = world.phone(name, "da").opens(world.invitation(role, language="da")).follows(actions.Consent())
        phone.types(name).taps("Gåture").taps("Færdig").types("torsdag eftermiddag").taps("Jeg er klar til et match")
    mette.types("/home").taps("Venteliste").taps("Anna").sees(
        "Jonas: begge har tid torsdag eftermiddag; begge kan lide gåture"
    )
    mette.taps("Jonas").taps("Foreslå").sees("Begge bliver spurgt hver for sig")


def test_what_is_said_in_own_words_is_there_to_be_judged(world, mette, jonas, anna):
    anna.taps("Tell a little more").taps("What is a no").types("no smokers").taps("Done")
    anna.taps("My wishes").types("somebody with a garden")
    mette.types("/home").taps("Waiting").taps("Anna").taps("Jonas")
    mette.sees("a no of Anna: no smokers", "a wish of Anna: somebody with a garden")


def test_two_programmes_that_look_alike_never_cross(world, mette, jonas, anna):
    far = come_in(world, "Mette", Role.COORDINATOR, "Peer Kolding")
    other = come_in(world, "Jonas", Role.MENTOR, "Peer Kolding").taps("I'm ready to be matched")
    for phone in (jonas, other, anna):
        tells(world, phone, Chip.WALKS)
    mette.types("/home").taps("Waiting").taps("Anna")
    assert mette.labels().count("Jonas") == 1
    far.types("/home").taps("Waiting").taps("Jonas").sees("Nobody who waits now could be suggested")
    place, theirs, hers = places(world, anna)[0].id, jonas.person.id, anna.person.id
    for action in (
        actions.WaitingCard(place, 0),
        actions.ToldCard(place),
        actions.MatchCard(1, theirs, hers),
        actions.ProposeMatch(1, theirs, hers),
    ):
        far.follows(action).sees("Peer Kolding")
        assert "Anna" not in far.text
    far.follows(actions.ProposeMatch(2, other.person.id, hers)).sees("is waiting any more")
    far.follows(actions.MatchCard(2, theirs, hers)).sees("is waiting any more")
    assert count(world, schema.proposals) == 0
    mette.taps("Jonas").taps("Propose")
    assert not [screen for screen in other.screens if "somebody you could meet" in screen.text]
    far.follows(actions.ProposedMatch(1)).sees("Peer Kolding")
    assert "Anna" not in far.text


def test_from_the_word_that_somebody_is_ready_it_is_a_tap_to_who_could_fit(world, mette, jonas, anna):
    come_in(world, "Kim", Role.MENTEE).types("/settings").taps("I'm ready to be matched")
    mette.sees("Kim is ready to be matched.", "Someone they could meet is waiting too.")
    assert mette.labels()[:2] == ["Who could fit", "Pair now"]
    mette.taps("Who could fit").sees("Kim, mentee", "Jonas")


def test_the_list_says_who_is_asked(world, mette, jonas, anna):
    mette.types("/home").taps("Waiting").taps("Anna").taps("Jonas").taps("Propose").taps("Waiting")
    mette.sees("Anna, mentee, since Friday 20 November: a match is proposed")


def test_a_mentor_who_has_no_more_room_is_said_to_have_none(world, mette, jonas, anna):
    mette.follows(actions.PairBoth(1, jonas.person.id, anna.person.id))
    waits(world, "Ida", Role.MENTEE)
    tells(world, jonas, Chip.ROOM_1)
    jonas.types("/settings").taps("I'm ready to be matched")
    mette.types("/home").taps("Waiting").taps("Jonas").sees("as many as they said they have room for")


def test_whoever_cannot_be_reached_here_is_asked_in_person(world, mette, jonas, anna):
    person = anna.person.id
    world.write(lambda unit: unit.people.unreachable(person, world.now))
    mette.types("/home").taps("Waiting").taps("Anna").taps("Jonas").sees("My messages don't get through to Anna")
    assert mette.labels()[0] == "Pair now"
    mette.follows(actions.ProposeMatch(1, jonas.person.id, person)).sees("So I can't ask here: ask both in person")
    assert count(world, schema.proposals) == 0
