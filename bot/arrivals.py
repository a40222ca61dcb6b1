"""How updates come to the intake: fetched or brought; all of them or, in company, those of our chats."""

import asyncio
from collections.abc import Callable, Sequence

from bot.api import Api
from bot.clock import Clock
from bot.delivery import Delivery
from bot.intake import Intake
from bot.letterbox import Letterbox
from bot.sharing import Hands, Sharing
from bot.tasks import Tasks
from bot.webhook import Webhook, announce
from storage.company import Company
from storage.engine import Store
from storage.inbox import Arrival


class Arrivals:
    """With a webhook the platform brings updates, else whoever leads fetches them; in company they are shared."""

    def __init__(
        self,
        api: Api,
        store: Store,
        clock: Clock,
        tasks: Tasks,
        intake: Intake,
        delivery: Delivery,
        *,
        webhook: Webhook | None,
        company: Company | None,
        swept: Callable[[], bool],
        beat: Callable[[], None],
    ) -> None:
        """`swept` is asked at each look for what others left whether to look for answers, too; `beat` follows it."""
        self._api, self._tasks, self._intake, self._delivery, self._webhook = api, tasks, intake, delivery, webhook
        self._letterbox = Letterbox(store, clock, tasks, self._kept)
        self._fetching: asyncio.Task[None] | None = None
        self._sharing: Sharing | None = None
        if company is not None:
            hands = Hands(intake.take, delivery.take_up, lambda chat: intake.works_on(chat) or delivery.owes(chat))
            self._sharing = Sharing(company.claims, clock, hands, swept=swept, beat=beat)

    @property
    def shared(self) -> bool:
        """Whether each process works on some chats only."""
        return self._sharing is not None

    def start(self) -> None:
        """From here on this process has its share, whether it leads or not."""
        if self._sharing is not None:
            self._letterbox.open = True
            self._tasks.start(self._sharing.run())

    async def lead(self) -> None:
        """Takes up what was left, unless that is shared, and lets updates come."""
        if self._sharing is None:
            await self._intake.recover()
        self._letterbox.open = self._webhook is not None
        self._fetching = self._tasks.start(announce(self._api, self._webhook) if self._webhook else self._intake.poll())

    def stand_by(self) -> None:
        """Another process lets updates come."""
        if self._fetching is not None:
            self._fetching.cancel()
        self._letterbox.open = self.shared

    def stop(self) -> None:
        """None is fetched, brought or taken any more; what is in hand is finished."""
        self._letterbox.open = False
        if self._sharing is not None:
            self._sharing.stop()
        self._intake.stop()
        if self._fetching is not None:
            self._fetching.cancel()

    async def close(self) -> None:
        """Lets go of our chats."""
        if self._sharing is not None:
            await asyncio.to_thread(self._sharing.close)

    async def keep(self, arrival: Arrival) -> None:
        """Comes back when what the platform brought is on disk. Raises Closed, and what the database raises."""
        await self._letterbox.keep(arrival)

    def ended(self, chat: int) -> None:
        """An update or an answer of that chat (0 for none) has come to its end."""
        if self._sharing is not None:
            self._sharing.ended(chat)

    def _kept(self, arrivals: Sequence[Arrival], new: set[int]) -> None:
        if self._sharing is None:
            self._intake.kept(arrivals, new)
            return
        for arrival in arrivals:
            self._sharing.offer(arrival.chat or 0)
