#!/usr/bin/env python3
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The window as a screen reader has it: over the real AT-SPI bus, on a real (virtual) display, in the demo world. Goes
# every way through the pages by names, roles and actions alone.   test_accessibility.py DEMO
#
# Exits with 77 and says why when a package that this needs is not installed.

import http.cookiejar
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

SKIPPED = 77
LAUNCHERS = ["/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher"]
PASSWORD = "Correct-Horse-7!"  # of the demo's service account; see the README
PORTAL_PASSWORD = "Portal-Demo-7!"  # of the people of the demo's portal
FOREIGN_ROLES = {"unknown", "invalid", "filler", "redundant object"}
STATUS = re.compile(r": (passed|failed|warning|skipped|not tested)\b")


def skip(why):
    print("skipped:", why)
    sys.exit(SKIPPED)


def within_session(arguments):
    """Starts this again with a message bus and a display of its own."""
    if not shutil.which("dbus-run-session"):
        skip("dbus-run-session is not installed (Debian: dbus)")
    if not shutil.which("Xvfb"):
        skip("Xvfb is not installed (Debian: xvfb)")
    if not any(os.path.exists(launcher) for launcher in LAUNCHERS):
        skip("the AT-SPI bus is not installed (Debian: at-spi2-core)")
    with tempfile.TemporaryDirectory() as home:  # short: the bus makes sockets in it
        reading, writing = os.pipe()
        # Without -noreset it turns clients away for a moment whenever the last one has gone.
        display = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-noreset", "-nolisten", "tcp",
                                    "-screen", "0", "1400x1000x24"], pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        try:
            with os.fdopen(reading) as answer:
                number = answer.readline().strip()
            assert number, "Xvfb gave no display"
            environment = dict(os.environ, HOME=home, XDG_RUNTIME_DIR=home, XDG_CONFIG_HOME=home, XDG_DATA_HOME=home,
                               XDG_CACHE_HOME=home, DISPLAY=":" + number, QT_QPA_PLATFORM="xcb",
                               QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", ACCESSIBILITY_TEST_INSIDE="1")
            environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
            return subprocess.call(["dbus-run-session", "--", sys.executable, __file__, *arguments], env=environment)
        finally:
            display.terminate()
            display.wait()


if "ACCESSIBILITY_TEST_INSIDE" not in os.environ:
    sys.exit(within_session(sys.argv[1:]))

try:
    import gi

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib
except (ImportError, ValueError) as missing:
    skip(f"{missing} (Debian: python3-gi gir1.2-atspi-2.0)")

State = Atspi.StateType


class Window:
    """The demo, as it is told on the bus."""

    def __init__(self, program, scenario):
        self.heard = []
        self.said = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen([program, "--scenario", scenario], stderr=self.said)
        self.listener = Atspi.EventListener.new(self.hear)
        self.listener.register("object:property-change:accessible-name")
        self.application = None
        self.wait(lambda: self.find_application() and self.nodes(), "the window did not come to the bus")

    def close(self):
        self.listener.deregister("object:property-change:accessible-name")
        self.process.terminate()
        self.process.wait(10)

    def last_words(self):
        self.said.seek(0)
        return f"the demo has ended with {self.process.returncode}: {self.said.read()[-2000:]}"

    def hear(self, event):
        try:
            self.heard.append((event.source.get_role_name(), event.source.get_name()))
        except GLib.Error:
            pass  # gone before we could ask

    def find_application(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child and child.get_process_id() == self.process.pid:
                self.application = child
        return self.application is not None

    def wait(self, condition, complaint, seconds=20):
        context = GLib.MainContext.default()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            while context.iteration(False):
                pass
            try:
                if condition():
                    return
            except GLib.Error:
                pass  # it changes while we look
            assert self.process.poll() is None, self.last_words()
            time.sleep(0.05)
        raise AssertionError(complaint)

    def nodes(self, root=None):
        """Everything that is in sight, in the order in which it is read."""
        found = []
        for index in range((root or self.application).get_child_count()):
            child = (root or self.application).get_child_at_index(index)
            if child and child.get_state_set().contains(State.SHOWING):
                found.append(child)
                found.extend(self.nodes(child))
        return found

    def find(self, name, *roles):
        for node in self.nodes():
            if node.get_name() == name and (not roles or node.get_role_name() in roles):
                return node
        raise AssertionError(f"“{name}” is not in sight; there is {[n.get_name() for n in self.nodes()]}")

    def heard_any(self, start):
        return any(name.startswith(start) for _, name in self.heard)

    def sees(self, name):
        return any(node.get_name() == name for node in self.nodes())

    def page(self):
        return self.application.get_child_at_index(0).get_name().split(" – ")[0]

    def act(self, name, action="Press"):
        node = self.find(name, "push button", "radio button", "check box")
        names = [Atspi.Action.get_action_name(node, index) for index in range(Atspi.Action.get_n_actions(node))]
        assert action in names, f"{name} can only {names}"
        assert Atspi.Action.do_action(node, names.index(action)), f"{name}: {action}"

    def write(self, label, text):
        field = self.find(label, "text", "password text")
        assert Atspi.EditableText.set_text_contents(field, text), label

    def is_enabled(self, name):
        return self.find(name, "push button").get_state_set().contains(State.ENABLED)

    def go(self, button, page):
        self.act(button)
        self.wait(lambda: self.page() == page, f"{button} did not lead to {page}; here is {self.page()}")


def labels(node):
    for relation in node.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
            yield from (relation.get_target(index).get_name() for index in range(relation.get_n_targets()))


def judge(window):
    """Every control that takes the keys has a name and a role of its own."""
    judged = 0
    for node in window.nodes():
        states = node.get_state_set()
        if not states.contains(State.FOCUSABLE):
            continue
        judged += 1
        role, name = node.get_role_name(), node.get_name()
        assert role not in FOREIGN_ROLES, f"{window.page()}: “{name}” is a {role}"
        assert name.strip(), f"{window.page()}: a {role} without a name"
        if role == "combo box":  # on this platform its name is what is chosen
            assert list(labels(node)), f"{window.page()}: the combo box “{name}” has no label"
    assert judged >= 3, f"{window.page()}: only {judged} controls"
    steps = [node.get_name() for node in window.nodes() if node.get_name().startswith("Step ")]
    assert len(steps) == len(set(steps)) and any(step.endswith("you are here") for step in steps), steps
    print(f"{window.page()}: {judged} controls")


def to_the_checks(window):
    judge(window)
    window.go("Next", "Portal and region")
    judge(window)
    window.act("Europe (app.onaskcody.com)", "Toggle")
    window.go("Next", "Where the mailboxes live")
    judge(window)
    window.write("E-mail address of the service account, or of the administrator", "admin@fabrikam.test")
    window.act("Exchange Online (Microsoft 365)", "Toggle")
    window.go("Next", "What will be asked")
    judge(window)
    window.write("Application (client) ID", "5b0c1f9e-0000-4000-8000-00000000de32")
    window.act("A registration of our own", "Toggle")
    window.go("Next", "Sign in to Microsoft")
    judge(window)
    window.go("Back", "What will be asked")
    window.go("Back", "Where the mailboxes live")
    window.act("Exchange Server", "Toggle")
    window.go("Next", "Service account")
    judge(window)
    window.go("Next", "Account and address")
    window.act("Advanced", "Toggle")
    judge(window)
    window.write("E-mail address", "askcody@contoso.test")
    window.write("Password", PASSWORD)
    window.write("Room mailboxes to test with", "room1@contoso.test")
    window.heard.clear()
    window.go("Next", "Checks")
    window.wait(lambda: window.sees("Check everything again"), "the checks did not end", 60)


class Browser:
    """Somebody in front of the page that the window opens or names: the owner of contoso.test."""

    def __init__(self):
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.web = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)

    def sign_in(self, address):
        page = self.web.open(address, timeout=20)
        transaction = re.search(r'name="transaction" value="([^"]+)"', page.read().decode()).group(1)
        form = {"transaction": transaction, "email": "owner@contoso.test", "password": PORTAL_PASSWORD,
                "decision": "allow"}
        self.web.open(urllib.parse.urljoin(page.url, "signin"), urllib.parse.urlencode(form).encode(), timeout=20)


def sign_in(window):
    judge(window)
    window.heard.clear()
    window.act("Sign in with the browser")
    window.wait(lambda: window.heard_any("Waiting for your browser"), "the wait for the browser was not announced")
    judge(window)
    link = window.find("Address of the sign-in", "text")
    assert link.get_state_set().contains(State.READ_ONLY), "the link seems to be there to be typed over"
    Browser().sign_in(Atspi.Text.get_text(link, 0, -1))
    window.wait(lambda: window.heard_any("Signed in as owner@contoso.test"), f"signing in was not announced: {window.heard}")
    judge(window)


def to_connected(program):
    window = Window(program, "healthy")
    try:
        window.go("Next", "Portal and region")
        window.heard.clear()
        window.act("The simulated portal of this demo", "Toggle")
        window.wait(lambda: window.heard_any("This program can make the integration"), "the portal's offer was not announced")
        judge(window)
        window.go("Next", "Sign in")
        sign_in(window)
        window.go("Next", "Where the mailboxes live")
        window.go("Next", "Service account")
        window.go("Next", "Account and address")
        window.write("E-mail address", "askcody@contoso.test")
        window.write("Password", PASSWORD)
        window.write("Room mailboxes to test with", "room1@contoso.test")
        window.go("Next", "Checks")
        window.wait(lambda: window.is_enabled("Next"), "the checks did not end well", 60)
        window.go("Next", "Name and review")
        window.write("Name", "Headquarters")
        judge(window)
        window.go("Next", "Connect")
        connect(window)
        window.go("Next", "Done")
        judge(window)
        window.find("Connected", "label")
    finally:
        window.close()


def connect(window):
    judge(window)
    arrows = ["Password in the keychain of this computer, written and read back", "Password sealed for the portal alone, and sent",
              "Made in the portal, once", "Tried by AskCody’s cloud"]
    for arrow in arrows:
        assert window.sees(f"{arrow}: not yet"), f"“{arrow}” does not tell its state"
    window.heard.clear()
    window.act("Connect")
    window.wait(lambda: window.heard_any("Connected: the portal has"), "being connected was not announced", 60)
    window.wait(lambda: window.heard_any("The cloud reaches Exchange"), "the cloud's finding was not announced", 60)
    for arrow in arrows:
        window.wait(lambda: window.sees(f"{arrow}: done"), f"“{arrow}” does not tell that it is done")
        assert window.heard_any(f"{arrow}: done"), f"“{arrow}” was not announced: {window.heard}"
    judge(window)


def rows(window):
    return [node.get_name() for node in window.nodes(window.find("Checks", "list")) if node.get_role_name() == "list item"]


def check_statuses(window):
    judge(window)
    shown = rows(window)
    assert shown, "the list of checks is empty"
    for row in shown:
        assert STATUS.search(row), f"“{row}” tells no status"
    told = [name for role, name in window.heard if role == "list item" and STATUS.search(name)]
    assert told, "no changed status was announced"
    return told


def everything_works(program):
    window = Window(program, "healthy")
    try:
        to_the_checks(window)
        check_statuses(window)
        assert window.is_enabled("Next")
        assert any(name == "Everything that can be tested from here works." for role, name in window.heard), window.heard
    finally:
        window.close()


def something_fails(program):
    window = Window(program, "impersonation-denied")
    try:
        to_the_checks(window)
        told = check_statuses(window)
        assert any(": failed" in name for name in told), told
        assert any(name.startswith("The path is broken at Mailbox.") for role, name in window.heard), window.heard
        assert not window.is_enabled("Next")
        window.act("Continue although this failed: Act for a room or another mailbox", "Toggle")
        window.wait(lambda: window.is_enabled("Next"), "the decision did not open the way")
        window.go("Next", "Name and review")
        judge(window)
        window.write("Name", "Headquarters")
        window.go("Next", "Hand over")
        judge(window)
        window.heard.clear()
        window.act("Copy: E-mail address")
        window.wait(lambda: ("push button", "Copied: E-mail address") in window.heard, "copying was not announced")
        window.go("Next", "Done")
        judge(window)
    finally:
        window.close()


Atspi.init()
to_connected(sys.argv[1])
everything_works(sys.argv[1])
something_fails(sys.argv[1])
