"""A screen that nobody sees, and what stands on it: for `make run`, whose browser takes no orders."""

from __future__ import annotations

import os
import struct
import subprocess
from pathlib import Path


class Screen:
    """An X server of its own; its pixels can be read from a file (Xvfb's ``-fbdir``, X's xwd format)."""

    def __init__(self, folder: Path) -> None:
        reads, writes = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1280x900x24", "-nolisten", "tcp",
             "-fbdir", folder],
            pass_fds=[writes],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(writes)
        with os.fdopen(reads) as number:
            self.display = f":{number.readline().strip()}"
        assert self.display != ":", "no Xvfb"
        self._pixels = folder / "Xvfb_screen0"

    def shows_line(self, red: int, green: int, blue: int, *, length: int) -> bool:
        """Whether `length` pixels in a row have this colour somewhere."""
        data = self._pixels.read_bytes()
        header = struct.unpack(">25I", data[:100])
        size, bits, colours = header[0], header[11], header[19]
        assert bits == 32, bits
        pixels = data[size + 12 * colours :]
        return any(bytes((blue, green, red, pad)) * length in pixels for pad in (0, 255))

    def close(self) -> None:
        """Ends the X server."""
        self._server.terminate()
        self._server.wait(10)
