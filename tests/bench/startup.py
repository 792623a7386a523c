# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a program takes until its first page stands painted, and how much memory it needed for that.

Both programs are linked with paintwatch.cpp, which says so from the inside; ours is the shipped program's own main.
They are started in turns, so that whatever else the machine does hits both.
"""
import json
import os
import statistics
import subprocess
import tempfile
import time


def started_once(program, platform):
    with tempfile.TemporaryDirectory() as home:  # as on the first day: no settings, no drafts
        os.chmod(home, 0o700)
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "XDG_"))}
        environment.update(HOME=home, XDG_RUNTIME_DIR=home, QT_QPA_PLATFORM=platform,
                           DBUS_SESSION_BUS_ADDRESS="disabled:", BENCH_STARTED=str(time.monotonic_ns()))
        done = subprocess.run([program], env=environment, stdout=subprocess.PIPE, check=True, timeout=60)
    return json.loads(done.stdout)


def compare(ours, other, platform, rounds):
    """The medians of both: milliseconds to the first painted page, KiB of peak memory (VmHWM) by then."""
    for program in (ours, other):
        started_once(program, platform)  # the first one of all reads the disk
    answers = {ours: [], other: []}
    for number in range(rounds):
        for program in ((ours, other), (other, ours))[number % 2]:
            answers[program].append(started_once(program, platform))
    return [{key: statistics.median(one[key] for one in answers[program]) for key in ("milliseconds", "kibibytes")}
            for program in (ours, other)]
