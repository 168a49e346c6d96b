"""A headless Chromium, driven through its own protocol: open a page, run a line of script, see what it shows and what it asked for."""

import base64
import itertools
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import websocket

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--no-first-run",
    "--no-default-browser-check",
    "--remote-debugging-port=0",
    "--remote-allow-origins=*",
    "--hide-scrollbars",
)
PATIENCE = 60
"""Seconds to wait for anything; a busy machine is slow."""


def find_browser():
    """The program, None where there is none."""
    named = os.environ.get("CHROMIUM")
    return named if named and Path(named).is_file() else next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """A browser with a profile of its own, which is gone when it is closed."""

    def __init__(self, program):
        self.profile = tempfile.mkdtemp(prefix="policydiff-browser-")
        self.process = subprocess.Popen(
            [program, *FLAGS, f"--user-data-dir={self.profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            self.port = self._port()
        except BaseException:
            self.close()
            raise

    def _port(self):
        active, until = Path(self.profile, "DevToolsActivePort"), time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if active.is_file() and (lines := active.read_text().split()):
                return int(lines[0])
            if self.process.poll() is not None:
                raise RuntimeError(f"the browser ended with {self.process.returncode}")
            time.sleep(0.05)
        raise RuntimeError("the browser does not answer")

    def tab(self, **settings):
        """A new tab."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/json/new?about:blank", method="PUT")
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return Tab(json.load(answer)["webSocketDebuggerUrl"], **settings)

    def close(self):
        """End the browser and everything it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
        shutil.rmtree(self.profile, ignore_errors=True)


class Tab:
    """A tab; ``complaints`` are errors and warnings of its console, ``asked`` the addresses it asked for."""

    def __init__(self, address, *, scripts=True, size=(1280, 900), scheme="light"):
        self.socket = websocket.create_connection(address, timeout=PATIENCE, suppress_origin=True)
        self.numbers = itertools.count(1)
        self.complaints, self.asked = [], []
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")
        self.send("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], deviceScaleFactor=1, mobile=False)
        self.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        if not scripts:
            self.send("Emulation.setScriptExecutionDisabled", value=True)

    def send(self, method, **parameters):
        """Ask for something and wait for the answer; what happens meanwhile is noted."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return message["result"]
            self._note(message)

    def _note(self, message):
        method, told = message["method"], message["params"]
        if method == "Network.requestWillBeSent":
            self.asked.append(told["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(told["exceptionDetails"].get("exception", {}).get("description", told["exceptionDetails"]["text"]))
        elif method == "Runtime.consoleAPICalled" and told["type"] in ("error", "warning", "assert"):
            self.complaints.append(str(told["args"]))
        elif method == "Log.entryAdded" and told["entry"]["level"] in ("error", "warning"):
            self.complaints.append(told["entry"]["text"])

    def open(self, path, fragment=""):
        """Load a file and wait until it is there."""
        self.send("Page.navigate", url="about:blank")
        self.wait_for("location.href === 'about:blank'")
        self.asked.clear()
        self.send("Page.bringToFront")
        address = Path(path).as_uri()
        self.send("Page.navigate", url=address + fragment)
        self.wait_for(f"location.href.startsWith({json.dumps(address)}) && document.readyState === 'complete'")
        return self

    def run(self, script):
        """The value of a line of script, promises waited for."""
        found = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True, userGesture=True)
        if "exceptionDetails" in found:
            raise RuntimeError(found["exceptionDetails"]["exception"].get("description", script))
        return found["result"].get("value")

    def wait_for(self, script):
        """Wait until a line of script is true."""
        until = time.monotonic() + PATIENCE
        while not self.run(script):
            if time.monotonic() > until:
                raise RuntimeError(f"never true: {script}")
            time.sleep(0.02)

    def press(self, key, code=0, text=""):
        """Press a key and let it go."""
        for kind in ("keyDown", "keyUp"):
            typed = {"text": text} if text and kind == "keyDown" else {}
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **typed)

    def click(self, selector):
        """Click into the middle of an element, as a person does, once it has come to rest."""
        found = f"document.querySelector({json.dumps(selector)})"
        place = f"(() => {{ const b = {found}.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; }})()"
        seen, until = None, time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.run(f"{found}.scrollIntoView({{block: 'center'}})")
            time.sleep(0.05)
            before, seen = seen, self.run(place)
            if before == seen:
                break
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=seen[0], y=seen[1], button="left", clickCount=1)

    def picture(self, path):
        """What the window shows, as PNG."""
        Path(path).write_bytes(base64.b64decode(self.send("Page.captureScreenshot")["data"]))

    def printed(self):
        """The page as it prints, as PDF."""
        return base64.b64decode(self.send("Page.printToPDF", preferCSSPageSize=True)["data"])

    def close(self):
        """Close it."""
        with suppress(RuntimeError, websocket.WebSocketException, OSError):
            self.send("Page.close")
        self.socket.close()
