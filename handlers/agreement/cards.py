"""The agreement's cards: one question at a time, and the whole of it."""

from datetime import datetime, time

from markupsafe import Markup

from bot.mentoring.cadence import to_instant
from bot.mentoring.pairs import Agreement, Form, Rhythm
from handlers import actions
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, capital
from handlers.wording import RHYTHMS, form_words, home_button, in_rows, label, rhythm_words

# The hours that have a button; every other time is typed.
HOURS = (10, 13, 15, 16, 17, 19)
USUAL_MONTHS = (6, 9)


def first_start(agreement: Agreement) -> datetime | None:
    """The instant of the first meeting, when there is a fixed time."""
    if agreement.rhythm is Rhythm.FREE or agreement.first is None or agreement.at is None:
        return None
    return to_instant(datetime.combine(agreement.first, agreement.at), agreement.zone)


def time_echo(agreement: Agreement, say: Speech) -> Markup | None:
    """The rhythm and the first time, as understood."""
    first = first_start(agreement)
    if first is None:
        return None
    return lines(rhythm_words(agreement, say), say("First time: {when}", when=say.full(first)))


def rhythm_question(agreement: Agreement, usual: Rhythm, asked: Markup, told: Markup, say: Speech) -> Screen:
    """How often? What was chosen before, or else is usual, comes first."""
    likely = agreement.rhythm or usual
    rhythms = [
        Button(say(RHYTHMS[rhythm]), actions.ChooseRhythm(agreement.id, rhythm), _primary(rhythm is likely))
        for rhythm in (likely, *(each for each in RHYTHMS if each is not likely))
    ]
    several = Button(say("Several times a week"), actions.ChooseSeveral(agreement.id))
    rows = (*in_rows((*rhythms, several), 2), (_back(agreement, say),))
    return Screen(paragraphs(bold(asked), told), rows)


def time_question(agreement: Agreement, say: Speech, first: Markup | None = None) -> Screen:
    """Which day and time? Typed, or chosen; `first` is a word about what was just typed."""
    days = [Button(_short_day(day, say), actions.ChooseDay(agreement.id, day)) for day in range(7)]
    if agreement.rhythm is Rhythm.MONTHLY:
        how = say("Write it as you would say it, such as <i>last Thursday of the month 16.30</i>, or choose a day.")
    else:
        how = say("Write it as you would say it, such as <i>Thursday 16.30</i>, or choose a day.")
    text = paragraphs(first, bold(say("Which day and time?")), how)
    again = Button(say("Another rhythm"), actions.AskRhythm(agreement.id))
    back = (_back(agreement, say),) if agreement.complete else ()
    return Screen(text, (*in_rows(days, 3), (again, *back)), asks=actions.SayTime(agreement.id))


def days_question(agreement: Agreement, say: Speech, first: Markup | None = None) -> Screen:
    """On which days of the week? Each tap turns one on or off."""

    def button(day: int) -> Button:
        chosen = day in agreement.weekdays
        words = Markup("✓ ") + _short_day(day, say) if chosen else _short_day(day, say)
        return Button(words, actions.PickDay(agreement.id, day, on=not chosen))

    days = [button(day) for day in range(7)]
    chosen = say.listed([say.weekday(day) for day in agreement.weekdays]) if agreement.weekdays else None
    told = say("Chosen: {days}.", days=chosen) if chosen else say("Two or three, by button, or written with the time.")
    further = Button(say("Go on"), actions.AskHour(agreement.id), Style.PRIMARY) if chosen else None
    back = Button(say("Another rhythm"), actions.AskRhythm(agreement.id))
    rows = (*column(further), *in_rows(days, 3), *column(back))
    return Screen(paragraphs(first, bold(say("On which days?")), told), rows, asks=actions.SayTime(agreement.id))


def enough_days(say: Speech) -> Markup:
    """More than three days a week is more than pairs keep."""
    return say("Up to three days a week is plenty. Which ones?")


def hour_question(agreement: Agreement, say: Speech) -> Screen:
    """What time on that day, or on those days?"""
    first, number = agreement.weekdays[0], agreement.id
    hours = [Button(say.clock(time(hour)), actions.ChooseHour(number, first, hour * 60)) for hour in HOURS]
    days = say.listed([say.weekday(day) for day in agreement.weekdays])
    asked = bold(say("At what time on {weekday}?", weekday=days))
    how = say("Choose a time, or write it, such as <i>16.30</i>.")
    several = len(agreement.weekdays) > 1
    again = actions.ChooseSeveral(number) if several else actions.AskTime(number)
    rows = (*in_rows(hours, 3), (Button(say("Other days") if several else say("Another day"), again),))
    return Screen(paragraphs(asked, how), rows, asks=actions.SayTime(number))


def day_question(agreement: Agreement, at: time, say: Speech) -> Screen:
    """The time was understood, and the day is missing."""
    minute = at.hour * 60 + at.minute
    days = [Button(_short_day(day, say), actions.ChooseHour(agreement.id, day, minute)) for day in range(7)]
    text = paragraphs(bold(say("On which day at {time}?", time=say.clock(at))))
    rows = (*in_rows(days, 3), (Button(say("Another time"), actions.AskTime(agreement.id)),))
    return Screen(text, rows, asks=actions.SayTime(agreement.id))


