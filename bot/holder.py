"""Which machine this is, and who marked a message as started: this bot, one that may still send it, or one gone."""

import os
import secrets
import socket

MACHINE = socket.gethostname()


def new_holder() -> str:
    """A name for this bot, from now until its process ends: machine, process, and a part that never comes again."""
    return f"{MACHINE}/{os.getpid()}/{secrets.token_hex(4)}"


def is_gone(holder: str, me: str) -> bool:
    """Whether the bot of that name can send nothing any more; False as long as nobody here can know."""
    machine, process, _ = holder.rsplit("/", 2)
    here, mine, _ = me.rsplit("/", 2)
    if holder == me or machine != here:
        return False
    # In a container each bot is number one, so that the number of one that is gone may be our own.
    return process == mine or not _lives(int(process))


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
