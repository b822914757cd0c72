"""``any placeholder``: what a template or a test leaves behind when nobody filled it in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from server.checking.draft import Draft
from server.checking.spans import Spans
from server.checking.speaker import Speaker

from .hit import MOST_HITS, AlwaysReady, Hit, hits_at

_THING = (
    r"(?:name|link|url|date|time|title|location|handle|hashtag|image|photo|text|company|client|customer|brand|product|"
    r"city|headline|quote|number|price|cta)"
)
_FIELD = (
    r"(?:first|last|full|your|the|client|customer|company|brand|product|event|speaker|campaign|city|insert|add|enter)"
    rf"(?:[ _-](?:{_THING}|here|first|last)){{1,3}}"
)
_FORMS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("{{",), r"\{\{[^{}\n]{0,60}\}\}"),
    (("${",), r"\$\{[\w. -]{1,40}\}"),
    (("<%",), r"<%=?[^%\n]{0,60}%>"),
    (("*|",), r"\*\|[a-z_:]{2,30}\|\*"),
    (("{",), rf"\{{(?:[a-z]+(?:_[a-z]+)+|(?:first|last) ?name|{_THING}|\d)\}}"),
    (("%",), r"%(?:[a-z]+_)?(?:name|firstname|lastname|company|link|url|date)%"),
    (("[", "<", "{"), rf"[\[<({{]\s?{_FIELD}\s?[\])}}>]"),
    (
        ("[", "<"),
        r"[\[<]\s?(?:insert|add|enter|tbd|tba|todo|placeholder|link here|name here|your)\b"
        r"[^\]>\n]{0,60}[\]>]",
    ),
    (("[",), rf"\[{_THING}\]"),
    (("lorem",), r"\blorem ipsum\b"),
    (
        ("insert", "add "),
        r"\b(?:insert|add) (?:link|name|url|image|photo|date|text|title|quote|hashtag|handle)(?: here\b|$)",
    ),
    (("goes here",), r"\b(?:link|name|url|image|photo|date|text) goes here\b"),
    ((" here",), r"\b(?:your|company) (?:name|text|message|tagline) here\b"),
    (("placeholder",), r"\bplaceholder (?:text|copy|image|post|link)\b"),
    (("test",), r"\btest(?:ing)?[ ,]{1,2}test(?:ing)?\b(?! drive)"),
    (
        ("test", "ignore"),
        r"^\W{0,3}(?:test(?:ing)?|this is (?:just |only )?a test|test (?:post|tweet|message)|ignore this|"
        r"please ignore)(?: 123| 1 2 3)?\W{0,3}$",
    ),
    (("asdf", "qwerty"), r"\b(?:asdf(?:gh)?(?:jkl)?|qwerty(?:uiop)?)\b(?! keyboard)"),
    (("://",), r"https?://(?=\s|$|[)\].,])"),
    (("](",), r"\[[^\]\n]{1,80}\]\(\s?#?\s?\)"),
    (("<a href",), r"<a href=(?:\"\"|'')"),
    (("[object",), r"\[object object\]"),
    (("null", "undefined"), r"\b(?:hi|hello|dear|hey),? (?:null|undefined)\b"),
    (("#n", "#r", "#v", "#d"), r"#(?:n/a|ref!|value!|name\?|div/0!)"),
    (("xx",), r"[$€£]x{2,4}\b|\bx{2,4}%"),
)
"""What each form can't be without, and the form: most posts hold none of the signs, and are done."""
_PLAIN = tuple((signs, re.compile(form, re.MULTILINE)) for signs, form in _FORMS)
_CAPITALS = ("TBD", "TBC", "TK TK", "TKTK", "TODO", "FIXME", "XXX", "T.B.D.")
_AS_TYPED = re.compile(r"\b(?:TBD|TBC|TK TK|TKTK|TODO|FIXME|XXXX*)\b(?!-)|\bT\.B\.D\.")
"""In capitals only: a word in small letters may be somebody's name."""


class AnyPlaceholder(AlwaysReady):
    """Text that was meant to be replaced before anybody read it."""

    name = "any placeholder"
    finds = "What a template left unfilled: [INSERT NAME], lorem ipsum, TBD, test posts, empty links."

    def find(self, draft: Draft, speaker: Speaker) -> list[Hit]:  # noqa: ARG002 - nobody means to post one
        """Every placeholder in the draft."""
        hits = hits_at(draft, Spans(_plain(draft.folded.text)))
        if any(word in draft.text for word in _CAPITALS):
            hits += [Hit(*found.span()) for found in islice(_AS_TYPED.finditer(draft.text), MOST_HITS)]
        return hits


def _plain(text: str) -> Iterator[tuple[int, int]]:
    for signs, form in _PLAIN:
        if any(sign in text for sign in signs):
            yield from (found.span() for found in form.finditer(text))
