"""A coordinator's Monday in a browser, among forty pairs: the digest, a card, a pair, a match, and a file to keep."""

from datetime import datetime

import openpyxl
import pytest

from bot.demo.story import Hand
from tests.journeys.clickers import page

pytestmark = pytest.mark.long

PAIRS = 40


async def test_a_coordinators_monday_is_clicked_from_the_digest_to_the_file(tmp_path):
    async with page(tmp_path, "en", story=True) as cast:
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
