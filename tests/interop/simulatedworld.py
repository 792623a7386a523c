# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated world for a Python client: starts the simulator and leads the world's names to it."""
import pathlib
import sys
import time

import dns.resolver
import urllib3.util.connection as connection

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
from simulator import Simulator


CONNECT = connection.create_connection


class Record:
    def __init__(self, text):
        self._text = text

    def to_text(self):
        return self._text


class SimulatedWorld:
    """As a context: the simulator runs, urllib3 and dnspython find the world's names, and no others.

    Nothing else changes: the certificate is verified, for the name that the client asked for, against caFile.
    """

    def __init__(self, program, scenario="healthy", *options):
        self._simulator = Simulator(program, scenario, *options)
        self._connect = connection.create_connection
        self._resolve = dns.resolver.Resolver.resolve

    def __enter__(self):
        self.facts = self._simulator.__enter__().facts
        connection.create_connection = self._create_connection
        dns.resolver.Resolver.resolve = lambda _, name, kind="A", **named: self._look_up(str(name), kind)
        return self

    def __exit__(self, *_):
        connection.create_connection = self._connect
        dns.resolver.Resolver.resolve = self._resolve
        self._simulator.__exit__()

    def requests_of(self, server):
        return self._simulator.requests_of(server)

    def _create_connection(self, address, timeout=None, *arguments, **named):
        name = f"{address[0]}:{address[1]}"
        if name in self.facts["blackHoles"]:
            time.sleep(timeout)
            raise TimeoutError(f"{name} does not answer")
        if name not in self.facts["ports"]:
            raise ConnectionRefusedError(f"{name} is not of this world")
        return CONNECT(("127.0.0.1", self.facts["ports"][name]), timeout, *arguments, **named)

    def _look_up(self, name, kind):
        records = self.facts["dns"].get(name.rstrip("."))
        if records is None:
            raise dns.resolver.NXDOMAIN()
        found = [record for record in records if record["type"] == kind]
        if not found:
            raise dns.resolver.NoAnswer()
        if kind == "SRV":
            return [Record("{priority} {weight} {port} {value}.".format(**record)) for record in found]
        return [Record(record["value"]) for record in found]