def form_question(agreement: Agreement, asked: Markup, say: Speech) -> Screen:
    """How will we meet? Says back the time first."""
    forms = [Button(form_words(form, say), actions.ChooseForm(agreement.id, form)) for form in Form]
    timed = agreement.rhythm is not Rhythm.FREE
    correct = Button(say("Another time"), actions.AskTime(agreement.id))
    anew = correct if timed else Button(say("Another rhythm"), actions.AskRhythm(agreement.id))
    change = _back(agreement, say) if agreement.complete else anew
    text = paragraphs(time_echo(agreement, say), bold(asked))
    return Screen(text, (*in_rows(forms, 3), (change,)))


def place_question(agreement: Agreement, asked: Markup, how: Markup, say: Speech, first: Markup | None) -> Screen:
    """Where? It can be skipped."""
    words = say("Keep {place}", place=label(agreement.place)) if agreement.place else say("Skip")
    skip = Button(words, _after_place(agreement))
    back = Button(say("Another way to meet"), actions.AskMeetingForm(agreement.id))
    return Screen(paragraphs(first, bold(asked), how), column(skip, back), asks=actions.SayPlace(agreement.id))


def months_question(agreement: Agreement, say: Speech) -> Screen:
    """For how long? Says back the place first."""
    usual = (agreement.months, *(months for months in USUAL_MONTHS if months != agreement.months))
    chosen = [
        Button(
            say("{months} months", months=months) if months != 1 else say("1 month"),
            actions.ChooseMonths(agreement.id, months),
            _primary(months == agreement.months),
        )
        for months in usual
    ]
    place = say("You meet here: {place}", place=agreement.place) if agreement.place else None
    other = Button(say("Another number"), actions.AskOtherMonths(agreement.id))
    anew = Button(say("Another place"), actions.AskPlace(agreement.id))
    change = _back(agreement, say) if agreement.complete else anew
    return Screen(paragraphs(place, bold(say("For how long?"))), (tuple(chosen), (other,), (change,)))


def other_months_question(agreement: Agreement, say: Speech, first: Markup | None = None) -> Screen:
    """How many months, typed."""
    text = paragraphs(first, bold(say("How many months?")), say("Write a number from 1 to 24."))
    back = Button(say("Back"), actions.AskMonths(agreement.id))
    return Screen(text, column(back), asks=actions.SayMonths(agreement.id))


def nothing_new(agreement: Agreement, about: Markup, say: Speech) -> Screen:
    """The draft while it says what stands between the two already: what to change, or back to that."""
    back = Button(say("Back"), actions.AgreementCard(agreement.pair))
    title = bold(say("What would you like to change?"))
    return Screen(paragraphs(title, about), (*parts(agreement, say), (back, home_button(say))))


def draft(agreement: Agreement, about: Markup, other: Markup, say: Speech, *, alone: bool) -> Screen:
    """The whole draft, `about` being its terms or what it changes: to send, or to change.

    With `alone` nobody could answer: the other has no Telegram, and has said it to the reader.
    """
    if alone:
        keep = Button(say("Write it down"), actions.ProposeAgreement(agreement.id), Style.PRIMARY)
        told = say("{name} has no Telegram, so it counts as soon as you write it down.", name=other)
        text = paragraphs(bold(say("What you have agreed")), about, told)
        return Screen(text, ((keep,), *parts(agreement, say), (home_button(say),)))
    send = Button(say("Send to {name}", name=other), actions.ProposeAgreement(agreement.id), Style.PRIMARY)
    rows = ((send,), *parts(agreement, say), (home_button(say),))
    told = say("Shall I send it to {name}? Nothing is settled before you both agree.", name=other)
    return Screen(paragraphs(bold(say("Your suggestion")), about, told), rows)


def parts(agreement: Agreement, say: Speech, *, length: bool = True) -> tuple[tuple[Button, ...], ...]:
    """A button for each thing that two agree on."""
    number = agreement.id
    rhythm = Button(say("How often"), actions.AskRhythm(number))
    timed = () if agreement.rhythm is Rhythm.FREE else (Button(say("When"), actions.AskTime(number)),)
    how = Button(say("How and where"), actions.AskMeetingForm(number))
    long = (Button(say("How long"), actions.AskMonths(number)),) if length else ()
    return (rhythm, *timed), (how, *long)


def _after_place(agreement: Agreement) -> actions.Action:
    return actions.DraftCard(agreement.id) if agreement.complete else actions.AskMonths(agreement.id)


def _back(agreement: Agreement, say: Speech) -> Button:
    """From the first question home, from a change back to the whole."""
    return Button(say("Back"), actions.DraftCard(agreement.id)) if agreement.complete else home_button(say)


def _short_day(day: int, say: Speech) -> Markup:
    return capital(say.weekday(day))


def _primary(likely: bool) -> Style:
    return Style.PRIMARY if likely else Style.PLAIN
