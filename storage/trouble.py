"""What the operator must mend: each kind of trouble is told in one clear line, never with a traceback."""


class Trouble(Exception):  # noqa: N818  it is trouble, told to a person, and no bug
    """Makker cannot go on, and its text says why and what to do."""


class KeyTrouble(Trouble):
    """The key file is missing, unreadable, or not the one that sealed this database."""


class StorageTrouble(Trouble):
    """The database cannot be reached, written, or brought up to date."""
