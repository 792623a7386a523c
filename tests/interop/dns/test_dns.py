#!/usr/bin/python3
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""LiveDoor's look-ups against BIND and beside dig, in a network namespace with its own resolver and hosts file.

test_dns.py DNSLOOKUP TST_SILENTDNS
"""
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

SKIP = 77
ZONE = """$TTL 60
@ IN SOA ns.contoso.test. admin.contoso.test. 1 60 60 60 60
@ IN NS ns.contoso.test.
ns IN A 127.0.0.1
mail IN A 192.0.2.11
mail IN A 192.0.2.10
mail IN AAAA 2001:db8::10
autodiscover IN CNAME mail
@ IN MX 20 mx2.contoso.test.
@ IN MX 10 mx1.contoso.test.
@ IN TXT "v=spf1 mx " "-all"
_autodiscover._tcp IN SRV 10 0 443 backup.contoso.test.
_autodiscover._tcp IN SRV 0 5 443 light.contoso.test.
_autodiscover._tcp IN SRV 0 50 8443 heavy.contoso.test.
empty IN TXT "no address here"
answered IN A 192.0.2.20
"""
NAMED = """options {{ directory "{0}"; listen-on port 53 {{ 127.0.0.1; }}; listen-on-v6 {{ none; }}; recursion no;
  pid-file none; session-keyfile none; dnssec-validation no; }};
