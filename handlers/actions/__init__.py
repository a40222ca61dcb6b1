"""Every button's meaning, typed: one module per room, all of them known as `actions.GoalCard`.

An action is a pointer, never a permission: `handlers/routes` says who may follow it, from the database.
Actions whose name begins with `Say` are never on a button: they wait in `pending` for the words they ask for.
"""

from handlers.actions.agreement import *
from handlers.actions.calendars import *
from handlers.actions.closure import *
from handlers.actions.codec import *
from handlers.actions.contacts import *
from handlers.actions.deeds import *
from handlers.actions.desk import *
from handlers.actions.digest import *
from handlers.actions.exporting import *
from handlers.actions.goals import *
from handlers.actions.home import *
from handlers.actions.journey import *
from handlers.actions.limits import *
from handlers.actions.matching import *
from handlers.actions.meetings import *
from handlers.actions.messages import *
from handlers.actions.outcomes import *
from handlers.actions.pauses import *
from handlers.actions.privacy import *
from handlers.actions.programme import *
from handlers.actions.reminders import *
from handlers.actions.safety import *
from handlers.actions.settings import *
from handlers.actions.start import *
from handlers.actions.steps import *
