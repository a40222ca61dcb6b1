"""What is usual in a programme, for its people and for its pairs; each typed or tapped, said back, and undone."""

from dataclasses import replace
from datetime import datetime, time

from markupsafe import Markup

from bot.mentoring.programmes import Programme
from handlers import actions
from handlers.access import Stale, runs
from handlers.actions import Setting
from handlers.desk.setting_kinds import KINDS, LONGEST, Kind, Values
from handlers.screen import Button, Screen, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Said, Tap
from handlers.texts import too_long
from handlers.wording import in_rows
from storage.changes import Change
from storage.unit import Unit

SET = "programme.setting"
# What stands on the card of the pairs.
OF_PAIRS = frozenset({"months", "rhythm", "places_not_to_meet"})


def card(tap: Tap[actions.ProgrammeSettings], unit: Unit, say: Speech) -> Screen:
    """How everything is set, and a button for each."""
    return settings_card(tap.action.programme, unit, say)


def settings_card(number: int, unit: Unit, say: Speech) -> Screen:
    """How everything is set but for what is of pairs, and a button for each."""
    programme = unit.programmes.get(number)
    buttons, told = _listed(programme, say, of_pairs=False)
    begins = say("Quiet hours are where new people begin; each can choose otherwise.")
    back = Button(say("Programme"), actions.ProgrammeCard(number))
    return Screen(paragraphs(bold(say("What is usual here")), told, begins), (*in_rows(buttons, 2), (back,)))


def pairs(tap: Tap[actions.PairSettings], unit: Unit, say: Speech) -> Screen:
    """What is usual for pairs, and a button for each."""
    return pairs_card(tap.action.programme, unit, say)


def pairs_card(number: int, unit: Unit, say: Speech) -> Screen:
    """What is usual for pairs, and a button for each."""
    buttons, told = _listed(unit.programmes.get(number), say, of_pairs=True)
    begins = say("Length and rhythm are where new pairs begin; each can choose otherwise.")
    flags = Button(say("When a pair could use a hand"), actions.Limits(number, 0))
    back = Button(say("Programme"), actions.ProgrammeCard(number))
    rows = (*in_rows(buttons, 2), *column(flags, back))
    return Screen(paragraphs(bold(say("What is usual for pairs")), told, begins), rows)


def _listed(programme: Programme, say: Speech, *, of_pairs: bool) -> tuple[list[Button], Markup]:
    kinds = {each: kind for each, kind in KINDS.items() if kind.of_pairs is of_pairs}
    buttons = [Button(say(kind.label), actions.AskSetting(programme.id, each)) for each, kind in kinds.items()]
    told = [say("{label}: {value}", label=say(kind.label), value=kind.shown(programme, say)) for kind in kinds.values()]
    return buttons, lines(*told)


def ask(tap: Tap[actions.AskSetting], unit: Unit, say: Speech) -> Screen:
    """How shall it be?"""
    return _question(unit.programmes.get(tap.action.programme), tap.action.setting, None, say)


def said(said: Said, action: actions.SaySetting, unit: Unit, say: Speech) -> Screen:
    """In own words: kept, and said back."""
    programme, setting = unit.programmes.get(action.programme), action.setting
    if too_long(said.text, LONGEST):
        return _question(programme, setting, say("That's a long one. Can you say it shorter?"), say)
    values = KINDS[setting].reads(said.text, programme, say)
    if values is None:
        return _question(programme, setting, say("I don't understand that yet."), say)
    if setting is Setting.NAME and (same := unit.programmes.by_name(values["name"])) and same.id != programme.id:
        return _question(programme, setting, say("There is a programme with that name already."), say)
    return _set(programme, values, said.person.id, unit, say)


def no_places(tap: Tap[actions.NoPlaces], unit: Unit, say: Speech) -> Screen:
    """Pairs meet wherever they like."""
    programme = unit.programmes.get(tap.action.programme)
    return _set(programme, {"places_not_to_meet": ""}, tap.person.id, unit, say)


