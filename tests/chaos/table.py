"""Every fault that we inject, what must hold, and the scenarios of each."""

from bot.demo.faults import Trouble
from tests.chaos import network
from tests.chaos.row import Check, Row

LONG = 20  # seconds of an outage in the whole run


def _outages(*troubles, seconds=LONG, **more):
    return [{"trouble": trouble, "seconds": seconds, **more} for trouble in troubles]


TABLE = (
    Row(
        "429 with retry_after, for everything and for one chat",
        "survived, no busy loop, back to normal within 5 s, each unsent message with its reason",
        [
            Check(
                network.outage,
                [*_outages(Trouble.TOO_MANY), *_outages(Trouble.TOO_MANY, methods=["*"], chat=True)],
                _outages(Trouble.TOO_MANY, seconds=1.5, methods=["*"], chat=True),
            )
        ],
    ),
    Row(
        "500 and 502; no answer; connection reset before and after the server acted; bad JSON",
        "survived, no busy loop, back to normal within 5 s, each unsent message with its reason",
        [
            Check(
                network.outage,
                _outages(*(each for each in Trouble if each is not Trouble.TOO_MANY)),
                _outages(Trouble.GATEWAY, Trouble.HANG, seconds=1.5),
            )
        ],
    ),
    Row(
        "409: somebody else polls with the same token",
        "no busy loop, back to normal within 5 s, nothing lost",
        [Check(network.second_poller, [{"seconds": LONG}], [{"seconds": 1}])],
    ),
)
