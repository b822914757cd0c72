"""``any secret``: tokens by their makers' own prefixes, private keys, passwords that are said to be one.

The prefixes are facts that the makers publish so that scanners can find a leaked token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from server.checking.draft import Draft
from server.checking.listed import listed
from server.checking.speaker import Speaker

from .hit import AlwaysReady, Hit


class Token(NamedTuple):
    """A kind of token: who gives it out, the letters that it begins with, and its whole form."""

    maker: str
    prefix: str
    form: str


TOKENS: tuple[Token, ...] = (
    Token("an AWS key", "AKIA", r"AKIA[A-Z2-7]{16}"),
    Token("an AWS key", "ASIA", r"ASIA[A-Z2-7]{16}"),
    Token("a GitHub token", "ghp_", r"ghp_[A-Za-z0-9]{36,255}"),
    Token("a GitHub token", "gho_", r"gho_[A-Za-z0-9]{36,255}"),
    Token("a GitHub token", "ghu_", r"ghu_[A-Za-z0-9]{36,255}"),
    Token("a GitHub token", "ghs_", r"ghs_[A-Za-z0-9]{36,255}"),
    Token("a GitHub token", "ghr_", r"ghr_[A-Za-z0-9]{36,255}"),
    Token("a GitHub token", "github_pat_", r"github_pat_\w{36,255}"),
    Token("a GitLab token", "glpat-", r"glpat-[\w-]{20,64}"),
    Token("a GitLab token", "glrt-", r"glrt-[\w-]{20,64}"),
    Token("a Slack token", "xox", r"xox[abeoprs]-[A-Za-z0-9-]{10,255}"),
    Token("a Slack token", "xapp-", r"xapp-\d-[A-Za-z0-9-]{10,255}"),
    Token("a Slack webhook", "hooks.slack.com/", r"hooks\.slack\.com/(?:services|workflows)/[\w/+]{20,120}"),
    Token("a Discord webhook", "discord", r"discord(?:app)?\.com/api/webhooks/\d{10,25}/[\w-]{30,120}"),
    Token("a Stripe key", "_live_", r"[srp]k_live_[A-Za-z0-9]{16,255}"),
    Token("a Stripe key", "_test_", r"[sr]k_test_[A-Za-z0-9]{16,255}"),
    Token("a Stripe secret", "whsec_", r"whsec_[A-Za-z0-9+/=]{16,255}"),
    Token("an Anthropic key", "sk-ant-", r"sk-ant-[\w-]{20,255}"),
    Token("an OpenAI key", "sk-", r"sk-(?!ant-)(?:proj-|svcacct-|admin-)?(?=[\w-]{0,60}\d)[\w-]{32,255}"),
    Token("a Google key", "AIza", r"AIza[\w-]{35}"),
    Token("a Google token", "ya29.", r"ya29\.[\w-]{20,255}"),
    Token("a Google secret", "GOCSPX-", r"GOCSPX-[\w-]{28}"),
    Token("a SendGrid key", "SG.", r"SG\.[\w-]{16,32}\.[\w-]{16,64}"),
    Token("a Twilio key", "SK", r"SK[0-9a-f]{32}"),
    Token("a Mailgun key", "key-", r"key-[0-9a-f]{32}"),
    Token("a Mailchimp key", "-us", r"[0-9a-f]{32}-us\d{1,2}"),
    Token("an npm token", "npm_", r"npm_[A-Za-z0-9]{36}"),
    Token("a PyPI token", "pypi-", r"pypi-[\w-]{50,255}"),
    Token("a Docker token", "dckr_pat_", r"dckr_pat_[\w-]{20,64}"),
    Token("a DigitalOcean token", "_v1_", r"do[opr]_v1_[a-f0-9]{64}"),
    Token("a Shopify token", "shp", r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}"),
    Token("a Square token", "sq0", r"sq0(?:atp|csp)-[\w-]{22,60}"),
    Token("a Hugging Face token", "hf_", r"hf_[A-Za-z0-9]{30,64}"),
    Token("a Telegram token", ":AA", r"\d{8,10}:AA[\w-]{32,34}"),
    Token("a Databricks token", "dapi", r"dapi[a-f0-9]{32}"),
    Token("a Linear key", "lin_api_", r"lin_api_[A-Za-z0-9]{40}"),
    Token("a Vault token", "hvs.", r"hvs\.[\w-]{24,255}"),
    Token("an age key", "AGE-SECRET-KEY-", r"AGE-SECRET-KEY-1[0-9A-Z]{58}"),
    Token("a signed token", "eyJ", r"eyJ[\w-]{8,2000}\.eyJ[\w-]{8,4000}\.[\w-]{10,2000}"),
)
SHORT_TOKENS: tuple[Token, ...] = (
    Token("a private key", "-----BEGIN", r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----"),
    Token(
        "a password in an address",
        "://",
        r"[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s/:@]{1,64}:[^\s/:@]{3,128}@[\w.-]{1,255}",
    ),
)
_FORMS, _SHORT_FORMS = (
    tuple((token, re.compile(rf"(?<![A-Za-z0-9]){token.form}")) for token in tokens)
    for tokens in (TOKENS, SHORT_TOKENS)
)
_LONG_RUN = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{15}")
"""Every token holds one, and few posts do."""

_SAID = re.compile(
    r"\b(?P<what>password|passwort|passwd|passcode|passphrase|pwd|pass|wi-?fi key|api[ _-]?key|"
    r"secret[ _-]?key|access[ _-]?key|secret|token|pin|otp|login code|verification code)"
    r"(?:\s?(?P<sign>:|=|->|→)\s?|\s(?P<verb>is)(?::|\snow)?\s)[\"'“‘`]?(?P<value>[^\s\"'”’`]{3,64})"
)
_CUES = listed("password passwort passwd passcode passphrase pwd pass key apikey secret token pin otp code")
_ALWAYS = frozenset({"password", "passwort", "passwd", "passcode", "pwd", "passphrase"})
_END_OF_LINE = re.compile(r"[\"'”’`.!)]*\s*(?:$|\n|[,;/|])")
_ORDINARY = listed(
    """
    required protected reset needed changed expired strong weak help invalid incorrect wrong hint
    """
)
_KINDS_OF_CHARACTER = (re.compile("[A-Za-z]"), re.compile(r"\d"), re.compile(r"[^\w\s.,;:!?'-]|[!?](?=\w)"))

_WHOLE = re.compile(r"\S{6,24}")
_PIECES = re.compile(r"[a-z]+|[A-Z]+|\d+")
_MANY_PIECES = 5


class AnySecret(AlwaysReady):
    """A literal prefix first, its form behind it: sixty forms cost one look each where none is there."""

    name = "any secret"
    finds = "Passwords, private keys and the tokens of well-known services."

    def find(self, draft: Draft, speaker: Speaker) -> list[Hit]:  # noqa: ARG002 - a secret is one anywhere
        """Every secret in the draft, and what it looks like."""
        text = draft.text
        hits = [
            Hit(*found.span(), f"It looks like {token.maker}.")
            for token, form in _likely(text)
            for found in form.finditer(text)
        ]
        hits.extend(Hit(*draft.origin(*span), "It looks like a password.") for span in _said(draft))
        if not hits and _is_a_password_alone(text.strip()):
            start = len(text) - len(text.lstrip())
            hits.append(Hit(start, start + len(text.strip()), "The whole post looks like a password."))
        return hits


def _likely(text: str) -> list[tuple[Token, re.Pattern[str]]]:
    """The tokens whose prefix is there; of the long ones none, where no run is as long as they are."""
    long = [one for one in _FORMS if one[0].prefix in text]
    if long and _LONG_RUN.search(text) is None:
        long = []
    return long + [one for one in _SHORT_FORMS if one[0].prefix in text]


def _said(draft: Draft) -> Iterator[tuple[int, int]]:
    """A word behind "password:" that nobody would write there otherwise."""
    if _CUES.isdisjoint(draft.word_texts):
        return
    text = draft.folded.text
    for found in _SAID.finditer(text):
        start, end = found.span("value")
        value = found["value"].rstrip(".,;:!?)")
        mixed = sum(kind.search(value) is not None for kind in _KINDS_OF_CHARACTER) > 1
        told = (
            found["what"] in _ALWAYS
            and found["sign"] is not None
            and value not in _ORDINARY
            and _END_OF_LINE.match(text, start + len(value)) is not None
        )
        digits = found["what"] in ("pin", "otp", "login code", "verification code") and value.isdigit()
        if value and (mixed or told or digits) and not value.startswith(("http", "#", "@")):
            yield start, min(end, start + len(value))


def _is_a_password_alone(text: str) -> bool:
    """One row of mixed letters and digits and nothing else, as n9y25ah7 from a press secretary's account."""
    if _WHOLE.fullmatch(text) is None or not text.isalnum() or not text.isascii():
        return False
    return len(_PIECES.findall(text)) >= _MANY_PIECES and any(map(str.isdigit, text))
