"""What every answer carries, whoever gives it: the application, the gate, or the server itself."""

from __future__ import annotations

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)

SECURITY_HEADERS: tuple[tuple[str, str], ...] = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("Vary", "Origin"),
)

_OWN = {name.lower() for name, _ in SECURITY_HEADERS} | {"server"}


def secured(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """An answer's headers with ours in the place of any it set itself."""
    return [one for one in headers if one[0].lower() not in _OWN] + list(SECURITY_HEADERS)
