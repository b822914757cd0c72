"""The draft of the next policy: two who save at once, and nobody who loses a line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server.errors import RightHandleError
from server.records.moment import moment
from server.records.policy_draft import PolicyDrafts
from server.store.database import FILE, Database
from tests.server.running import ROOT

BASE = "a" * 64
LONG = "# How we post\r\n" + "é" * 500_000

SAVING = """
import json, sys
from pathlib import Path
from server.errors import RightHandleError
from server.records.policy_draft import PolicyDrafts
from server.store.database import Database
drafts = PolicyDrafts(Database(Path(sys.argv[1])))
sys.stdin.readline()
won = []
for number in range(40):
    seen = drafts.get()
    text = f"{sys.argv[2]} {number}"
    try:
        drafts.save(text, "a" * 64, seen.revision if seen else 0)
        won.append(text)
    except RightHandleError as error:
        assert error.code in ("changed_meanwhile", "busy"), error.code
print(json.dumps(won))
"""


@pytest.fixture
def drafts(tmp_path: Path) -> Iterator[PolicyDrafts]:
    database = Database(tmp_path / FILE)
    yield PolicyDrafts(database)
    database.close()


def refusal(save: object) -> RightHandleError:
    with pytest.raises(RightHandleError) as refused:
        save()  # type: ignore[operator]
    assert (refused.value.code, refused.value.status) == ("changed_meanwhile", 409)
    return refused.value


def test_a_draft_is_kept_whole_with_all_its_faults(drafts: PolicyDrafts) -> None:
    assert drafts.get() is None
    for revision, text in enumerate(("### no policy at all\x00", "", LONG)):
        saved = drafts.save(text, BASE, revision)
        assert (saved.text, saved.base, saved.revision) == (text, BASE, revision + 1)
        assert drafts.get() == saved


def test_the_second_of_two_is_told_when_the_first_saved_and_the_first_stays_whole(
    drafts: PolicyDrafts,
) -> None:
    drafts.save("both began here", BASE, 0)
    first = drafts.save("what the first wrote", BASE, 1)
    said = refusal(lambda: drafts.save("what the second wrote", BASE, 1))
    assert said.message == f"Saved in another window {moment(first.saved_at)}. Compare before you save."
    assert drafts.get() == first
    refusal(lambda: drafts.save("a new one", BASE, 0))
    refusal(lambda: drafts.discard(1))
    assert drafts.get() == first


def test_an_answer_that_was_lost_is_no_clash_with_oneself(drafts: PolicyDrafts) -> None:
    saved = drafts.save("the same words", BASE, 0)
    assert drafts.save("the same words", BASE, 0) == saved


def test_a_discarded_draft_is_gone_and_its_numbers_are_not_used_again(drafts: PolicyDrafts) -> None:
    drafts.save("one", BASE, 0)
    drafts.discard()
    drafts.discard()
    assert drafts.get() is None
    said = refusal(lambda: drafts.save("two, by one who did not see it go", BASE, 1))
    assert said.message.startswith("Discarded in another window at ")
    later = drafts.save("three", BASE, 0)
    assert later.revision > 1
    refusal(lambda: drafts.save("four, after the first revision 1", BASE, 1))


def test_a_draft_that_was_adopted_goes_unless_somebody_wrote_on(drafts: PolicyDrafts) -> None:
    drafts.save("adopted", BASE, 0)
    drafts.discard_text("another")
    assert drafts.get() is not None
    drafts.discard_text("adopted")
    assert drafts.get() is None


def test_of_many_who_save_over_the_same_revision_one_is_kept(drafts: PolicyDrafts) -> None:
    for revision in range(5):

        def save(number: int, seen: int = revision) -> str | None:
            try:
                return drafts.save(f"{seen} {number} " + "x" * 100_000, BASE, seen).text
            except RightHandleError as error:
                assert error.code == "changed_meanwhile"
                return None

        with ThreadPoolExecutor(8) as pool:
            kept = [text for text in pool.map(save, range(8)) if text is not None]
        draft = drafts.get()
        assert draft is not None
        assert [draft.text] == kept
        assert draft.revision == revision + 1


def test_two_processes_never_write_over_each_other(drafts: PolicyDrafts, tmp_path: Path) -> None:
    savers = [
        subprocess.Popen(
            [sys.executable, "-c", SAVING, str(tmp_path / FILE), name],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for name in ("one", "other")
    ]
    for saver in savers:
        assert saver.stdin is not None
        saver.stdin.write(b"go\n")
        saver.stdin.flush()
    won = [json.loads(saver.communicate(timeout=60)[0]) for saver in savers]
    draft = drafts.get()
    assert draft is not None
    # Each save that was answered has a number of its own: none was lost under another.
    assert draft.revision == len(won[0]) + len(won[1])
    assert draft.text in (won[0][-1:] + won[1][-1:])
