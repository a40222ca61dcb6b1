"""The coordinator's desk: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions
from handlers.access import coordinates
from handlers.actions import Action
from handlers.desk import (
    digest,
    exporting,
    finding,
    invitations,
    matching,
    overview,
    pairing,
    pairs,
    proposing,
    suggesting,
)
from handlers.desk.access import at_desk, invites, leads_place, leads_proposal
from handlers.routes.route import Question, Route

ROUTES: Mapping[type[Action], Route] = {
    actions.Desk: Route(at_desk, overview.desk),
    actions.Invite: Route(coordinates, invitations.invite),
    actions.InviteRole: Route(invites, invitations.invite_role),
    actions.Waiting: Route(coordinates, matching.waiting),
    actions.WaitingCard: Route(leads_place, suggesting.card),
    actions.ToldCard: Route(leads_place, suggesting.told_card),
    actions.MatchCard: Route(coordinates, suggesting.both),
    actions.ProposeMatch: Route(coordinates, proposing.propose),
    actions.ProposedMatch: Route(leads_proposal, proposing.proposed),
    actions.TakeBackProposal: Route(leads_proposal, proposing.take_back),
    actions.PairNow: Route(coordinates, matching.pair_now),
    actions.PairMentor: Route(coordinates, matching.pair_mentor),
    actions.PairBoth: Route(coordinates, pairing.pair_both),
    actions.Pairs: Route(coordinates, pairs.listed),
    actions.PairCard: Route(coordinates, pairs.card),
    actions.AskFind: Route(coordinates, finding.ask),
    actions.Digest: Route(coordinates, digest.digest),
    actions.Exports: Route(coordinates, exporting.card),
    actions.MakeExport: Route(coordinates, exporting.make),
}

QUESTIONS: Mapping[type[Action], Question] = {
    actions.SayFind: Question(coordinates, finding.said),
}
