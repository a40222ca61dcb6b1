"""What is usual in a programme: its name, clock, quiet hours, digest and length; each typed, said back, and undone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from markupsafe import Markup

from bot.mentoring.cadence import to_local
from bot.mentoring.phrases import Unclear
from bot.mentoring.programmes import Programme
from handlers import actions, moments, zones
from handlers.access import Stale, runs
from handlers.actions import Setting
from handlers.screen import Button, Screen, bold, lines, paragraphs
from handlers.settings_cards import quiet_words
from handlers.speech import Speech, capital, mark
from handlers.tap import Said, Tap
from handlers.texts import one_line, too_long
from handlers.wording import length_words, number_in
from storage.changes import Change
from storage.unit import Unit

SET = "programme.setting"
NAME_LONGEST, MONTHS_LONGEST = 60, 36
# Columns by name, as plain JSON: what a change remembers, and an undo brings back.
Values = dict[str, Any]
Reads = Callable[[str, Programme, Speech], Values | None]


@dataclass(frozen=True)
class Kind:
    """One setting: what it is called, the question, an example, how it stands, and how words for it are read."""

    label: str
    question: str
    hint: str
    shown: Callable[[Programme, Speech], Markup]
    reads: Reads


def card(tap: Tap[actions.ProgrammeSettings], unit: Unit, say: Speech) -> Screen:
    """How everything is set, and a button for each."""
    return settings_card(tap.action.programme, unit, say)


def settings_card(number: int, unit: Unit, say: Speech) -> Screen:
    """How everything is set, and a button for each."""
    programme = unit.programmes.get(number)
    buttons = [Button(say(kind.label), actions.AskSetting(number, each)) for each, kind in KINDS.items()]
    flags = Button(say("When a pair could use a hand"), actions.Limits(number, 0))
    back = Button(say("Programme"), actions.ProgrammeCard(number))
    told = [say("{label}: {value}", label=say(kind.label), value=kind.shown(programme, say)) for kind in KINDS.values()]
    return Screen(
        paragraphs(
            bold(say("What is usual here")),
            lines(*told),
            say("Quiet hours and length are where new people and pairs begin; each can choose otherwise."),
        ),
        (tuple(buttons[:2]), tuple(buttons[2:4]), tuple(buttons[4:]), (flags,), (back,)),
    )


def ask(tap: Tap[actions.AskSetting], unit: Unit, say: Speech) -> Screen:
    """How shall it be?"""
    return _question(unit.programmes.get(tap.action.programme), tap.action.setting, None, say)


def said(said: Said, action: actions.SaySetting, unit: Unit, say: Speech) -> Screen:
    """In own words: kept, and said back."""
    programme, setting = unit.programmes.get(action.programme), action.setting
    values = KINDS[setting].reads(said.text, programme, say)
    if values is None:
        return _question(programme, setting, say("I don't understand that yet."), say)
    if setting is Setting.NAME and (same := unit.programmes.by_name(values["name"])) and same.id != programme.id:
        return _question(programme, setting, say("There is a programme with that name already."), say)
    before = _values(programme, values)
    if before == values:
        return settings_card(programme.id, unit, say)
    _write(programme.id, values, unit, said.now)
    change = unit.changes.add(said.person.id, SET, programme.id, before, values, said.now)
    screen = settings_card(programme.id, unit, say)
    undo = (Button(say("Undo"), actions.Undo(change)),)
    return replace(screen, text=paragraphs(say("It's changed."), screen.text), rows=(undo, *screen.rows))


def _question(programme: Programme, setting: Setting, first: Markup | None, say: Speech) -> Screen:
    kind = KINDS[setting]
    return Screen(
        paragraphs(
            first,
            bold(say(kind.question)),
            say("Now: {value}.", value=kind.shown(programme, say)),
            say(kind.hint),
        ),
        ((Button(say("Back"), actions.ProgrammeSettings(programme.id)),),),
        asks=actions.SaySetting(programme.id, setting),
    )


# --- Each of them ------------------------------------------------------------------------------------------


def _name(text: str, _programme: Programme, _say: Speech) -> Values | None:
    name = one_line(text)
    return None if not name or too_long(name, NAME_LONGEST) else {"name": name}


def _zone(text: str, _programme: Programme, _say: Speech) -> Values | None:
    found = zones.find(text)
    return {"zone": found[0]} if len(found) == 1 else None


def _quiet(text: str, _programme: Programme, say: Speech) -> Values | None:
    found = moments.stretch(text, say.language)
    return {"quiet_from": f"{found[0]:%H:%M}", "quiet_until": f"{found[1]:%H:%M}"} if found else None


def _digest(text: str, programme: Programme, say: Speech) -> Values | None:
    """A weekday, a time, or both; what was not said stays."""
    answer = moments.read(text, to_local(say.now, programme.zone), say.language)
    if isinstance(answer, Unclear) or answer.hours or len(answer.weekdays) > 1 or (answer.every or 1) != 1:
        return None
    at = programme.digest_time if answer.time is None else answer.time
    day = answer.weekdays[0] if answer.weekdays else programme.digest_weekday
    named = answer.weekdays or (answer.day is None and answer.time is not None)
    return {"digest_weekday": day, "digest_time": f"{at:%H:%M}"} if named else None


def _months(text: str, _programme: Programme, _say: Speech) -> Values | None:
    months = number_in(text)
    return {"months": months} if months is not None and 1 <= months <= MONTHS_LONGEST else None


def _when(programme: Programme, say: Speech) -> Markup:
    at = say.clock(programme.digest_time)
    return capital(say("{day} at {time}", day=say.weekday(programme.digest_weekday), time=at))


KINDS: Mapping[Setting, Kind] = {
    Setting.NAME: Kind(
        mark("Name"),
        mark("What is the programme called?"),
        mark("Everybody in it sees the name."),
        lambda programme, _: Markup.escape(programme.name),
        _name,
    ),
    Setting.ZONE: Kind(
        mark("Time zone"),
        mark("Where is the programme?"),
        mark("Write a city or a country. The digest and the days away follow its clock."),
        lambda programme, say: zones.city(programme.zone, say),
        _zone,
    ),
    Setting.QUIET: Kind(
        mark("Quiet hours"),
        mark("When shall I not write by myself?"),
        mark("It is what new people begin with. Write it like <i>21 to 8</i>."),
        lambda programme, say: quiet_words(programme.quiet_from, programme.quiet_until, say),
        _quiet,
    ),
    Setting.DIGEST: Kind(
        mark("Digest"),
        mark("When shall the weekly digest come?"),
        mark("Write the day, the time or both, such as <i>Tuesday 9.00</i>."),
        _when,
        _digest,
    ),
    Setting.MONTHS: Kind(
        mark("Length"),
        mark("How many months does a course last?"),
        mark("It is what new pairs begin with. Write a number."),
        lambda programme, say: length_words(programme.months, say),
        _months,
    ),
}


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
    return settings_card(change.target, unit, say)
