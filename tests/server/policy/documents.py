"""A small sound policy, and ways to spoil it, for the tests of this folder."""

from __future__ import annotations

SOUND = """\
# How we post

- **Version:** 3
- **If Right Handle is not running:** let posts through
- **Allowance:** 30 minutes a day

## 1. Why we are here

- **Halden Motors:** customer support

## 2. What stays with us

### CONF-3: Do not name a client before we announce them

We promise clients silence until both sides have signed.

- **Category:** confidential
- **Weight:** confirm
- **Applies to:** company, ambassador, personal
- **Looks for:** Halcyon Bank; Project Falcon
- **Unless it says:** case study; as announced
- **Write instead:** a new client in financial services
- **Consequence:** First time, delete it and tell your manager.

Not allowed:
> Thrilled to start with **Halcyon Bank** on Monday!

Allowed:
> Our Halcyon Bank case study is live, as announced last week.

### VOICE-1: No swearing from a company account

It is read as our opinion of the reader.

- **Category:** profanity
- **Weight:** stop
- **Applies to:** company
- **Looks for:** any profanity
- **Consequence:** Delete it and say sorry.

Not allowed:
> Nobody here knows how to **fucking** drive

Allowed:
> Our Scunthorpe branch is open.

## 3. Signature

> I have read this policy.
"""


def spoiled(old: str, new: str) -> str:
    """The sound policy with its first ``old`` made ``new``; a test that changes nothing is a mistake."""
    assert old in SOUND, old
    return SOUND.replace(old, new, 1)


def line_of(document: str, words: str) -> int:
    """The line, from 1, on which ``words`` first stand."""
    return document[: document.index(words)].count("\n") + 1


EVERYTHING = """\
# How we post

- **Version:** 3
- **Personal use:** 12:00 to 14:00 and after 17:00 on working days; any time at weekends
- **Personal activity:** catching up with friends; the news
- **Training:** once a year
- **Signature:** before speaking for the company

- **{client names}:** Halcyon Bank; Northwind
- **{Company Names}:** Halden; Halden Motors

## 1. Who speaks

- **@HaldenMotors on x:** company; customer support; spoken for by Ana Reyes and Jo Marsh
- **@halden@social.example on Mastodon and Bluesky:** ambassador

### CONF-1: Do not name a client before we announce them

We promise clients silence until both sides have signed.

- **Category:** confidential
- **Weight:** confirm
- **Applies to:** company, ambassador
- **Sites:** x, Hacker News, other:forum.example
- **Surfaces:** posts, replies and quotes
- **Accounts:** @HaldenMotors on x; @halden@social.example
- **Looks for:** {client names}; any form of lay off; pattern `PRJ-[0-9]{4};x`; “launch” near {client names}
- **Unless it says:** case study; {company names}; halden.example/news; +49 30 901820
- **Unless the post says:** as announced
- **Always allowed:** “any secret”
- **Consequence:** First time, delete it and tell your manager.

Not allowed:
> Thrilled to start with **Halcyon Bank** on Monday!

Allowed:
> Our Halcyon Bank case study is live.

## 2. Slips

After a slip:

1. Delete it.
2. Say sorry.

**Steps:**
1. We talk.
2. A written warning.
"""
"""A sound policy that uses the whole language."""


def changed(old: str, new: str) -> str:
    """The policy that uses the whole language, with its first ``old`` made ``new``."""
    assert old in EVERYTHING, old
    return EVERYTHING.replace(old, new, 1)
