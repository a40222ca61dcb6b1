"""The demo's page in a real browser, for tests that click through it as a person would."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

PATIENCE = 10_000  # milliseconds
QUIET = (
    "--no-sandbox --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run --disable-gpu --disable-quic"
)


def chromium() -> str:
    """Where the browser is; the test is skipped, visibly, where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return found or pytest.skip("no Chromium on this machine: the demo's page is not tested")


@dataclass
class Screen:
    """The whole page: the bar on top and the three phones."""

    page: Page

    def phone(self, name: str) -> "Handset":
        """One person's phone."""
        return Handset(self.page, self.page.get_by_label(f"{name}'s phone", exact=True))

    async def presses(self, label: str) -> None:
        """Presses a button of the bar: "+1 h", "+1 day", "Next thing", "Start empty"..."""
        await self.page.locator(".bar").get_by_role("button", name=label).click()

    async def goes_to(self, local: str) -> None:
        """Moves the clock to a local time such as 2026-11-26T16:30."""
        await self.page.get_by_label("Move the clock to").fill(local)
        await self.presses("Go")

    async def is_up_to_date(self, version: int) -> None:
        """Waits until the page shows the world as it was at this ring of its bell, or later."""
        await self.page.wait_for_function("seen => Number(document.body.dataset.version) >= seen", arg=version)

    @asynccontextmanager
    async def told(self, call: str) -> AsyncIterator[None]:
        """What is done in the block has reached the server as this call when the block is left."""
        async with self.page.expect_response(lambda answer: answer.url.endswith(call), timeout=PATIENCE):
            yield

    async def tells(self, text: str | re.Pattern[str]) -> None:
        """Waits until the line below the bar says so."""
        await expect(self.page.locator("#happened")).to_contain_text(text, timeout=PATIENCE)

    async def shows_time(self, text: str) -> None:
        """Waits until the clock shows this, such as "Thursday 26 November 16:30"."""
        await expect(self.page.locator("#now")).to_contain_text(re.compile(r".*".join(text.split())), timeout=PATIENCE)


@dataclass
class Handset:
    """One phone on the page."""

    page: Page
    frame: Locator

    async def starts(self) -> None:
        """Presses the one big button: START, or the invitation that waits."""
        await self.frame.locator(".opening").click()

    async def taps(self, label: str) -> None:
        """Taps the newest button with exactly this label."""
        name = re.compile(rf"^{re.escape(label)}[↗⧉]?$")
        await self.frame.locator(".key").filter(has_text=name).last.click(timeout=PATIENCE)

    async def types(self, text: str) -> None:
        """Writes a message and sends it."""
        await self.frame.locator("textarea").fill(text)
        await self.frame.locator(".send").click()

    async def chooses(self, command: str) -> None:
        """Chooses a command from the menu, such as "/home"."""
        await self.frame.locator(".menu summary").click()
        await self.frame.locator(".menu").get_by_text(command, exact=True).click()

    async def speaks(self, language: str) -> None:
        """Chooses the phone's language before it starts: "Dansk" or "English"."""
        await self.frame.get_by_role("button", name=language).click()

    async def sees(self, text: str) -> None:
        """Waits until a message of the chat holds this text."""
        found = self.frame.locator(".message").filter(has_text=text).last
        await expect(found).to_be_visible(timeout=PATIENCE)

    async def does_not_see(self, text: str) -> None:
        """No message holds this text."""
        await expect(self.frame.locator(".message").filter(has_text=text)).to_have_count(0)

    async def photographed(self, text: str, *, at: str = "start") -> bytes:
        """The phone as a PNG, the newest message with this text at the start of its glass or in the center."""
        found = self.frame.locator(".message").filter(has_text=text).last
        await expect(found).to_be_visible(timeout=PATIENCE)
        await self.page.wait_for_function("[...document.images].every(image => image.complete)")
        await found.evaluate("(message, at) => message.scrollIntoView({block: at})", at)
        return await self.frame.locator(".glass").screenshot()

    async def passes_link_to(self, name: str) -> None:
        """Opens the newest invitation link of this chat on somebody's phone."""
        await self.frame.locator(".text a[href*='?start=']").last.click(timeout=PATIENCE)
        await self.page.get_by_role("button", name=f"Open on {name}'s phone").click()


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    """A browser that runs until the block is left."""
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=chromium(), args=QUIET.split())
        yield browser
        await browser.close()


@asynccontextmanager
async def screen(
    url: str, browser: Browser | None = None, *, width: int = 1280, height: int = 800
) -> AsyncIterator[Screen]:
    """Opens the page and fails when its scripts complain or anything outside this machine is asked for.

    The page has cookies and a cache of its own, in a browser of its own or in one that runs already.
    """
    troubles: list[str] = []
    async with AsyncExitStack() as until_closed:
        browser = browser or await until_closed.enter_async_context(browsing())
        page = await browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith((url, "data:")) else troubles.append(asked.url))
        await page.goto(url)
        await page.wait_for_selector("body[data-version]")
        yield Screen(page)
        await page.close()
    assert not troubles, troubles
