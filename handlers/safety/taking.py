"""The coordinator's side: what was asked, I'm on it, and who else heard of it."""

from collections.abc import Sequence
from datetime import timedelta

from markupsafe import Markup

from bot.mentoring.alerts import Alert, AlertKind, AlertState
from handlers import actions
from handlers.access import Stale, is_told, leads
from handlers.desk.looking import hears
from handlers.desk.overview import apart, name_of, to_desk
from handlers.notice import Dropped, Notice
from handlers.safety.ringing import HEARD, OTHERS, TAKEN, hearers, round_of, untaken
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from storage.changes import Change
from storage.states import Priority
from storage.unit import Unit

TOOK = "alert.taken"
_UNDO_WITHIN = timedelta(hours=24)
_SHOWN = 2


def card(tap: Tap[actions.AlertCard], unit: Unit, say: Speech) -> Screen:
    """How it stands."""
    return alert_card(unit.alerts.get(tap.action.alert), tap.person.id, unit, say)


def take(tap: Tap[actions.TakeAlert], unit: Unit, say: Speech) -> Screen:
    """Whoever is first is on it, and whoever asked hears it; a second tap shows who that is."""
    alert, me = unit.alerts.get(tap.action.alert), tap.person.id
    if unit.alerts.take(alert.id, me, tap.now):
        change = unit.changes.add(me, TOOK, alert.id, {}, {}, tap.now)
        worried = alert.kind is AlertKind.WORRIED
        kind, priority = (TAKEN, Priority.ALERT) if worried else (HEARD, Priority.NOTICE)
        facts = {"alert": alert.id}
        # A mentor hears of each change, as they heard that nobody was on it; "has your message" stays true when undone.
        once = f"{kind}:{alert.id}:{change}" if worried else f"{kind}:{alert.id}:by:{me}"
        unit.outbox.notice(kind, unit.people.get(alert.by), once, facts, tap.now, priority=priority)
        for each in hearers(alert, unit) if worried else []:
            if each.id != me:
                unit.outbox.notice(OTHERS, each, f"{OTHERS}:{alert.id}:{change}:{each.id}", facts, tap.now)
    return alert_card(unit.alerts.get(alert.id), me, unit, say)


def alert_card(alert: Alert, me: int, unit: Unit, say: Speech, again: Markup | None = None) -> Screen:
    """What was asked and by whom, and who is on it; whoever asked can read that it was seen."""
    hears(me, alert, unit, say)
    asker = unit.people.get(alert.by)
    name = name_of(asker, say)
    pair = (
        Button(say("See the pair"), actions.PairCard(alert.pair))
        if alert.pair and leads(me, alert.programme, unit)
        else None
    )
    desk = to_desk(alert.programme, say)
    write = None if asker.erased else say("Tap the name to write: {name}", name=_mention(asker.chat, name))
    about = lines(_about(alert, unit, say), write)
    if alert.state is AlertState.OPEN:
        on_it = Button(say("I'm on it"), actions.TakeAlert(alert.id), Style.PRIMARY)
        return Screen(paragraphs(bold(_title(alert, name, say)), about, again), column(on_it, pair, desk))
    if alert.state is AlertState.BACK or alert.taken_by is None:
        return Screen(paragraphs(bold(say("{name} has taken it back", name=name))), column(desk))
    when = say.when(alert.taken_at or alert.at)
    if alert.taken_by != me:
        taker = name_of(unit.people.get(alert.taken_by), say)
        title, told = say("{name} is on it", name=taker), say("Since {when}.", when=when)
        return Screen(paragraphs(bold(title), lines(about, told)), column(pair, desk))
    undo = unit.changes.last_of(me, TOOK, alert.id)
    told = say("{name} hears from me that you get in touch.", name=name)
    rows = column(pair, Button(say("Undo"), actions.Undo(undo)) if undo else None, desk)
    return Screen(paragraphs(bold(say("You're on it")), lines(about, told)), rows)


