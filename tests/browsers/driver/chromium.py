"""Chromium over the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/)."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.browsers.driver.channel import Channel, RefusedError
from tests.browsers.driver.page import UI_HOST, Browser, Page, until

# The protocol wants the key's own numbers; only keys that the tests press stand here.
_NAMED = {
    "Enter": ("Enter", 13), "Escape": ("Escape", 27), "Tab": ("Tab", 9), "Backspace": ("Backspace", 8),
    "Delete": ("Delete", 46), "Control": ("ControlLeft", 17), "Shift": ("ShiftLeft", 16),
    "End": ("End", 35), "Home": ("Home", 36), "ArrowLeft": ("ArrowLeft", 37),
}  # fmt: skip
_MODIFIER = {"Alt": 1, "Control": 2, "Meta": 4, "Shift": 8}


class ChromiumPage(Page):
    """A tab of Chromium."""

    def __init__(self, channel: Channel, target: str, *, dark: bool) -> None:
        self._channel = channel
        self._target = target
        attached = channel.call("Target.attachToTarget", {"targetId": target, "flatten": True})
        self._session = attached["sessionId"]
        self._call("Page.enable")
        self._call("Runtime.enable")
        # Tabs in the background are drawn and focused as if each were in front, as one window each.
        self._call("Emulation.setFocusEmulationEnabled", {"enabled": True})
        feature = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._call("Emulation.setEmulatedMedia", {"features": [feature]})

    def evaluate(self, function: str, *args: object) -> Any:
        found = self._call(
            "Runtime.evaluate",
            {
                "expression": f"({function})(...{json.dumps(args)})",
                "awaitPromise": True,
                "returnByValue": True,
                "userGesture": False,
            },
        )
        return _value(found)

    def in_ui(self, function: str, *args: object) -> Any:
        roots = self._ui_roots()
        if not roots:
            return self.evaluate(f"(...args) => ({function})([], ...args)", *args)
        found = self._call(
            "Runtime.callFunctionOn",
            {
                "functionDeclaration": f"function (n, ...all) {{ const f = ({function});"
                " return f(all.slice(0, n), ...all.slice(n)); }",
                "objectId": roots[0],
                "arguments": [
                    {"value": len(roots)},
                    *({"objectId": root} for root in roots),
                    *({"value": value} for value in args),
                ],
                "awaitPromise": True,
                "returnByValue": True,
            },
        )
        return _value(found)

    def go(self, address: str) -> None:
        answer = self._call("Page.navigate", {"url": address})
        if "errorText" in answer:
            raise RefusedError(f"{address}: {answer['errorText']}")
        until(lambda: self.evaluate("() => document.readyState") == "complete", f"{address} loaded")

    def type(self, text: str) -> None:
        sent = []
        for character in text:
            key = {"\n": "Enter", "\t": "Tab"}.get(character, character)
            sent += [self._send_key(kind, key, 0) for kind in ("keyDown", "keyUp")]
        for number in sent:
            self._channel.answer(number)

    def press(self, *chord: str) -> None:
        held = 0
        sent = []
        for key in chord:
            held |= _MODIFIER.get(key, 0)
            sent.append(self._send_key("keyDown", key, held))
        for key in reversed(chord):
            held &= ~_MODIFIER.get(key, 0)
            sent.append(self._send_key("keyUp", key, held))
        for number in sent:
            self._channel.answer(number)

    def click_at(self, x: int, y: int, *, times: int = 1) -> None:
        at: dict[str, Any] = {"x": x, "y": y, "button": "left"}
        self._call("Input.dispatchMouseEvent", {**at, "type": "mouseMoved", "button": "none"})
        for count in range(1, times + 1):
            for kind, buttons in (("mousePressed", 1), ("mouseReleased", 0)):
                self._call(
                    "Input.dispatchMouseEvent", {**at, "type": kind, "buttons": buttons, "clickCount": count}
                )

    def activate(self) -> None:
        self._call("Page.bringToFront")

    def resize(self, width: int, height: int) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._call("Emulation.setDeviceMetricsOverride", metrics)

    def screenshot(self) -> bytes:
        return base64.b64decode(self._call("Page.captureScreenshot", {"format": "png"})["data"])

    def close(self) -> None:
        self._channel.call("Target.closeTarget", {"targetId": self._target})

    def _call(self, method: str, params: dict[str, Any] | None = None) -> dict[str, Any]:
        return self._channel.call(method, params, session=self._session)

    def _ui_roots(self) -> list[str]:
        hosts = self._call("Runtime.evaluate", {"expression": f"[...document.querySelectorAll('{UI_HOST}')]"})
        listed = self._call(
            "Runtime.getProperties", {"objectId": hosts["result"]["objectId"], "ownProperties": True}
        )
        roots = []
        for item in listed["result"]:
            if not item["name"].isdigit():
                continue
            try:
                node = self._call("DOM.describeNode", {"objectId": item["value"]["objectId"]})["node"]
                for root in node.get("shadowRoots", []):
                    found = self._call("DOM.resolveNode", {"backendNodeId": root["backendNodeId"]})
                    roots.append(found["object"]["objectId"])
            except RefusedError:
                continue  # taken away meanwhile
        return roots

    def _send_key(self, kind: str, key: str, held: int) -> int:
        code, number = _NAMED.get(key, ("", 0))
        if len(key) == 1 and key.isascii() and key.isalnum():
            code, number = f"{'Digit' if key.isdigit() else 'Key'}{key.upper()}", ord(key.upper())
        params: dict[str, Any] = {
            "type": kind, "key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": held,
        }  # fmt: skip
        text = "\r" if key == "Enter" else key
        if kind == "keyDown" and len(text) == 1 and not held & ~_MODIFIER["Shift"]:
            params["text"] = text
        elif kind == "keyDown":
            params["type"] = "rawKeyDown"
        return self._channel.send("Input.dispatchKeyEvent", params, session=self._session)


class Chromium(Browser):
    """Chromium, headless, with the unpacked extension in `extension`."""

    name = "chromium"

    def __init__(
        self, program: Path, profile: Path, extension: Path, *, tls_port: int, dark: bool = False
    ) -> None:
        self._extension = extension
        self._dark = dark
        command = [
            str(program), f"--user-data-dir={profile}", "--headless", "--remote-debugging-port=0",
            "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--password-store=basic",
            "--ignore-certificate-errors", f"--host-resolver-rules=MAP *:443 127.0.0.1:{tls_port}",
            f"--load-extension={extension}", f"--disable-extensions-except={extension}",
            "--window-size=1280,900", "--force-color-profile=srgb", "about:blank",
        ]  # fmt: skip
        if os.geteuid() == 0:
            command.append("--no-sandbox")
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        said = profile / "DevToolsActivePort"
        lines = until(
            lambda: said.exists() and said.read_text().splitlines()[1:2] and said.read_text(), "Chromium"
        )
        port, path = str(lines).split()
        self._channel = Channel(f"ws://127.0.0.1:{port}{path}")

    def open(self, address: str = "about:blank", *, behind: bool = False) -> ChromiumPage:
        target = self._channel.call("Target.createTarget", {"url": "about:blank", "background": behind})
        page = ChromiumPage(self._channel, target["targetId"], dark=self._dark)
        if address != "about:blank":
            page.go(address)
        return page

    def find(self, address: str) -> ChromiumPage | None:
        for target in self._channel.call("Target.getTargets")["targetInfos"]:
            if target["type"] == "page" and target["url"].startswith(address):
                return ChromiumPage(self._channel, target["targetId"], dark=self._dark)
        return None

    def extension_address(self, path: str) -> str:
        digest = hashlib.sha256(str(self._extension).encode()).hexdigest()[:32]
        letters = "".join(chr(ord("a") + int(digit, 16)) for digit in digest)
        return f"chrome-extension://{letters}/{path}"

    def close(self) -> None:
        self._channel.call("Browser.close")
        self._channel.close()
        self._process.wait(15)


def _value(found: dict[str, Any]) -> Any:
    if "exceptionDetails" in found:
        details = found["exceptionDetails"]
        raise RefusedError(details.get("exception", {}).get("description") or details["text"])
    return found["result"].get("value")
