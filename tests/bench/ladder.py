# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our checks and exchangelib in turns, in one simulated world with a latency.

What a round trip costs there: the simulator waits so long before it begins to serve a new connection, and before each
answer; a look-up takes so long for both clients. The kernel's own connecting costs nothing, and neither side resolves
names for its connections (the world's names lead to loopback).
"""
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "interop"))
from simulatedworld import SimulatedWorld  # noqa: E402

ENDPOINT = "https://mail.contoso.test/EWS/Exchange.asmx"

# The longest chain of needs, and how many round trips of it come one after another when nothing is wasted. Each host
# and identity takes one connection (logins are kept apart from the rest); net.tcp connects and asks nothing, so it costs
# nothing here; what runs beside the chain (version, mailbox, rooms, free/busy) is not in it.
CHAIN_BY_ADDRESS = {
    "net.dns: three look-ups side by side": 1,
    "net.tls: a connection": 1,
    "http.endpoint: a connection, an answer": 2,
    "auth.login: a connection, an answer": 2,
    "ews.impersonation: two calls, on one connection in turn or the second on its own": 2,
    "ews.notifications: Subscribe, GetStreamingEvents, Unsubscribe": 3,
}
# The connections whose 401 was the offer of a login stay: that of the host serves the JSON answer, that of the redirect's
# host http.endpoint.
CHAIN_BY_AUTODISCOVER = {
    "discover.candidates: a connection, the offer of a login, the JSON answer": 3,
    "discover.settings: a connection, an answer": 2,
    **CHAIN_BY_ADDRESS,
    "http.endpoint: a connection, an answer": 1,
}

# Whom nobody answers: both hosts that the method names before the SRV record. Without them the hosts refuse.
HOLES = ("contoso.test", 443), ("autodiscover.contoso.test", 443)


class LatentWorld(SimulatedWorld):
    """A world of scenario (a JSON object) where everything takes latency milliseconds."""

    endpoint = ENDPOINT

    def __init__(self, program, scenario, latency):
        self._file = tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8")
        json.dump(scenario, self._file)
        self._file.flush()
        self.latency = latency
        super().__init__(program, self._file.name, "--latency", str(latency))

    def _look_up(self, name, kind):
        time.sleep(self.latency / 1000)
        return super()._look_up(name, kind)


def scenario(resources, name, holes=()):
    """One of ours, offering Basic alone: exchangelib, left to itself, takes NTLM where that is offered."""
    made = json.loads((resources / "scenarios" / f"{name}.json").read_text("utf-8"))
    made.setdefault("exchange", {}).update(autodiscoverOffers=["Basic"], ewsOffers=["Basic"])
    hosts = {(host["name"], host.get("port", 443)): host for host in made.get("hosts", [])}
    hosts.update({hole: {"name": hole[0], "port": hole[1], "tcp": "blackHole"} for hole in holes})
    made["hosts"] = list(hosts.values())
    names = [hole[0] for hole in holes]  # a host that swallows connections has a name
    made["dns"] = [entry for entry in made.get("dns", []) if entry["name"] not in names]
    return made


def told_once(program, world, *options):
    done = subprocess.run([program, "--look-up", str(world.latency), *options], input=json.dumps(world.facts) + "\n",
                          stdout=subprocess.PIPE, text=True, check=True, timeout=120)
    told = json.loads(done.stdout)
    bad = [check for check in told["checks"] if check["status"] not in ("pass", "warn")]
    if bad:
        raise RuntimeError(f"the world is healthy, and yet: {bad}")
    return told


def ours_once(program, world, *options):
    return told_once(program, world, *options)["milliseconds"]


def in_turns(rounds, *works):
    """The median of each of the works, done one after the other in every round."""
    taken = [[] for _ in works]
    for _ in range(rounds):
        for place, work in enumerate(works):
            taken[place].append(work())
    return [statistics.median(one) for one in taken]
