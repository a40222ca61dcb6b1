"""Every table. Columns of type LargeBinary hold what people wrote, sealed by the vault."""

from storage.schema.boxes import *
from storage.schema.columns import metadata as metadata
from storage.schema.contact import *
from storage.schema.flag import *
from storage.schema.followup import *
from storage.schema.goal import *
from storage.schema.matching import *
from storage.schema.meeting import *
from storage.schema.message import *
from storage.schema.pair import *
from storage.schema.person import *
from storage.schema.programme import *
from storage.schema.safety import *
