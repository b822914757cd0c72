"""Talk about pay, hours, conditions and unions, which people may have about their work in public.

US law (National Labor Relations Act, section 7) protects it even where it is heated; a tool that flagged it
on people's own accounts would chill it. So on personal and ambassador accounts such a post never meets a
rule about tone, profanity or confidential things.
"""

from __future__ import annotations

from collections.abc import Iterable

from .draft import Draft
from .phrases import PhraseIndex
from .report import Category, Kind

_PROTECTED_KINDS: frozenset[Kind] = frozenset({"personal", "ambassador"})
_SILENT: frozenset[Category] = frozenset({"tone", "profanity", "harassment", "confidential"})

_PLAIN = """
wage; wages; salary; salaries; overtime; minimum wage; living wage; pay rise; pay raise; pay cut; pay cuts;
pay gap; pay day; payday; payslip; paycheck; paychecks; paid sick leave; sick pay; sick leave; unpaid;
underpaid; holiday pay; zero hours contract; zero hour contract; working conditions; work conditions;
working hours; work hours; long hours; our hours; my hours; night shift; night shifts; double shift;
double shifts; unsafe at work; health and safety; understaffed; short staffed; union; unions; unionise;
unionised; unionising; unionize; unionized; unionizing; shop steward; picket line; on strike; going on strike;
strike vote; collective bargaining; collective agreement; works council; organizing committee; layoffs;
laid off; severance; our pay; my pay; fair pay; equal pay; low pay; better pay; pay freeze; pay dispute;
pay talks; pay deal; pay offer; pays us; pay us; paying us; hour shift; hour shifts; hour week; hour weeks;
hours a week; strike action; strike ballot; industrial action; walkout; parental leave; maternity leave; pto;
lunch breaks; toilet breaks; bathroom breaks
"""
"""Enough alone."""

_HINTS = """
pay; pays; paid; paying; hours; shift; shifts; schedule; schedules; break; breaks; strike; striking;
conditions; raise; raises; bonus; bonuses; tips; tip; benefits; contract; rota; roster; heat; unsafe; injured;
staffing; quota
"""
_AT_WORK = """
boss; bosses; manager; managers; management; employer; employers; employee; employees; coworker; coworkers;
colleague; colleagues; workers; worker; staff; company; job; jobs; work; hr; warehouse; shop floor; supervisor
"""
"""One hint and one word of the work place together are enough: "paid" alone may be a parking ticket."""


def _phrases(listed: str, kind: str) -> list[tuple[str, str]]:
    return [(phrase.strip(), kind) for phrase in listed.split(";")]


_INDEX = PhraseIndex([*_phrases(_PLAIN, "plain"), *_phrases(_HINTS, "hint"), *_phrases(_AT_WORK, "work")])


def is_about_work(post: Iterable[Draft]) -> bool:
    """Whether the texts of a post talk about pay, hours, conditions or unions.

    They are one post: its title may say what it is about, and its text only how that feels.
    """
    kinds: set[str] = set()
    for draft in post:
        kinds |= draft.once("about work", _kinds)
    return "plain" in kinds or {"hint", "work"} <= kinds


def _kinds(draft: Draft) -> set[str]:
    return {found.payload for found in _INDEX.find(draft)}


def is_silent(category: Category, kind: Kind, post: Iterable[Draft]) -> bool:
    """Whether a rule of this category must not speak about this post from an account of this kind."""
    return kind in _PROTECTED_KINDS and category in _SILENT and is_about_work(post)
