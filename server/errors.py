"""The one shape of an error: a code for programs, a sentence for people, the field where there is one."""

from __future__ import annotations


class RightHandleError(Exception):
    """Something a person or program did that can't be done, said with its remedy.

    ``code`` is stable and lower case with underscores; ``status`` the HTTP status; ``field`` the
    place in the request, as a path of names and indexes such as ``parts[0].text``.
    """

    def __init__(
        self, code: str, message: str, *, status: int = 422, field: str | None = None, **extra: object
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.field = field
        self.extra = extra

    def as_dict(self) -> dict[str, object]:
        """The contract's body: ``{"error": {"code", "message", "field"?}}``."""
        error: dict[str, object] = {"code": self.code, "message": self.message}
        if self.field is not None:
            error["field"] = self.field
        return {"error": error | self.extra}


class LaterError(RightHandleError):
    """Something that can be done, but not now. ``retry_after`` is in whole seconds."""

    def __init__(self, code: str, message: str, *, status: int = 503, retry_after: int = 1) -> None:
        super().__init__(code, message, status=status)
        self.retry_after = retry_after
