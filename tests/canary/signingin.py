# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A program that asks somebody to sign in, and the somebody: a browser of the standard library's."""
import http.cookiejar
import pathlib
import re
import signal
import subprocess
import threading
import urllib.error
import urllib.parse
import urllib.request

PATIENCE = 90


class WaysBack(urllib.request.BaseHandler):
    """Keeps the addresses with a code in them, by which a browser returns to the program."""

    def __init__(self):
        self.addresses = []

    def http_request(self, request):
        if "code=" in request.full_url and "response_type" not in request.full_url:
            self.addresses.append(request.full_url)
        return request


class Person:
    """Follows where it is led, and fills in the forms."""

    def __init__(self, account, password):
        ways = WaysBack()
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._web = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar, ways)
        self._answers = {"email": account, "password": password, "decision": "allow"}
        self.came_back = ways.addresses

    def visit(self, link):
        url, page = self._read(link)
        for _ in range(2):  # sign in, then decide
            form = re.search(r'<form method="post" action="([^"]+)"', page)
            if not form:
                return
            transaction = re.search(r'name="transaction" value="([^"]+)"', page).group(1)
            data = urllib.parse.urlencode(self._answers | {"transaction": transaction}).encode()
            url, page = self._read(urllib.parse.urljoin(url, form.group(1)), data)

    def _read(self, url, data=None):
        try:
            with self._web.open(url, data, timeout=20) as answer:
                return answer.url, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return url, refusal.read().decode()


class Process:
    """With what it printed and said, its exit code, and what others see of it (seen)."""

    def __init__(self, command, typed, environment, folder):
        self._process = subprocess.Popen([str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         stderr=subprocess.PIPE, env=environment, cwd=folder)
        self._process.stdin.write(typed.encode())
        self._process.stdin.close()
        self.printed, self.said, self.seen = bytearray(), bytearray(), bytearray()
        self.code = None
        self.came_back = []
        self._lines = threading.Condition()
        self._links = []
        self._readers = [threading.Thread(target=self._read, args=(self._process.stdout, self.printed)),
                         threading.Thread(target=self._read, args=(self._process.stderr, self.said))]
        self._watchdog = threading.Timer(PATIENCE, self._process.kill)

    def __enter__(self):
        for thread in [*self._readers, self._watchdog]:
            thread.start()
        self._look()
        return self

    def __exit__(self, *_):
        if self.code is None:
            self._process.kill()
            self.wait()

    def _read(self, stream, heard):
        for line in stream:
            with self._lines:
                heard += line
                if heard is self.said and line.startswith(b"http"):
                    self._links.append(line.decode().strip())
                self._lines.notify_all()

    def _has_ended(self):
        return not any(reader.is_alive() for reader in self._readers)

    def wait_for(self, words):
        with self._lines:
            assert self._lines.wait_for(lambda: words in self.said, PATIENCE), bytes(self.said)
        self._look()

    def sign_in(self, account, password):
        """Opens every link that it asks for, until it has ended; gives how many."""
        opened = 0
        while True:
            with self._lines:
                self._lines.wait_for(lambda: len(self._links) > opened or self._has_ended(), 0.2)
                link = self._links[opened] if len(self._links) > opened else None
            if link is None:
                if self._has_ended():
                    return opened
                continue
            self._look()
            person = Person(account, password)
            person.visit(link)
            self.came_back += person.came_back
            opened += 1

    def _look(self):
        for kind in ("cmdline", "environ"):
            self.seen += pathlib.Path(f"/proc/{self._process.pid}/{kind}").read_bytes()

    def interrupt(self):
        self._process.send_signal(signal.SIGINT)

    def wait(self):
        self.code = self._process.wait(PATIENCE)
        self._watchdog.cancel()
        for thread in self._readers:
            thread.join()
        for stream in (self._process.stdout, self._process.stderr):
            stream.close()
