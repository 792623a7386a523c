# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a program and looks over its shoulder: arguments, environment, and where strace may, its system calls."""
import functools
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import time

# What leaves the process, what it starts and what it opens. Not read(): the password does come in.
CALLS = "trace=execve,write,writev,pwrite64,pwritev,sendto,sendmsg,sendmmsg,openat,rename,renameat2,link,symlink"


@functools.cache
def can_trace():
    if not shutil.which("strace"):
        return False
    return subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode == 0


def tree(root):
    """The process and its descendants."""
    parents = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue  # it has ended in the meantime
    family = {root}
    while True:
        more = {pid for pid, parent in parents.items() if parent in family} - family
        if not more:
            return family
        family |= more


class Watched:
    """run() gives what the program did; seen holds every different command line and environment of its processes."""

    def __init__(self, canary, environment, folder):
        self._canary = canary
        self._environment = environment
        self._folder = folder
        self.seen = {}  # (kind, content) -> None, in the order of appearance
        self.trace_hits, self.traced_strings = [], 0

    def run(self, command, text="", timeout=90):
        """Its CompletedProcess; text is its standard input."""
        with tempfile.TemporaryDirectory(prefix="trace-") as folder:
            trace = os.path.join(folder, "calls")
            tracing = ["strace", "-f", "-qq", "-o", trace, "-xx", "-v", "-s", "1048576", "-e", CALLS]
            command = [str(word) for word in command]
            process = subprocess.Popen((tracing if can_trace() else []) + command, stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self._environment,
                                       cwd=self._folder)
            watcher = threading.Thread(target=self._watch, args=(process,))
            watcher.start()
            try:
                out, error = process.communicate(text.encode(), timeout=timeout)
            except subprocess.TimeoutExpired:
                process.kill()
                out, error = process.communicate()
            watcher.join()
            if os.path.exists(trace):
                hits, strings = self._canary.find_in_trace(trace)
                self.trace_hits += hits
                self.traced_strings += strings
        return subprocess.CompletedProcess(command, process.returncode, out, error)

    def _watch(self, process):
        while process.poll() is None:
            for pid in tree(process.pid):
                for kind in ("cmdline", "environ"):
                    try:
                        content = pathlib.Path(f"/proc/{pid}/{kind}").read_bytes()
                    except OSError:
                        continue  # it has ended, or keeps everybody but root out of its environment
                    self.seen[kind, content] = None
            time.sleep(0.05)

    def hits(self):
        return self.trace_hits + [(kind, name) for kind, content in self.seen for name in self._canary.find(content)]
