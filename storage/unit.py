"""One transaction and all repositories in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from storage.absences import Absences
from storage.alerts import Alerts
from storage.audit import Audit
from storage.backlog import Backlog
from storage.broadcasts import Broadcasts
from storage.calendars import Calendars
from storage.changes import Changes
from storage.clocks import Clocks
from storage.contacts import Contacts
from storage.desk_notes import DeskNotes
from storage.dossier import Dossiers
from storage.erasing import Erasing
from storage.exports import Exports
from storage.fits import Fits
from storage.flags import Flags
from storage.followups import Followups
from storage.goals import Goals
from storage.inbox import Inbox
from storage.invitations import Invitations
from storage.leftovers import Leftovers
from storage.lists import Lists
from storage.meetings import Meetings
from storage.moments import Moments
from storage.outbox import Outbox
from storage.outcomes import Outcomes
from storage.pairs import Pairs
from storage.pauses import Pauses
from storage.pending import Pending
from storage.people import People
from storage.programmes import Programmes
from storage.proposals import Proposals
from storage.reminders import Reminders
from storage.rosters import Rosters
from storage.rows import Rows
from storage.standings import Standings
from storage.vault import Vault
from storage.weeks import Weeks


class Unit:
    """Everything that one cause may read and write; it lives as long as its transaction."""

    def __init__(self, connection: Connection, vault: Vault, public_url: str = "") -> None:
        """Made by the store, one for each transaction; `public_url` is where people reach its pages, if they do."""
        rows = Rows(connection, vault)
        self.connection = connection
        self.public_url = public_url
        self.programmes = Programmes(rows)
        self.people = People(rows)
        self.absences = Absences(rows)
        self.invitations = Invitations(rows)
        self.rosters = Rosters(rows)
        self.pairs = Pairs(rows)
        self.proposals = Proposals(rows)
        self.fits = Fits(rows)
        self.lists = Lists(rows)
        self.contacts = Contacts(rows)
        self.desk_notes = DeskNotes(rows)
        self.pauses = Pauses(rows)
        self.meetings = Meetings(rows)
        self.outcomes = Outcomes(rows)
        self.moments = Moments(rows)
        self.goals = Goals(rows)
        self.flags = Flags(rows)
        self.calendars = Calendars(rows)
        self.reminders = Reminders(rows)
        self.standings = Standings(rows)
        self.changes = Changes(rows)
        self.clocks = Clocks(rows)
        self.alerts = Alerts(rows)
        self.broadcasts = Broadcasts(rows)
        self.followups = Followups(rows)
        self.weeks = Weeks(rows)
        self.pending = Pending(rows)
        self.inbox = Inbox(rows)
        self.outbox = Outbox(rows)
        self.leftovers = Leftovers(rows)
        self.backlog = Backlog(connection)
        self.audit = Audit(rows)
        self.exports = Exports(rows)
        self.dossiers = Dossiers(rows)
        self.erasing = Erasing(rows)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is written in here goes when it raises; what was written before stays."""
        with self.connection.begin_nested():
            yield