controls {{ }};
zone "contoso.test" {{ type primary; file "{0}/zone"; }};
zone "broken.test" {{ type secondary; primaries {{ 127.0.0.9; }}; file "{0}/none"; }};
"""

# (type, name, what LiveDoor must say); None: the same as dig, in any order.
QUESTIONS = [
    ("A", "mail.contoso.test", None),
    ("AAAA", "mail.contoso.test", None),
    ("CNAME", "autodiscover.contoso.test", None),
    ("MX", "contoso.test", None),
    ("SRV", "_autodiscover._tcp.contoso.test", None),
    ("A", "mail.contoso.test", ["192.0.2.10", "192.0.2.11"]),
    ("A", "MAIL.contoso.test.", ["192.0.2.10", "192.0.2.11"]),
    ("A", "autodiscover.contoso.test", ["192.0.2.10", "192.0.2.11"]),
    ("MX", "contoso.test", ["10 mx1.contoso.test", "20 mx2.contoso.test"]),
    ("SRV", "_autodiscover._tcp.contoso.test",
     ["0 50 8443 heavy.contoso.test", "0 5 443 light.contoso.test", "10 0 443 backup.contoso.test"]),
    ("TXT", "contoso.test", ["v=spf1 mx -all"]),
    ("A", "empty.contoso.test", []),
    ("AAAA", "answered.contoso.test", []),
    ("SRV", "contoso.test", []),
    ("A", "nowhere.contoso.test", ["DNS_NXDOMAIN"]),
    ("SRV", "_autodiscover._tcp.nowhere.contoso.test", ["DNS_NXDOMAIN"]),
    ("A", "mail.broken.test", ["DNS_SERVFAIL"]),
    ("A", "mail.fabrikam.test", ["DNS_SERVFAIL"]),  # refused: not this server's, and it does not recurse
    ("SYSTEM", "mail.contoso.test", ["192.0.2.10", "192.0.2.11", "2001:db8::10"]),
    ("SYSTEM", "nowhere.contoso.test", ["DNS_NXDOMAIN"]),
    ("SYSTEM", "mail.broken.test", ["DNS_SERVFAIL"]),
    ("SYSTEM", "onlyhosts.contoso.test", ["192.0.2.99"]),  # a name that only the hosts file knows
    ("A", "onlyhosts.contoso.test", ["DNS_NXDOMAIN"]),
]


def enter_namespace():
    """Runs this script again in namespaces of its own, as whoever may make them."""
    for flags in (["--net", "--mount"], ["--user", "--map-root-user", "--net", "--mount"]):
        trial = subprocess.run(["unshare", *flags, "sh", "-c", "ip link set lo up && mount --make-rprivate /"],
                               capture_output=True, text=True)
        if trial.returncode == 0:
            os.execvp("unshare", ["unshare", *flags, sys.executable, __file__, "--inside", *sys.argv[1:]])
    print("skipped: namespaces are not permitted here:", trial.stderr.strip())
    sys.exit(SKIP)


def lines(command):
    out = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stdout
    return [line.rstrip(".") for line in out.splitlines()]


def ask(lookup, failures):
    for kind, name, expected in QUESTIONS:
        said = lines([lookup, kind, name])
        if expected is None:
            wanted = lines(["dig", "+short", "@127.0.0.1", kind, name])
            ok = sorted(said) == sorted(wanted) and bool(wanted)
        else:
            wanted = expected
            ok = said == wanted
        print("ok  " if ok else "FAIL", kind, name, said)
        if not ok:
            failures.append(f"{kind} {name}: {said} instead of {wanted}")


def silent_server():
    """Answers A queries of answered.* with one address, others of it with nothing; swallows all else."""
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.2", 53))

    def serve():
        while True:
            query, peer = server.recvfrom(1500)
            end = query.index(0, 12) + 5
            if query[13:21] != b"answered":
                continue
            is_address = query[end - 4:end - 2] == b"\0\1"
            head = query[:2] + b"\x85\x80" + b"\0\1" + (b"\0\1" if is_address else b"\0\0") + b"\0\0\0\0"
            record = b"\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\xc0\0\2\x14" if is_address else b""
            server.sendto(head + query[12:end] + record, peer)

    threading.Thread(target=serve, daemon=True).start()


def set_resolver(path, address, options):
    with open(path, "w", encoding="ascii") as file:
        file.write(f"nameserver {address}\noptions {options}\n")


def inside(lookup, silent):
    folder = tempfile.mkdtemp()
    os.chmod(folder, 0o755)
    files = {"zone": ZONE, "named.conf": NAMED.format(folder), "resolv.conf": "",
             "hosts": "127.0.0.1 localhost\n192.0.2.99 onlyhosts.contoso.test\n",
             "nsswitch.conf": "hosts: files dns\n"}
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="ascii") as file:
            file.write(text)
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)
    for name in ("resolv.conf", "hosts", "nsswitch.conf"):
        target = os.path.realpath("/etc/" + name)
        subprocess.run(["mount", "--bind", os.path.join(folder, name), target], check=True)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    # getaddrinfo() asks for IPv6 addresses only where there is an IPv6 address beside ::1
    subprocess.run(["ip", "link", "add", "dummy0", "type", "dummy"], capture_output=True)
    set_resolver(os.path.join(folder, "resolv.conf"), "127.0.0.1", "timeout:2 attempts:1")

    failures = []
    log = open(os.path.join(folder, "log"), "w", encoding="utf-8")
    named = subprocess.Popen(["named", "-g", "-n", "1", "-c", os.path.join(folder, "named.conf")], stderr=log)
    try:
        for _ in range(50):
            if lines(["dig", "+short", "+tries=1", "+time=1", "@127.0.0.1", "A", "ns.contoso.test"]) == ["127.0.0.1"]:
                break
            time.sleep(0.1)
        ask(lookup, failures)
    finally:
        named.terminate()
        named.wait()
    said = lines([lookup, "A", "mail.contoso.test"])  # nobody listens any more
    print("no server:", said)
    if said != ["DNS_TIMEOUT"]:
        failures.append(f"without a server: {said}")

    silent_server()
    set_resolver(os.path.join(folder, "resolv.conf"), "127.0.0.2", "timeout:1 attempts:1")
    said = lines([lookup, "A", "silent.contoso.test"])
    print("silent server:", said)
    if said != ["DNS_TIMEOUT"]:
        failures.append(f"with a silent server: {said}")
    if subprocess.run([silent], timeout=60).returncode != 0:
        failures.append("the contract of look-ups")
    shutil.rmtree(folder, ignore_errors=True)
    print("\n".join(failures) or "all as dig says")
    return 1 if failures else 0


if __name__ == "__main__":
    if "--inside" in sys.argv:
        sys.exit(inside(*sys.argv[2:]))
    missing = [tool for tool in ("unshare", "ip", "named", "dig") if not shutil.which(tool)]
    if missing:
        print("skipped: not installed:", ", ".join(missing))
        sys.exit(SKIP)
    enter_namespace()
