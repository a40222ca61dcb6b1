"""How the make-believe Telegram says no: Telegram's own codes and words."""

from typing import Any

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


class RefusalError(Exception):
    """An answer with `ok: false`."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The JSON that Telegram would send."""
        body: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        return body | {"parameters": self.parameters} if self.parameters else body


def bad(description: str) -> RefusalError:
    """400: the request is wrong."""
    return RefusalError(400, f"Bad Request: {description}")


def forbidden(description: str) -> RefusalError:
    """403: this person cannot be reached."""
    return RefusalError(403, f"Forbidden: {description}")


def conflict() -> RefusalError:
    """409: somebody else polls with the same token."""
    return RefusalError(409, f"Conflict: {OTHER_POLLER}")


def hooked() -> RefusalError:
    """409: updates are brought, so they cannot be fetched."""
    return RefusalError(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )


def too_many(seconds: int) -> RefusalError:
    """429: be silent for so many seconds."""
    return RefusalError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def unauthorized() -> RefusalError:
    """401: this is not the bot's token."""
    return RefusalError(401, "Unauthorized")


def not_found() -> RefusalError:
    """404: no such method, or nothing that looks like a token."""
    return RefusalError(404, "Not Found")
