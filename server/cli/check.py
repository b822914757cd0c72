"""``check``: one draft, or a stream of them, judged as the companion would."""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from server.checking.report import rank
from server.errors import RightHandleError

from .common import home_option, json_option, print_json, read_file

if TYPE_CHECKING:
    from server.accounts.registry import Registry
    from server.checking.engine import CompiledPolicy
    from server.checking.report import Kind
    from server.store.database import Database
    from server.web.shapes.checks import CheckAnswer

_PATIENCE_SECONDS = 20.0
KINDS = ("company", "ambassador", "personal", "unknown")


@click.command()
@click.argument("text", required=False)
@click.option("--account", "handle", default="", metavar="HANDLE", help="The account that would post it.")
@click.option("--kind", help="company, ambassador, personal or unknown; wins over the registry.")
@click.option("--site", default="", help="Such as x or mastodon; needless where the handle is on one alone.")
@click.option("--surface", default="post", show_default=True)
@click.option(
    "--policy", "policy_file", type=click.Path(path_type=Path), help="Another policy than the one in force."
)
@click.option("--jsonl", is_flag=True, help="Read one draft a line as JSON; answer one report a line.")
@home_option
@json_option
def check(  # noqa: PLR0913, PLR0917 - the contract's options
    text: str | None,
    handle: str,
    kind: Kind | None,
    site: str,
    surface: str,
    policy_file: Path | None,
    home: str | None,
    *,
    jsonl: bool,
    as_json: bool,
) -> None:
    """Check one draft. Exit code 0 for clear or note, 1 for confirm or stop."""
    from server.checking.detectors import warm_up

    if kind is not None and kind not in KINDS:
        from server.accounts.sites import unknown_value

        raise unknown_value("kind", kind, KINDS)
    asked = Asked(handle, kind, site, surface)
    with closing(_Desk(home, policy_file)) as desk:
        if jsonl:
            if text not in (None, "-"):
                raise RightHandleError("usage", "With --jsonl the drafts come from standard input.")
            _stream(desk, asked)
            return
        # One draft is asked about once: an answer must not skip a rule whose words are still loading.
    warm_up(_PATIENCE_SECONDS)
    report = desk.report(_given(text), asked)
    if as_json:
        print_json(report)
    else:
        _tell(report)
    sys.exit(1 if rank(report.verdict) >= rank("confirm") else 0)


class Asked(NamedTuple):
    """Who would post, and where; the options of the command, or what a line says instead."""

    handle: str
    kind: Kind | None
    site: str
    surface: str


class _Desk:
    """The policy and the registry, loaded once for a draft or a thousand."""

    def __init__(self, home: str | None, policy_file: Path | None) -> None:
        from server.settings import data_folder
        from server.store.database import FILE

        self.registry: Registry | None = None
        folder = data_folder(home)
        self._database: Database | None = None
        # A check leaves no trace: a folder that isn't there is not made for it.
        if (folder / FILE).exists():
            from server.accounts.registry import Registry
            from server.store.database import Database

            self._database = Database(folder / FILE)
            self.registry = Registry(self._database)
        self.policy = self._policy(policy_file)

    def close(self) -> None:
        """Close the database, where there is one."""
        if self._database is not None:
            self._database.close()

    def _policy(self, policy_file: Path | None) -> CompiledPolicy:
        from server.checking.engine import compile_policy
        from server.policy.document import read_policy
        from server.policy.starter import starter_bytes

        if policy_file is not None:
            return _load(policy_file)
        if self._database is not None:
            from server.records.policies import Policies

            return Policies(self._database).current().compiled
        return compile_policy(read_policy(starter_bytes()))

    def report(self, text: str, asked: Asked) -> CheckAnswer:
        """One report."""
        from server.web.reports import report_on

        return report_on(
            text,
            (),
            policy=self.policy,
            registry=self.registry,
            site=asked.site,
            surface=asked.surface,
            handle=asked.handle,
            kind=asked.kind,
        )


def _load(file: Path) -> CompiledPolicy:
    from server.policy.examples import load_policy
    from server.policy.faults import PolicyError

    try:
        return load_policy(read_file(file))
    except PolicyError as error:
        for fault in error.errors:
            click.echo(fault.in_file(str(file)), err=True)
        sys.exit(2)


def _given(text: str | None) -> str:
    if text is not None and text != "-":
        return text
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        raise RightHandleError("not_utf8", "Standard input is not UTF-8.") from None


def _stream(desk: _Desk, asked: Asked) -> None:
    import msgspec

    from server.checking.detectors import warm_up

    # A stream is read by programs: its first lines must not differ from its last.
    warm_up(_PATIENCE_SECONDS)
    encode = msgspec.json.Encoder().encode
    out = sys.stdout.buffer
    # Windows begins a file with a mark, and files laid end to end have one inside.
    lines = (line.removeprefix(BOM_UTF8) for line in sys.stdin.buffer)
    for number, line in enumerate(lines, start=1):
        try:
            answer = _answer_line(desk, line, asked)
        except RightHandleError as error:
            answer = {"id": _id_of(line)} | error.as_dict()
            told = answer["error"]
            told["message"] = f"Line {number}: {told['message']}"
        out.write(encode(answer) + b"\n")
        out.flush()


def _answer_line(desk: _Desk, line: bytes, asked: Asked) -> dict[str, Any]:
    import msgspec

    from server.web.decode import read_body
    from server.web.shapes.checks import JsonlLine

    sent = read_body(line, "application/json", JsonlLine)
    account = sent.account
    handle = account.handle if account else None
    kind = account.kind if account else None
    merged = Asked(
        asked.handle if handle is None else handle,
        asked.kind if kind is None else kind,
        asked.site if sent.site is None else sent.site,
        asked.surface if sent.surface is None else sent.surface,
    )
    return {"id": sent.id} | msgspec.structs.asdict(desk.report(sent.text, merged))


def _id_of(line: bytes) -> Any:  # noqa: ANN401 - whatever the caller's id was
    import msgspec

    class Named(msgspec.Struct):
        id: str | int | float | None = None

    try:
        return msgspec.json.decode(line, type=Named).id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _tell(report: CheckAnswer) -> None:
    from server.checking.report import VERDICTS

    words = dict(
        zip(
            VERDICTS,
            ("Clear.", "Worth a look.", "Held. Please confirm.", "Held. Not from this account."),
            strict=True,
        )
    )
    account = report.account
    who = f"{account.name} {account.handle}".strip() or "an account that is not known"
    click.echo(f"{report.verdict}: {words[report.verdict]} As {who} ({account.kind}).")
    for finding in report.findings:
        part = f" in part {finding.part}" if finding.part is not None else ""
        click.echo(f"\n  [{finding.span[0]}, {finding.span[1]}){part} “{finding.match}”")
        click.echo(f"  {finding.rule}: {finding.title} ({finding.weight})")
        for label, said in (
            ("Why", finding.why),
            ("Write instead", finding.instead),
            ("Consequence", finding.consequence),
            ("Where", finding.section),
        ):
            if said:
                click.echo(f"  {label}: {said}")
    for one in report.not_checked:
        click.echo(f"Not checked: {one.rule}: {one.why}", err=True)