def no_contact(tap: Tap[actions.NoContact], unit: Unit, say: Speech) -> Screen:
    """Newcomers read the coordinator's name alone."""
    return _set(unit.programmes.get(tap.action.programme), {"contact": ""}, tap.person.id, unit, say)


def set_language(tap: Tap[actions.SetProgrammeLanguage], unit: Unit, say: Speech) -> Screen:
    """This one."""
    programme = unit.programmes.get(tap.action.programme)
    return _set(programme, {"language": str(tap.action.language)}, tap.person.id, unit, say)


def set_rhythm(tap: Tap[actions.SetProgrammeRhythm], unit: Unit, say: Speech) -> Screen:
    """So often."""
    programme = unit.programmes.get(tap.action.programme)
    return _set(programme, {"rhythm": tap.action.rhythm}, tap.person.id, unit, say)


def _set(programme: Programme, values: Values, by: int, unit: Unit, say: Speech) -> Screen:
    before = _values(programme, values)
    if before == values:
        return _card_of(values, programme.id, unit, say)
    _write(programme.id, values, unit, say.now)
    change = unit.changes.add(by, SET, programme.id, before, values, say.now)
    screen = _card_of(values, programme.id, unit, say)
    undo = (Button(say("Undo"), actions.Undo(change)),)
    return replace(screen, text=paragraphs(say("It's changed."), screen.text), rows=(undo, *screen.rows))


def _card_of(values: Values, number: int, unit: Unit, say: Speech) -> Screen:
    """The card on which these stand."""
    return (settings_card if OF_PAIRS.isdisjoint(values) else pairs_card)(number, unit, say)


def _question(programme: Programme, setting: Setting, first: Markup | None, say: Speech) -> Screen:
    kind = KINDS[setting]
    return Screen(
        paragraphs(
            first,
            bold(say(kind.question)),
            say("Now: {value}.", value=kind.shown(programme, say)),
            say(kind.hint),
        ),
        (*column(*kind.choices(programme, say)), (_back(programme.id, kind, say),)),
        asks=actions.SaySetting(programme.id, setting),
    )


def _back(programme: int, kind: Kind, say: Speech) -> Button:
    return Button(
        say("Back"), actions.PairSettings(programme) if kind.of_pairs else actions.ProgrammeSettings(programme)
    )


# --- Written, and taken back -------------------------------------------------------------------------------


def _values(programme: Programme, like: Values) -> Values:
    """How the same columns stand now, as plain JSON."""
    found = {name: getattr(programme, name) for name in like}
    return {name: f"{value:%H:%M}" if isinstance(value, time) else value for name, value in found.items()}


def _write(programme: int, values: Values, unit: Unit, now: datetime) -> None:
    times = {"quiet_from", "quiet_until", "digest_time"}
    changed = {name: time.fromisoformat(value) if name in times else value for name, value in values.items()}
    unit.programmes.change(programme, changed, now)
    for each in unit.absences.in_programme(programme) if "zone" in values else ():
        # The tick decides on it by the new clock, and tells whoever it concerns.
        unit.absences.due_again(each.id, now)


def undo(change: Change, unit: Unit, say: Speech) -> None:
    """As it was before; raises Stale when it has been set otherwise since, or the name is another's by now."""
    programme = unit.programmes.get(change.target)
    if _values(programme, change.after) != change.after:
        raise Stale
    taken = unit.programmes.by_name(change.before["name"]) if "name" in change.before else None
    if taken is not None and taken.id != programme.id:
        raise Stale
    _write(programme.id, change.before, unit, say.now)


def show(change: Change, unit: Unit, say: Speech) -> Screen:
    """How everything is set then; raises LookupError when it is no longer the person's to see."""
    if not runs(change.person, change.target, unit):
        raise LookupError("not a coordinator here any more")
    return _card_of(change.after, change.target, unit, say)
