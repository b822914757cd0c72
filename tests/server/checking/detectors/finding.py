"""What a detector cuts out of a text, by its name in the policy language."""

from __future__ import annotations

from server.checking.detectors import DETECTORS
from server.checking.draft import Draft
from server.checking.speaker import Speaker


def cut(name: str, text: str) -> list[str]:
    detector = next(detector for detector in DETECTORS if detector.name == name)
    assert detector.ready() is None
    return [text[hit.start : hit.end] for hit in detector.find(Draft(text), Speaker(kind="company"))]
