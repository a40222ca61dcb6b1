"""What the page with the phones talks to: the world as JSON, and what people do in it."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.demo.acts import ACTS
from bot.demo.messages import Account, Json, Message
from bot.demo.profile import about, menu
from bot.demo.stage import Stage
from bot.demo.telegram import Telegram

PAGE = Path(__file__).parent / "page"
LONGEST_WAIT = 25  # seconds until the page asks again
FURTHEST = 30  # quiet stops on the way to the next thing
_FRESH = {"Cache-Control": "no-store"}


class Control:
    """The page's side of a telegram: `routes` go into its application.

    `phones` gives the accounts on the page with what each is for, such as ("mentee", anna); it is asked anew each
    time, so that a restart may bring new people.
    """

    def __init__(self, telegram: Telegram, stage: Stage, phones: Callable[[], list[tuple[str, Account]]]) -> None:
        """Adds its routes to the telegram's application."""
        self.telegram = telegram
        self.world = telegram.world
        self.stage = stage
        self.phones = phones
        self.busy = False
        telegram.app.router.routes.extend(self.routes())

    def routes(self) -> list[BaseRoute]:
        """The page, and the calls it makes."""
        return [
            Route("/", self._page),
            Route("/page/{name}", self._asset),
            Route("/demo/api/state", self._state),
            Route("/demo/api/act", self._act, methods=["POST"]),
            Route("/demo/api/clock", self._clock, methods=["POST"]),
            Route("/demo/api/restart", self._restart, methods=["POST"]),
            Route("/demo/api/file/{id}", self._file),
        ]

    async def _page(self, _: Request) -> Response:
        return FileResponse(PAGE / "index.html", headers=_FRESH)

    async def _asset(self, request: Request) -> Response:
        path = PAGE / request.path_params["name"]
        if path.parent != PAGE or not path.is_file():
            return Response(status_code=404)
        return FileResponse(path, headers=_FRESH)

    async def _state(self, request: Request) -> Response:
        """The whole world; with `after`, waits until it is another than the one of that number."""
        after = int(request.query_params.get("after", -1))
        bell = self.world.bell
        await bell.until(lambda: bell.rung != after or self.telegram.closing, LONGEST_WAIT)
        return JSONResponse(await self.state(), headers=_FRESH)

    async def state(self) -> Json:
        """Everything that the page shows."""
        rung = self.world.bell.rung  # before anything is read: a change meanwhile must be fetched again
        due, invitation = await self.stage.next_due(), await self.stage.invitation()
        return {
            "version": rung,
            "now": _local(self.stage.now(), self.stage),
            "zone": self.stage.zone.key,
            "next": _local(due, self.stage) if due else None,
            "invitation": invitation,
            "busy": self.busy,
            "bot": {"name": self.world.name, "username": self.world.username},
            "phones": [self._phone(role, account) for role, account in self.phones()],
        }

    def _phone(self, role: str, account: Account) -> Json:
        typing = self.world.typing.get(account.id, 0) > self.world.now().timestamp()
        spinning = any(one.person == account.id and not one.answered for one in self.world.presses.values())
        return {
            **asdict(account),
            "role": role,
            "typing": typing,
            "spinning": spinning,
            "menu": menu(self.world, account),
            "about": about(self.world, account, "description"),
            "messages": [self._message(one) for one in self.world.chat(account)],
            "toasts": [asdict(one) for one in self.world.toasts if one.chat == account.id],
        }

    def _message(self, message: Message) -> Json:
        when = datetime.fromtimestamp(message.date, tz=self.stage.zone)
        return {
            "id": message.id,
            "mine": not message.from_bot,
            "at": when.isoformat(timespec="minutes"),
            "text": message.text,
            "entities": message.entities,
            "media": message.media,
            "keyboard": message.keyboard,
            "edits": message.edits,
            "edited": message.edited is not None and not message.from_bot,
        }

    async def _act(self, request: Request) -> Response:
        """One act of one person; 404 for an unknown person or act."""
        body = await request.json()
        account = self.world.accounts.get(body.get("person", 0))
        act = ACTS.get(body.get("act", ""))
        if account is None or act is None:
            return JSONResponse({"error": "nobody does that here"}, 404)
        act(self.world, account, body)
        return JSONResponse({"ok": True})

    async def _clock(self, request: Request) -> Response:
        """Moves time: by `hours`, `to` a local time, or to the `next` thing; says how much was sent."""
        body = await request.json()
        target = await self._target(body)
        if target is None or target < self.stage.now():
            return JSONResponse({"error": "time moves forward only"}, 400)
        return await self._counted(self._to_the_next_thing() if body.get("next") else self.stage.move(target))

    async def _to_the_next_thing(self) -> None:
        """Walks on until a phone on the page hears something: what others are told, and what waits, nobody sees."""
        before = self._heard()
        for _ in range(FURTHEST):
            due = await self.stage.next_due()
            if due is None:
                return
            await self.stage.move(due)
            if self._heard() != before:
                return

    def _heard(self) -> int:
        return sum(one.from_bot for _, account in self.phones() for one in self.world.chat(account))

    async def _target(self, body: Json) -> datetime | None:
        if body.get("next"):
            return await self.stage.next_due()
        if body.get("to"):
            return datetime.fromisoformat(body["to"]).replace(tzinfo=self.stage.zone)
        return self.stage.now() + timedelta(hours=float(body.get("hours", 0)))

    async def _restart(self, request: Request) -> Response:
        """Begins again, with the story or without."""
        body = await request.json()
        return await self._counted(self.stage.restart(story=bool(body.get("story"))))

    async def _counted(self, doing: Awaitable[None]) -> Response:
        before = len(self.telegram.called("sendMessage"))
        self.busy = True
        self.world.bell.ring()
        try:
            await doing
        finally:
            self.busy = False
            self.world.bell.ring()
        return JSONResponse({"sent": len(self.telegram.called("sendMessage")) - before})

    async def _file(self, request: Request) -> Response:
        """A picture or document of a chat."""
        stored = self.world.files.kept.get(request.path_params["id"])
        if stored is None:
            return Response(status_code=404)
        name = stored.upload.name.replace('"', "")
        headers = {"Content-Disposition": f'inline; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return Response(stored.upload.content, media_type=stored.upload.mime, headers=headers)


def _local(instant: datetime, stage: Stage) -> str:
    return instant.astimezone(stage.zone).isoformat(timespec="seconds")
