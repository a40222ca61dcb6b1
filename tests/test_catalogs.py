"""The words: complete, with the same placeholders and plurals, in product.md's exact buttons, blaming nobody."""

import re
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from locales import HERE, catalog

# product.md: button texts in bold are exact, English / Danish.
BUTTONS = {
    "Yes, that's fine": "Ja, det er i orden",
    "No thanks": "Nej tak",
    "I'm ready to be matched": "Jeg er klar til et match",
    "Not yet": "Ikke endnu",
    "Invite": "Inviter",
    "Pair now": "Match nu",
    "Every week": "Hver uge",
    "Every other week": "Hver anden uge",
    "I'm coming": "Jeg kommer",
    "Move it": "Flyt mødet",
    "I can't make it": "Meld afbud",
    "Works for me": "Det passer mig",
    "We met": "Vi mødtes",
    "It was moved": "Det blev flyttet",
    "It didn't happen this time": "Det blev ikke til noget denne gang",
    "We did it": "Vi nåede det",
    "Some of the way": "Et stykke af vejen",
    "Something else": "Noget andet",
    "Add a note": "Skriv en note",
    "Something I'm proud of": "Noget, jeg er stolt af",
    "Keep a picture": "Gem et billede",
    "Undo": "Fortryd",
    "Not today": "Ikke i dag",
    "I need a person": "Jeg har brug for et menneske",
    "See what we know": "Se det, vi ved om dig",
    "Erase me": "Slet mig",
    "Tell my coordinator": "Sig det til min koordinator",
    "I'm worried": "Jeg er bekymret",
    "I'm on it": "Jeg tager den",
}

# words.md: these judge, or are a case system's words.
NEVER = {
    "da": [
        r"\bfejle(r|t|de)\b",
        r"\budeble?v",
        r"\bmislighold",
        r"\bmanglende\b",
        r"ikke opfyldt",
        r"\bafvist\b",
        r"\bkontrakt",
        r"\bsuspender",
        r"\binaktiv",
        r"\bophør",
        r"\bterminer",
        r"\brykker",
        r"\bnotifikation",
        r"\bforsinke",
        r"\boverskred",
        r"\bborger\b",
        r"\bindsats",
        r"\bindsigtsbegæring",
        r"ikke gennemført",
        r"ikke opnået",
        r"\bfrekvens",
        r"genaktiver",
        r"\budskudt\b",
        r"\bhemmelig",
        r"\btoken\b",
        r"din mentee",
        r"forventningsafstem",
        r"\bDe\b skal",
    ],
    "en": [
        r"\bfail(ed|ure|s)?\b",
        r"\bno-show",
        r"\bdelayed\b",
        r"\boverdue\b",
        r"\bmissed\b",
        r"\bstreak",
        r"\brejected\b",
        r"\binactive\b",
        r"\bsuspended\b",
        r"\bcitizen\b",
        r"\bunfulfilled\b",
        r"\bnot achieved\b",
        r"\btoken\b",
        r"\bexpired\b",
        r"\byour mentee\b",
        r"\bnotification",
        r"%\b",
    ],
}


def messages(language):
    with (HERE / language / "LC_MESSAGES" / "makker.po").open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


def forms(text):
    return text if isinstance(text, tuple | list) else (text,)


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_sentence_is_said_in_danish():
    silent = [m.id for m in messages("da") if m.fuzzy or not all(forms(m.string))]
    assert silent == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_sentence_stands_twice_in_a_catalog(language):
    # Two branches that said the same leave it twice, and which of them is read is chance.
    text = (HERE / language / "LC_MESSAGES" / "makker.po").read_text(encoding="utf-8")
    said = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
    assert [each for each in set(said) if said.count(each) > 1] == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_placeholders_and_plurals_agree(language):
    for message in messages(language):
        said = [form for form in forms(message.string) if form]
        assert not said or len(said) == len(forms(message.id)), message.id
        for source, form in zip(forms(message.id), said, strict=False):
            # The singular may leave its number out.
            assert placeholders(form) | {"n"} == placeholders(source) | {"n"}, message.id


@pytest.mark.parametrize("language", ["da", "en"])
def test_tags_agree_and_the_form_is_html_that_telegram_reads(language):
    for message in messages(language):
        for source, form in zip(forms(message.id), forms(message.string), strict=False):
            if form:
                assert sorted(re.findall(r"</?\w+", source)) == sorted(re.findall(r"</?\w+", form)), message.id


@pytest.mark.parametrize(("english", "danish"), BUTTONS.items())
def test_a_button_says_just_what_the_product_says(english, danish):
    assert english in {m.id for m in messages("da")}
    assert catalog("da").gettext(english) == danish


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_word_blames_or_sounds_like_a_case(language):
    for message in messages(language):
        for text in forms(message.string if language == "da" else message.id):
            for word in NEVER[language]:
                assert not re.search(word, text, re.IGNORECASE), text


def test_kl_and_its_hour_never_part_at_the_end_of_a_line():
    said = [text for message in messages("da") for text in forms(message.string)]
    assert any("kl.\u00a0{time}" in text for text in said)
    assert [text for text in said if re.search(r"\bkl\. ?[{\d]", text)] == []


def test_one_meeting_is_et_moede_and_two_are_moeder():
    # `{n}` says "en" for one, which no word below would stand behind; none of them is the same in both numbers.
    neuter = r"\{n\} (lille |små )?(møde|skridt|makkerpar|mål|tegn|menneske)\b"
    plural = r"\b(møder|uger|måneder|dage|mentorer|mentees|gange|timer)\b"
    for message in messages("da"):
        if isinstance(message.id, tuple | list):
            one, more = message.string
            assert not re.search(neuter, one), one
            assert not re.search(rf"(\{{n\}}|\ben|\bet|\bét|\bén) {plural}", one), one
            assert not re.search(r"\{n\} (lille )?(møde|uge|måned|dag|mentor|mentee|gang|time)\b", more), more


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_number_that_may_be_one_has_both_forms(language):
    counted = r"\{n\} (more |small |små )?(meeting|week|day|month|step|pair|møde|uge|dag|måned|skridt)"
    single = [m for m in messages(language) if not isinstance(m.id, tuple | list)]
    assert [m.id for m in single if re.search(counted, m.string or m.id)] == []


def test_danish_leaves_the_genitive_of_a_name_alone():
    # Anna's is "Annas" and Jonas's is "Jonas'": sentences go round it.
    assert [m.id for m in messages("da") if any(re.search(r"name\}'?s\b", form) for form in forms(m.string))] == []


def test_danish_times_stand_with_a_full_stop_and_no_d():
    for message in messages("da"):
        for text in forms(message.string):
            assert not re.search(r"\bd\. \d|\d{2}:\d{2}", text), text
