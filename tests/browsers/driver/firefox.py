"""Firefox over WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), which it speaks itself."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.browsers.driver.channel import Channel, RefusedError
from tests.browsers.driver.page import UI_HOST, Browser, Page, until

_UUID = "5f1e9c52-6a0b-4c6e-9b1d-7a3c2e4d8f60"
"""The address of the extension in the test profile; Firefox would draw a random one."""

_NAMED = {
    "Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004", "Backspace": "\ue003", "Delete": "\ue017",
    "Control": "\ue009", "Shift": "\ue008", "Alt": "\ue00a", "Meta": "\ue03d", "End": "\ue010",
    "Home": "\ue011", "ArrowLeft": "\ue012", "\n": "\ue007", "\t": "\ue004",
}  # fmt: skip


class FirefoxPage(Page):
    """A tab of Firefox."""

    def __init__(self, channel: Channel, context: str) -> None:
        self._channel = channel
        self._context = context

    def evaluate(self, function: str, *args: object) -> Any:
        # BiDi describes values in a notation of its own; JSON text passes through it as it is.
        return self._function(
            f"async () => JSON.stringify(await ({function})(...{json.dumps(args)})) ?? null", []
        )

    def in_ui(self, function: str, *args: object) -> Any:
        shared = [{"sharedId": root} for root in self._ui_roots()]
        return self._function(
            f"async (...roots) => JSON.stringify(await ({function})(roots, ...{json.dumps(args)})) ?? null",
            shared,
        )

    def go(self, address: str) -> None:
        self._channel.call(
            "browsingContext.navigate", {"context": self._context, "url": address, "wait": "complete"}
        )

    def type(self, text: str) -> None:
        self._keys(
            [
                {"type": kind, "value": _NAMED.get(character, character)}
                for character in text
                for kind in ("keyDown", "keyUp")
            ]
        )

    def press(self, *chord: str) -> None:
        keys = [_NAMED.get(key, key) for key in chord]
        self._keys(
            [{"type": "keyDown", "value": key} for key in keys]
            + [{"type": "keyUp", "value": key} for key in reversed(keys)]
        )

    def click_at(self, x: int, y: int, *, times: int = 1) -> None:
        once = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._actions(
            {
                "type": "pointer",
                "id": "mouse",
                "parameters": {"pointerType": "mouse"},
                "actions": [{"type": "pointerMove", "x": x, "y": y}, *once * times],
            }
        )

    def activate(self) -> None:
        self._channel.call("browsingContext.activate", {"context": self._context})

    def resize(self, width: int, height: int) -> None:
        viewport = {"width": width, "height": height}
        self._channel.call("browsingContext.setViewport", {"context": self._context, "viewport": viewport})

    def screenshot(self) -> bytes:
        answer = self._channel.call("browsingContext.captureScreenshot", {"context": self._context})
        return base64.b64decode(answer["data"])

    def close(self) -> None:
        self._channel.call("browsingContext.close", {"context": self._context})

    def _function(self, declaration: str, arguments: list[dict[str, Any]], **options: object) -> Any:
        answer = self._call_function(declaration, arguments, **options)
        value = answer["result"].get("value")
        return None if value is None else json.loads(value)

    def _call_function(
        self, declaration: str, arguments: list[dict[str, Any]], **options: object
    ) -> dict[str, Any]:
        answer = self._channel.call(
            "script.callFunction",
            {
                "functionDeclaration": declaration,
                "target": {"context": self._context},
                "arguments": arguments,
                "awaitPromise": True,
                **options,
            },
        )
        if answer["type"] == "exception":
            raise RefusedError(answer["exceptionDetails"]["text"])
        return answer

    def _ui_roots(self) -> list[str]:
        answer = self._call_function(
            f"() => [...document.querySelectorAll('{UI_HOST}')]",
            [],
            serializationOptions={"includeShadowTree": "all", "maxDomDepth": 0},
        )
        hosts = [item["value"] for item in answer["result"].get("value", [])]
        return [host["shadowRoot"]["sharedId"] for host in hosts if host.get("shadowRoot")]

    def _keys(self, actions: list[dict[str, Any]]) -> None:
        self._actions({"type": "key", "id": "keyboard", "actions": actions})

    def _actions(self, source: dict[str, Any]) -> None:
        self._channel.call("input.performActions", {"context": self._context, "actions": [source]})


class Firefox(Browser):
    """Firefox, headless, with the extension in `extension`; TLS goes through the proxy at `proxy_port`."""

    name = "firefox"

    def __init__(
        self, program: Path, profile: Path, extension: Path, *, proxy_port: int, dark: bool = False
    ) -> None:
        manifest = json.loads((extension / "manifest.json").read_text(encoding="utf-8"))
        identity = manifest["browser_specific_settings"]["gecko"]["id"]
        preferences: dict[str, object] = {
            "network.proxy.type": 1,
            "network.proxy.ssl": "127.0.0.1",
            "network.proxy.ssl_port": proxy_port,
            "network.stricttransportsecurity.preloadlist": False,
            "security.cert_pinning.enforcement_level": 0,
            "extensions.webextensions.uuids": json.dumps({identity: _UUID}),
            "layout.css.devPixelsPerPx": "1",
            "layout.css.prefers-color-scheme.content-override": 0 if dark else 1,
            "browser.shell.checkDefaultBrowser": False,
            "datareporting.policy.dataSubmissionEnabled": False,
            "app.normandy.enabled": False,
            "app.update.disabledForTesting": True,
            "toolkit.telemetry.enabled": False,
        }
        lines = (
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()
        )
        (profile / "user.js").write_text("".join(lines), encoding="utf-8")
        self._process = subprocess.Popen(
            [
                program,
                "--headless",
                "--no-remote",
                "--remote-debugging-port=0",
                "--remote-allow-system-access",
                "--profile",
                profile,
            ],
            env={**os.environ, "HOME": str(profile)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        said = profile / "WebDriverBiDiServer.json"
        until(lambda: said.exists() and said.read_text().strip().endswith("}"), "Firefox", seconds=40)
        server = json.loads(said.read_text())
        self._channel = Channel(f"ws://{server['ws_host']}:{server['ws_port']}/session")
        self._channel.call("session.new", {"capabilities": {"alwaysMatch": {"acceptInsecureCerts": True}}})
        self._channel.call(
            "webExtension.install", {"extensionData": {"type": "path", "path": str(extension)}}
        )

    def open(self, address: str = "about:blank", *, behind: bool = False) -> FirefoxPage:
        if address.startswith("moz-extension:"):
            return self._open_own(address, behind=behind)
        made = self._channel.call("browsingContext.create", {"type": "tab", "background": behind})
        page = FirefoxPage(self._channel, made["context"])
        if address != "about:blank":
            page.go(address)
        return page

    def _open_own(self, address: str, *, behind: bool) -> FirefoxPage:
        """Opens a page of the extension, which only Firefox's own window may do."""
        windows = self._channel.call("browsingContext.getTree", {"moz:scope": "chrome"})["contexts"]
        self._channel.call(
            "script.callFunction",
            {
                "functionDeclaration": f"() => void gBrowser.addTrustedTab({json.dumps(address)},"
                f" {{ inBackground: {json.dumps(behind)} }})",
                "target": {"context": windows[0]["context"]},
                "awaitPromise": True,
            },
        )
        page = until(lambda: self.find(address), address)
        until(lambda: page.evaluate("() => document.readyState") == "complete", f"{address} loaded")
        return page

    def find(self, address: str) -> FirefoxPage | None:
        for context in self._channel.call("browsingContext.getTree", {"maxDepth": 0})["contexts"]:
            if context["url"].startswith(address):
                return FirefoxPage(self._channel, context["context"])
        return None

    def extension_address(self, path: str) -> str:
        return f"moz-extension://{_UUID}/{path}"

    def close(self) -> None:
        self._channel.call("browser.close")
        self._channel.close()
        self._process.wait(15)
