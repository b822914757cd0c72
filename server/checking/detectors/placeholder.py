"""``any placeholder``: what a template or a test leaves behind when nobody filled it in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from server.checking.draft import Draft
from server.checking.spans import Spans
from server.checking.speaker import Speaker

from .hit import AlwaysReady, Hit, hits_at

_THING = (
    r"(?:name|link|url|date|time|title|location|handle|hashtag|image|photo|text|company|client|customer|brand|product|"
    r"city|headline|quote|number|price|cta)"
)
_FIELD = (
    r"(?:first|last|full|your|the|client|customer|company|brand|product|event|speaker|campaign|city|insert|add|enter)"
    rf"(?:[ _-](?:{_THING}|here|first|last)){{1,3}}"
)
_FORMS = (
    r"\{\{[^{}\n]{0,60}\}\}",
    r"\$\{[\w. -]{1,40}\}",
    r"<%=?[^%\n]{0,60}%>",
    r"\*\|[a-z_:]{2,30}\|\*",
    rf"\{{(?:[a-z]+(?:_[a-z]+)+|(?:first|last) ?name|{_THING}|\d)\}}",
    r"%(?:[a-z]+_)?(?:name|firstname|lastname|company|link|url|date)%",
    rf"[\[<({{]\s?{_FIELD}\s?[\])}}>]",
    r"[\[<]\s?(?:insert|add|enter|tbd|tba|todo|placeholder|link here|name here|your)\b[^\]>\n]{0,60}[\]>]",
    rf"\[{_THING}\]",
    r"\blorem ipsum\b",
    r"\b(?:insert|add) (?:link|name|url|image|photo|date|text|title|quote|hashtag|handle)(?: here\b|$)",
    r"\b(?:link|name|url|image|photo|date|text) goes here\b",
    r"\b(?:your|company) (?:name|text|message|tagline) here\b",
    r"\bplaceholder (?:text|copy|image|post|link)\b",
    r"\btest(?:ing)?[ ,]{1,2}test(?:ing)?\b(?! drive)",
    r"^\W{0,3}(?:test(?:ing)?|this is (?:just |only )?a test|test (?:post|tweet|message)|ignore this|"
    r"please ignore)(?: 123| 1 2 3)?\W{0,3}$",
    r"\b(?:asdf(?:gh)?(?:jkl)?|qwerty(?:uiop)?)\b(?! keyboard)",
    r"\bhttps?://(?=\s|$|[)\].,])",
    r"\[[^\]\n]{1,80}\]\(\s?#?\s?\)",
    r"<a href=(?:\"\"|'')",
    r"\[object object\]",
    r"\b(?:hi|hello|dear|hey),? (?:null|undefined)\b",
    r"#(?:n/a|ref!|value!|name\?|div/0!)",
    r"[$€£]x{2,4}\b|\bx{2,4}%",
)
_PLAIN = re.compile("|".join(_FORMS), re.MULTILINE)
_LIKELY = re.compile(
    r"[\[{<%|#(]|xx|lorem|insert|add |(?:goes|name|text|message|tagline) here|placeholder|test|ignore|asdf|"
    r"qwer|://(?:\s|$|[)\].,])|null|undefined"
)
_AS_TYPED = re.compile(r"\b(?:TBD|TBC|TK TK|TKTK|TODO|FIXME|XXXX*)\b(?!-)|\bT\.B\.D\.")
"""In capitals only: a word in small letters may be somebody's name."""


class AnyPlaceholder(AlwaysReady):
    """Text that was meant to be replaced before anybody read it."""

    name = "any placeholder"
    finds = "What a template left unfilled: [INSERT NAME], lorem ipsum, TBD, test posts, empty links."

    def find(self, draft: Draft, speaker: Speaker) -> list[Hit]:  # noqa: ARG002 - nobody means to post one
        """Every placeholder in the draft."""
        typed = (found.span() for found in _AS_TYPED.finditer(draft.text))
        return [*hits_at(draft, Spans(_plain(draft.folded.text))), *(Hit(*span) for span in typed)]


def _plain(text: str) -> Iterator[tuple[int, int]]:
    if _LIKELY.search(text):
        yield from (found.span() for found in _PLAIN.finditer(text))
