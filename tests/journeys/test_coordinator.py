"""The demo's three months, played once: what stands on the phones then, and a coordinator's Monday in a browser."""

from datetime import datetime

import openpyxl
import pytest
import pytest_asyncio

from bot.demo.story import Hand
from locales import catalog
from tests.journeys.clickers import shown, stage

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="module")]

PAIRS = 40
LANGUAGES = pytest.mark.parametrize("played", ["en", "da"], indirect=True)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def played(request, tmp_path_factory):
    """The demo with three months of a story on its phones, in one language."""
    async with stage(tmp_path_factory.mktemp("months"), request.param) as show:
        await show.restart(story=True)
        yield show


@LANGUAGES
async def test_the_story_is_played_on_the_phones_by_the_real_bot(played):
    language = played._language
    phones = {role: played.telegram.world.chat(account) for role, account in played.phones()}
    saved = catalog(language).gettext("Saved. Thanks for telling me.")
    assert sum(saved in message.text for message in phones["mentor"]) >= 10
    assert sum(saved in message.text for message in phones["mentee"]) >= 10
    week = catalog(language).gettext("Your week")
    assert sum(week in message.text for message in phones["coordinator"]) >= 12


@pytest.mark.parametrize("played", ["en"], indirect=True)
async def test_a_coordinators_monday_is_clicked_from_the_digest_to_the_file(played, tmp_path):
    async with shown(played, "en") as cast:
        await reads_the_week(cast.mette)
        await looks_after_a_pair(cast.mette)
        await makes_a_match(cast, "Lærke", "Samira")
        book = await takes_along(cast.mette, tmp_path / "taken.xlsx")
    pairs = [[cell.value for cell in row] for row in book["Pairs"].iter_rows(min_row=2)]
    assert len(pairs) == PAIRS + 1
    assert [row[1:3] for row in pairs].count(["Samira", "Lærke"]) == 1
    assert {type(row[4]) for row in pairs} == {datetime}
    assert all(cell.is_date for cell in book["Meetings"]["D"][1:])
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions


async def reads_the_week(mette):
    """Monday's digest stands in her chat with its picture, and its first card below it."""
    week = mette.handset.frame.locator(".message").filter(has_text="Your week").last
    assert await week.locator(".photo img").count() == 1
    await mette.sees("12 pairs could use a hand.")
    await mette.sees("Torben and Mina (1 of 5)")


async def looks_after_a_pair(mette):
    """The card is put aside, which is taken back; it is taken care of; and she looks at the pair."""
    await mette.taps("Snooze 3 days")
    await mette.sees("You have put it aside.")
    await mette.taps("Undo")
    await mette.sees("Torben and Mina (1 of 5)")
    await mette.taps("Taken care of")
    await mette.sees("You have taken care of it.")
    await mette.taps("See the pair")
    await mette.sees("A pair since")


async def makes_a_match(cast, mentee, mentor):
    """She proposes whom Makker suggests; both are asked on phones of their own and say yes; she is told."""
    mette = cast.mette
    await mette.types("/home")
    for label in ("Waiting", mentee, mentor, "Propose"):
        await mette.taps(label)
    await mette.sees("Both are asked privately.")
    for name in (mentor, mentee):
        await hand_of(cast.show, name).taps("Yes please")
    await mette.sees("Both said yes, and they are a pair.")


async def takes_along(mette, path):
    """The workbook that her browser downloads, opened by a reader that did not write it."""
    await mette.types("/home")
    await mette.taps("Export")
    await mette.taps("Everything, for Excel")
    async with mette.handset.page.expect_download() as coming:
        await mette.handset.frame.locator("a.file").last.click()
    await (await coming.value).save_as(path)
    return openpyxl.load_workbook(path)


def hand_of(show, name):
    """The hand of somebody whose phone is not on the page."""
    account = next(one for one in show.telegram.world.accounts.values() if one.first_name == name)
    return Hand(show.telegram.world, account, show.settled)
