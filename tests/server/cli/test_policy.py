"""The policy on the command line, each command in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from server.cli.policy import WAYS
from server.policy.document import read_policy
from server.policy.starter import STARTERS, starter_bytes
from server.policy.telling.coverage import coverage
from tests.server.policy.documents import SOUND, line_of, spoiled
from tests.server.running import ROOT, environment, run_cli


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return environment(tmp_path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "policy.md"
    path.write_text(SOUND)
    return path


def test_a_good_file_is_told_with_counts_and_with_what_it_leaves_out(env: dict[str, str], file: Path) -> None:
    said = run_cli(env, "policy", "check", str(file)).stdout.decode()
    assert said.startswith("How we post, version 3: 2 rules, 4 examples, all good.\nIt covers proprietary")
    told = " ".join(said.split())
    covers, leaves_out = told.split(" It says nothing about ")
    for topic in coverage(read_policy(SOUND)):
        assert topic.name in (covers if topic.where else leaves_out)


def test_faults_have_file_line_and_rule_and_the_exit_code_is_1(env: dict[str, str], file: Path) -> None:
    document = spoiled("**Weight:** confirm", "**Wieght:** confirm").replace("**fucking**", "**drive**")
    file.write_text(document)
    done = run_cli(env, "policy", "check", str(file), code=1)
    assert done.stdout == b""
    label, example = (line_of(document, words) for words in ("**Wieght", "> Nobody"))
    assert done.stderr.decode().splitlines() == [
        f"{file}:{label}: CONF-3: ‘Wieght’ is not a label. Did you mean ‘Weight’?",
        f"{file}:{example}: VOICE-1 does not find ‘drive’ on a company account. "
        "Change the rule or the example.",
    ]


@pytest.mark.parametrize("command", ["check", "use", "diff"])
def test_what_is_no_file_is_bad_usage(env: dict[str, str], tmp_path: Path, command: str) -> None:
    for path in (tmp_path / "none.md", tmp_path):
        done = run_cli(env, "policy", command, str(path), code=2)
        assert done.stderr.decode().startswith(f"Error: {path}: ")
        assert done.stdout == b""


def test_what_changes_is_said_before_a_policy_is_in_force(env: dict[str, str], file: Path) -> None:
    run_cli(env, "policy", "use", str(file))
    file.write_text(spoiled("30 minutes", "20 minutes").replace("**Version:** 3", "**Version:** 4"))
    sentences = ["This is version 4. It was version 3.", "The allowance goes from 30 to 20 minutes a day."]
    assert run_cli(env, "policy", "diff", str(file)).stdout.decode().splitlines() == sentences
    said = run_cli(env, "policy", "use", str(file)).stdout.decode().splitlines()
    assert said == [*sentences, "How we post, version 4, is in force."]
    assert "Nothing that counts has changed." in run_cli(env, "policy", "diff", str(file)).stdout.decode()
    file.write_text("# Not a policy")
    refused = run_cli(env, "policy", "use", str(file), code=1)
    assert "How we post, version 4, stays in force." in refused.stderr.decode()
    assert refused.stdout == b""


def test_two_files_are_compared(env: dict[str, str], file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text(spoiled("**Weight:** stop", "**Weight:** confirm"))
    said = run_cli(env, "policy", "diff", str(file), str(other)).stdout.decode()
    assert said == (
        "VOICE-1 asks for confirmation now. It stopped the post before.\n"
        "The version is still 3. Give it a new one, so that signatures tell them apart.\n"
    )
    assert not Path(env["RIGHT_HANDLE_HOME"]).exists()
    other.write_text("")
    assert f"{other}:1: " in run_cli(env, "policy", "diff", str(file), str(other), code=1).stderr.decode()
    run_cli(env, "policy", "diff", *[str(file)] * 3, code=2)


def test_a_new_policy_is_a_starter_and_overwrites_nothing(env: dict[str, str], tmp_path: Path) -> None:
    for name in STARTERS:
        assert run_cli(env, "policy", "new", "--from", name).stdout == starter_bytes(name)
    path = tmp_path / "mine.md"
    run_cli(env, "policy", "new", str(path))
    assert path.read_bytes() == starter_bytes()
    path.write_text("mine")
    refused = run_cli(env, "policy", "new", str(path), code=2)
    assert "is there already" in refused.stderr.decode()
    assert path.read_text() == "mine"
    run_cli(env, "policy", "new", str(tmp_path / "no" / "such" / "mine.md"), code=2)


def test_an_unknown_starter_is_answered_with_the_nearest(env: dict[str, str], tmp_path: Path) -> None:
    refused = run_cli(env, "policy", "new", "--from", "hopsital", str(tmp_path / "mine.md"), code=2)
    assert "Did you mean ‘hospital’?" in refused.stderr.decode()
    assert not (tmp_path / "mine.md").exists()


def test_every_detector_is_listed_with_what_it_finds(env: dict[str, str]) -> None:
    from server.checking.detectors import DETECTORS

    said = " ".join(run_cli(env, "policy", "detectors").stdout.decode().split())
    for detector in DETECTORS:
        assert f"{detector.name} {detector.finds}" in said
    for written, means in WAYS:
        assert f"{written} {means}" in said


def test_what_is_said_about_writing_is_what_the_reader_reads() -> None:
    names = "- **{client names}:** Halcyon Bank; Northwind\n- **{published clients}:** Northwind\n"
    looks_for = "; ".join(written for written, _ in WAYS)
    document = (
        spoiled("- **Halden Motors:** customer support\n", names)
        .replace("Halcyon Bank; Project Falcon", looks_for)
        .replace("case study; as announced", "case study; halden.example/news; {published clients}")
    )
    rule = read_policy(document).rule("CONF-3")
    assert rule is not None
    kinds = ["phrase", "phrase", "forms", "list", "pattern", "detector"]
    assert [one.kind for one in rule.looks_for] == kinds
    assert rule.looks_for[5].near == "client names"
    assert rule.unless == ("case study", "halden.example/news", "{published clients}")


@pytest.mark.parametrize("command", ["check", "show", "explain", "use", "diff", "detectors", "new"])
def test_every_command_on_policies_has_help(env: dict[str, str], command: str) -> None:
    assert f"policy {command}" in run_cli(env, "policy", command, "--help").stdout.decode()


@pytest.mark.parametrize(
    ("redirection", "code", "said"), [(">/dev/full", 1, "Error: No space left on device.\n"), (">&-", 0, "")]
)
def test_output_that_nobody_takes_is_no_crash(
    env: dict[str, str], redirection: str, code: int, said: str
) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m server policy show {redirection}', sys.executable],
        cwd=ROOT,
        env=env,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr.decode()) == (code, said)


def test_a_file_without_end_is_not_read_to_its_end(env: dict[str, str]) -> None:
    done = run_cli(env, "policy", "check", "/dev/zero", code=2)
    assert done.stderr == b"Error: /dev/zero: Longer than 256 MiB.\n"
