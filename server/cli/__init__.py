"""The command line: one module per group of commands, loaded only when it is asked for.

Results go to standard output, everything else to standard error. Exit codes: 0 done, 1 held or
not whole, 2 bad usage (contract, Command line).
"""

from __future__ import annotations

import importlib
import io
import os
import sys

import click

from server import VERSION
from server.errors import RightHandleError

COMMANDS: dict[str, str] = {
    "run": "Start the companion.",
    "check": "Check one draft, or many with --jsonl.",
    "policy": "Check, show, explain, compare, start or adopt a policy.",
    "accounts": "Say who may speak where.",
    "key": "Pair a program, list and revoke keys.",
    "ledger": "See, verify, copy or prune what is recorded.",
    "pair": "Show a fresh pairing code.",
    "doctor": "Say what is wrong on this machine and how to mend it.",
}
"""Each is ``server/cli/NAME.py`` with a command of that name, and the line that --help shows."""


class _Commands(click.Group):
    """The commands by name; importing them all would cost every one of them the time of the slowest."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own shape
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 - click's own shape
        if name not in COMMANDS:
            return None
        found: click.Command = getattr(importlib.import_module(f"server.cli.{name}"), name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's own shape
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS:
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            meant = f" Did you mean ‘{near[0]}’?" if near else ""
            ctx.fail(f"‘{args[0]}’ is not a command.{meant}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="Right Handle")
def commands() -> None:
    """Right Handle: see which account is about to speak, before it does."""


def main() -> None:
    """Run a command; what goes wrong is one sentence on standard error."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that can't show ‘ or é must not turn a report into a crash, nor must a closed one.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        commands(prog_name="python -m server")
    except RightHandleError as error:
        click.echo(f"Error: {error.message}", err=True)
        sys.exit(2 if error.status in _USAGE else 1)
    except OSError as error:
        click.echo(f"Error: {error.strerror or error}.", err=True)
        # What is still held back for a full disk would fail once more while Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(1)


_USAGE = frozenset({400, 404, 409, 413, 415, 422})
"""What a person typed can't be done: bad usage. Anything else is a fault of the machine."""
