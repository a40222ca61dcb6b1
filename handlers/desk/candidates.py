"""Everybody who waits in a programme, as the rules of matching look at them."""

from collections import Counter, defaultdict
from dataclasses import replace

from bot.mentoring.matching import Candidate
from bot.mentoring.people import Member, Role
from bot.mentoring.proposals import ProposalState
from storage.unit import Unit


class Candidates:
    """Who waits now, and what has been between them, read in a few queries however many they are."""

    def __init__(self, programme: int, unit: Unit) -> None:
        """Of one programme."""
        self._programme, self._unit = programme, unit
        self._meets: Counter[int] = Counter()
        self._apart: dict[int, set[int]] = defaultdict(set)
        for mentor, mentee, is_open in unit.pairs.met_in(programme):
            self._meets[mentor] += is_open
            self._keep_apart(mentor, mentee)
        for proposal in unit.proposals.in_state(programme, ProposalState.DECLINED):
            self._keep_apart(proposal.mentor, proposal.mentee)

    def _keep_apart(self, one: int, other: int) -> None:
        self._apart[one].add(other)
        self._apart[other].add(one)

    def of(self, place: Member) -> Candidate:
        """Somebody who waits."""
        meets = self._meets[place.person] if place.role is Role.MENTOR else 0
        return replace(alone(place), meets=meets, apart=frozenset(self._apart[place.person]))

    def others(self, role: Role) -> list[Candidate]:
        """Everybody whom somebody in that role could meet."""
        opposite = Role.MENTEE if role is Role.MENTOR else Role.MENTOR
        return [self.of(place) for place in self._unit.people.waiting(self._programme, opposite)]


def alone(place: Member) -> Candidate:
    """Somebody by what they told alone, as far as nothing depends on whom they meet or have met."""
    since = place.ready_at or place.consented_at
    return Candidate(place.person, place.role, since, place.profile, place.ways)
