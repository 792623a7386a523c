# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A port of loopback for a server that has to be told its port before it starts."""
import contextlib
import pathlib
import random
import socket


def _first_handed_out():
    """Linux hands out ports from here on to whoever connects: one of those may be taken before the server starts."""
    try:
        return int(pathlib.Path("/proc/sys/net/ipv4/ip_local_port_range").read_text("ascii").split()[0])
    except OSError:
        return 32768


def free_port():
    end = max(_first_handed_out(), 20000)
    while True:
        port = random.randrange(10240, end)
        with contextlib.suppress(OSError), socket.socket() as stream, \
                socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
            stream.bind(("127.0.0.1", port))
            datagrams.bind(("127.0.0.1", port))
            return port
