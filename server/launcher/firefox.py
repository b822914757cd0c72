"""Firefox in a profile of its own, which points at the extension's folder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from server.errors import RightHandleError
from server.launcher.extension import extension_id
from server.launcher.process import start_quietly

PREFERENCES: dict[str, bool | int | str] = {
    "xpinstall.signatures.required": False,  # ours has no store's signature
    "extensions.autoDisableScopes": 0,  # else Firefox loads it, but switched off
    "extensions.startupScanScopes": 15,
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
    "browser.sessionstore.resume_from_crash": False,
    "toolkit.startup.max_resumed_crashes": -1,  # ended with the companion is not a crash
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "termsofuse.bypassNotification": True,
    "trailhead.firstrun.didSeeAboutWelcome": True,
    "startup.homepage_welcome_url": "",
    "browser.startup.homepage_override.mstone": "ignore",
}
"""What the profile must say; browsers.md has the measurement of the first two."""


def start(program: Path, profile: Path, extension: Path, address: str) -> subprocess.Popen[bytes]:
    """Starts Firefox on `address` with the extension in the folder `extension`."""
    if _in_use(profile):
        raise RightHandleError(
            "browser_in_use",
            "Firefox is still open from an earlier run. Close it, then run again.",
            status=409,
        )
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    pointers = profile / "extensions"
    pointers.mkdir(exist_ok=True)
    # A file named like the extension that holds its folder's path: Firefox loads it from there, so
    # the code file can be deleted while Firefox runs, which a packed archive would not allow.
    (pointers / extension_id(extension)).write_text(f"{extension}/", encoding="utf-8")
    for stale in ("addonStartup.json.lz4", "extensions.json"):  # else an update of ours is not seen
        (profile / stale).unlink(missing_ok=True)
    return start_quietly([program, "--new-instance", "--purgecaches", "--profile", profile, address])


def _in_use(profile: Path) -> bool:
    """Whether a Firefox holds this profile; a second one would only show a dialog about it."""
    lock = profile / ".parentlock"
    if sys.platform == "win32" or not lock.exists():
        return False
    import fcntl

    with lock.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False