def _title(alert: Alert, name: Markup, say: Speech) -> Markup:
    if alert.kind is AlertKind.WORRIED:
        return say("{name} needs you now.", name=name)
    return say("{name} would like to hear from you.", name=name)


def _about(alert: Alert, unit: Unit, say: Speech) -> Markup:
    name = name_of(unit.people.get(alert.by), say)
    when = say.when(alert.at)
    if alert.kind is AlertKind.WORRIED and alert.pair is not None:
        mentee = name_of(unit.people.get(unit.pairs.get(alert.pair).mentee), say)
        return say("{name} is worried about {mentee}, and said so {when}.", name=name, mentee=mentee, when=when)
    return say("{name} asked {when}. I don't ask why.", name=name, when=when)


def _mention(chat: int, name: Markup) -> Markup:
    return Markup('<a href="tg://user?id={}">{}</a>').format(chat, name)


def take_back(change: Change, unit: Unit, say: Speech) -> None:
    """Undo: it is open again, and the coordinators hear of it anew."""
    alert = unit.alerts.get(change.target)
    late = say.now - change.at > _UNDO_WITHIN
    if late or alert.taken_by != change.person or not is_told(change.person, alert, unit):
        raise Stale
    worried = alert.kind is AlertKind.WORRIED
    unit.alerts.reopen(alert.id, say.now if worried else None)
    if worried:
        untaken(unit.alerts.get(alert.id), {"undone": change.id}, unit, say.now)


def show(change: Change, unit: Unit, say: Speech) -> Screen:
    """How it stands then; raises LookupError when it is no longer the person's to see."""
    alert = unit.alerts.get(change.target)
    if not is_told(change.person, alert, unit):
        raise LookupError("not at the desk here any more")
    return alert_card(alert, change.person, unit, say)


# --- On the desk and in the digest -------------------------------------------------------------------------


def digest_lines(programme: int, but: int, unit: Unit, say: Speech) -> tuple[list[Markup], list[Button]]:
    """What nobody has taken yet, worries first: a line and a button for each, but for one's own."""
    waiting: Sequence[Alert] = [each for each in unit.alerts.open_in(programme) if each.by != but][:_SHOWN]
    for each in waiting:
        hears(but, each, unit, say)
    names = [name_of(unit.people.get(each.by), say) for each in waiting]
    told = [say("• {words}", words=_about(each, unit, say)) for each in waiting]
    labels = [_label(each, name, say) for each, name in zip(waiting, names, strict=True)]
    buttons = [Button(words, actions.AlertCard(each.id)) for words, each in zip(apart(labels), waiting, strict=True)]
    return told, buttons


def _label(alert: Alert, name: Markup, say: Speech) -> Markup:
    if alert.kind is AlertKind.WORRIED:
        return say("{name} is worried", name=name)
    return say("{name} would like a word", name=name)


# --- Notices -----------------------------------------------------------------------------------------------


def asked(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """A coordinator hears it, while it is open and theirs, and only the newest round of it."""
    alert = unit.alerts.get(notice["alert"])
    if alert.state is not AlertState.OPEN:
        return Dropped(alert.state.value)
    if round_of(alert) != notice["round"]:
        return Dropped("asked_again")
    maybe = say("This may have reached you before.") if "again" in notice.facts else None
    more = say("Nobody has answered yet. I go on asking until one of you takes it.") if alert.rounds > 1 else None
    first = say("I ask again every half hour until one of you takes it.")
    worried = (more or first) if alert.kind is AlertKind.WORRIED else None
    return alert_card(alert, notice.reader.id, unit, say, lines(worried, maybe))


def others(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The coordinators who were told, too, hear who is on it."""
    alert = unit.alerts.get(notice["alert"])
    if alert.state is not AlertState.TAKEN or alert.taken_by is None:
        return Dropped("not_taken")
    return alert_card(alert, notice.reader.id, unit, say)
