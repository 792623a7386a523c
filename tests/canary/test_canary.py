#!/usr/bin/env python3
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The service account's password leaves no trace: not in files, output, arguments, environment or system calls; only
in the keychain, and there only while it is wanted. Neither do codes, tokens and client secrets of a sign-in."""
import base64
import contextlib
import gzip
import html
import json
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import keyringsession
import watched
from needles import Canary
from signingin import Process
from simulator import Simulator

CLI, DEMO, SIMULATOR, BUS = map(os.path.abspath, sys.argv[1:5])
EMAIL = "askcody@contoso.test"
INTEGRATION = "3b241101-e2bb-4255-8caf-4136c566a962"
CLIENT = "5b0c1f9e-0000-4000-8000-00000000de30"  # the application that the demo's portal names
ENTRY = f"integration/{INTEGRATION}/password"


def canaries():
    return Canary("Kanarie-", "!"), Canary("ü\"ß: %41&<'\\", " €$|Ω")


class CanaryCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="canary-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        folders = {"HOME": "home", "XDG_CONFIG_HOME": "home/config", "XDG_DATA_HOME": "home/data",
                   "XDG_CACHE_HOME": "home/cache", "XDG_STATE_HOME": "home/state", "XDG_RUNTIME_DIR": "run",
                   "TMPDIR": "tmp"}
        self.environment = {
            "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=true",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:", "no_proxy": "localhost,127.0.0.1",
            "ASAN_OPTIONS": "detect_leaks=0",  # it cannot look for leaks while somebody else traces
            "UBSAN_OPTIONS": "halt_on_error=1",
            "QDBUS_DEBUG": "1",  # Qt would print every message, with what goes to the keychain
            "ASKCODY_SETUP_LOG": str(self.root / "log.txt")}
        for name, folder in folders.items():
            (self.root / folder).mkdir(parents=True, exist_ok=True)
            self.environment[name] = str(self.root / folder)
        (self.root / "run").chmod(0o700)

    def simulator(self, canary, account=None, latency=0):
        """An Exchange at https://localhost:port that takes the canary for its password."""
        world = {"title": "On this computer", "description": "A healthy Exchange that is called localhost.",
                 "hosts": [{"name": "localhost", "port": 443}], "account": account or {}}
        file = self.root / "world.json"
        file.write_text(json.dumps(world), encoding="utf-8")
        return Simulator(SIMULATOR, file, "--latency", str(latency), password=canary.password)

    @contextlib.contextmanager
    def echoing(self, canary):
        """The same, which says what it was sent in a refusal; what describes it lies elsewhere than what is searched."""
        said = f"Access denied for {EMAIL}:{canary.password}, that is " + base64.b64encode(
            f"{EMAIL}:{canary.password}".encode()).decode()
        fault = {"match": {"mailbox": "room1@contoso.test"}, "code": "ErrorImpersonateUserDenied", "message": said}
        world = {"title": "Echo", "description": "An Exchange that quotes.", "hosts": [{"name": "localhost", "port": 443}],
                 "exchange": {"faults": [fault]}}
        with tempfile.TemporaryDirectory(prefix="echo-") as folder:
            file = pathlib.Path(folder) / "world.json"
            file.write_text(json.dumps(world), encoding="utf-8")
            with Simulator(SIMULATOR, file, password=canary.password) as exchange:
                yield exchange

    def described(self, exchange):
        """The file that the command line reads."""
        url = f"https://localhost:{exchange.facts['ports']['localhost:443']}/EWS/Exchange.asmx"
        integration = {"type": "exchangeServer", "id": INTEGRATION, "name": "HQ", "email": EMAIL, "ewsUrl": url,
                       "testMailbox": "room1@contoso.test", "forbiddenMailbox": "ceo@contoso.test",
                       "trustedCaFile": exchange.facts["caFile"]}
        file = self.root / "hq.json"
        file.write_text(json.dumps({"integration": integration}), encoding="utf-8")
        return file

    def run_watched(self, canary, command, text="", expected=0):
        """Runs it under observation; no trace may be left in anything that it said, or was told otherwise than by
        its standard input."""
        observed = watched.Watched(canary, self.environment, self.root)
        result = observed.run(command, text)
        said = result.stdout + result.stderr
        self.assertEqual(result.returncode, expected, said.decode(errors="replace"))
        self.assertEqual(canary.find(result.stdout), [], "standard output")
        self.assertEqual(canary.find(result.stderr), [], "standard error")
        self.assertIn("cmdline", {kind for kind, _ in observed.seen})
        self.assertEqual(observed.hits(), [])
        if watched.can_trace():
            self.assertGreater(observed.traced_strings, 50)
        self.assertNoTrace(canary)
        return result

    @staticmethod
    def read_pdf(content):
        """What is read on its pages; where nothing reads them, what a test of its own has looked at."""
        if not shutil.which("pdftotext"):
            return content + b"room1@contoso.test" if content.startswith(b"%PDF-") else b""
        return subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout

    def assertLogged(self):
        """The file of the log, with every category on, is among what is searched; a full one has made room."""
        self.assertGreater(sum(file.stat().st_size for file in self.root.glob("log.txt*")), 500)

    def assertNoTrace(self, canary, at_least=1):
        hits, files = canary.find_in_folder(self.root)
        self.assertEqual(hits, [])
        self.assertGreaterEqual(files, at_least)


class CommandLine(CanaryCase):
    def setUp(self):
        super().setUp()
        reason = keyringsession.missing()
        if reason:
            self.skipTest(reason)
        self.keyring = keyringsession.KeyringSession(self.environment, BUS)
        self.keyring.__enter__()
        self.addCleanup(self.keyring.__exit__)

    def kept(self):
        """The value in the keychain, as a client that is not ours reads it."""
        return base64.b64decode(self.keyring.lookup(ENTRY))

    def test_a_password_is_kept_only_while_it_is_wanted(self):
        for canary in canaries():
            with self.subTest(canary.password), self.simulator(canary) as exchange:
                self.walk_through(canary, self.described(exchange))

    def walk_through(self, canary, file):
        typed = canary.password + "\n"
        check = [CLI, "check", file]
        har = self.root / "run.har"
        self.run_watched(canary, [*check, "--password-stdin", "--record", har, "--format", "json"], typed)
        self.assertIn("ews.rooms", har.read_text(encoding="utf-8"))
        self.assertEqual(self.keyring.everything(), b"")

        self.run_watched(canary, [*check, "--password-stdin", "--keep-secret", "--record", har, "--format", "html"], typed)
        self.assertTrue(self.kept().endswith(b"\n" + canary.password.encode()))
        self.assertTrue(list(self.root.rglob("*.keyring")))  # looked through, too

        again = self.run_watched(canary, [*check, "--record", har, "--format", "json"])
        login = next(one for one in json.loads(again.stdout)["checks"] if one["id"] == "auth.login")
        self.assertEqual(login["status"], "pass")
        listed = self.run_watched(canary, [CLI, "secrets", "list"])
        self.assertIn(ENTRY.encode(), listed.stdout)

        self.run_watched(canary, [CLI, "secrets", "forget"])
        self.assertEqual(self.kept(), b"")
        self.assertEqual(self.keyring.everything(), b"")
        self.assertNoTrace(canary, at_least=4)

    def test_a_refused_password_leaves_no_trace_either(self):
        for canary in canaries():
            with self.subTest(canary.password), self.simulator(canary, {"passwordAccepted": False}) as exchange:
                har = self.root / "refused.har"
                result = self.run_watched(
                    canary, [CLI, "check", self.described(exchange), "--password-stdin", "--keep-secret",
                             "--login-attempts", "3", "--record", har], canary.password + "\n", expected=1)
                self.assertIn(b"HTTP_401_BASIC_REJECTED", result.stdout)
                self.assertIn("auth.login", har.read_text(encoding="utf-8"))
                self.assertEqual(self.kept(), b"")
                self.assertLogged()

    def test_a_server_that_says_it_again_leaves_no_trace_either(self):
        log = self.root / "setup.log"
        self.environment["ASKCODY_SETUP_LOG"] = str(log)
        for canary in canaries():
            with self.subTest(canary.password), self.echoing(canary) as exchange:
                for form in ("text", "json", "junit", "html", "pdf"):
                    har = self.root / f"{form}.har"
                    result = self.run_watched(
                        canary, [CLI, "check", self.described(exchange), "--password-stdin", "--record", har, "--format", form],
                        canary.password + "\n", expected=1)
                    said = self.read_pdf(result.stdout) if form == "pdf" else result.stdout
                    self.assertIn(b"room1@contoso.test", said)
                    self.assertEqual(canary.find(said), [], form)
                    self.assertIn("ErrorImpersonateUserDenied", har.read_text(encoding="utf-8"))
                self.assertIn("ews.impersonation", log.read_text(encoding="utf-8"))

    def test_no_core_is_dumped_while_a_password_is_at_work(self):
        canary = canaries()[0]
        with self.simulator(canary, latency=20000) as exchange:
            command = [CLI, "check", self.described(exchange), "--password-stdin"]
            with self.started(command, canary.password + "\n") as process:
                self.assertTrue(self.comes_true(lambda: self.has_switched_cores_off(process.pid)))
                time.sleep(0.5)  # well within the first round trip, which takes 20 s
                self.assertIsNone(process.poll())
                self.assertEqual(self.way_to_die(process), os.CLD_KILLED)
            # The same death leaves a core where nobody forbids it; else the above says little, and it is said.
            with self.started(["sleep", "60"]) as process:
                self.assertTrue(self.comes_true(lambda: self.command_of(process.pid) == b"sleep"))
                if self.way_to_die(process) != os.CLD_DUMPED:
                    print("note: this system dumps no cores at all")
        for core in self.root.glob("core*"):
            self.assertNotIn(b"askcody", core.read_bytes().lower()[:100000])
            core.unlink()
        self.assertNoTrace(canary)

    @contextlib.contextmanager
    def started(self, command, text=""):
        def allow_cores():
            hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
            resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))

        process = subprocess.Popen([str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, env=self.environment, cwd=self.root,
                                   preexec_fn=allow_cores)
        process.stdin.write(text.encode())
        process.stdin.flush()
        try:
            yield process
        finally:
            process.kill()
            process.wait()
            process.stdin.close()

    @staticmethod
    def command_of(pid):
        return pathlib.Path(f"/proc/{pid}/comm").read_bytes().strip()

    @staticmethod
    def has_switched_cores_off(pid):
        limits = pathlib.Path(f"/proc/{pid}/limits").read_text(encoding="ascii")
        return any(line.split()[4:6] == ["0", "0"] for line in limits.splitlines() if line.startswith("Max core file"))

    @staticmethod
    def comes_true(condition, seconds=20):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if condition():
                return True
            time.sleep(0.02)
        return False

    @staticmethod
    def way_to_die(process):
        process.send_signal(signal.SIGABRT)
        return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT).si_code


class Window(CanaryCase):
    def test_the_wizard_leaves_no_trace(self):
        for canary in canaries():
            with self.subTest(canary.password):
                pictures = self.root / "pictures"
                result = self.run_watched(
                    canary, [DEMO, "--walk", "basic", "--password-stdin", "--pictures", pictures], canary.password + "\n")
                self.assertIn(b"auth.login", result.stdout)
                self.assertGreater(len(list(pictures.glob("*.png"))), 5)
                self.assertLogged()

    def test_a_killed_wizard_leaves_a_draft_and_no_trace(self):
        for canary in canaries():
            with self.subTest(canary.password):
                process = subprocess.Popen([DEMO, "--walk", "basic", "--password-stdin"], stdin=subprocess.PIPE,
                                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self.environment,
                                           cwd=self.root)
                process.stdin.write(canary.password.encode() + b"\n")
                process.stdin.close()
                said = b""
                while not said.startswith(b"8. "):  # the checks are behind it
                    said = process.stdout.readline()
                    self.assertTrue(said, "the walk ended before its 8th page")
                process.kill()
                process.wait()
                process.stdout.close()
                drafts = [path for path in (self.root / "tmp").rglob("*.json") if EMAIL in path.read_text()]
                self.assertTrue(drafts)
                self.assertNoTrace(canary)


class SigningIn(CanaryCase):
    """Authorization codes, device codes, access, refresh and id tokens, client secrets: the demo's world puts one
    canary into each of them."""

    def setUp(self):
        super().setUp()
        self.canary = Canary()
        self.elsewhere = tempfile.TemporaryDirectory(prefix="world-")  # what is not the program's is not searched
        self.addCleanup(self.elsewhere.cleanup)

    def described(self, **changes):
        file = self.root / "online.json"
        integration = {"name": "Fabrikam", "type": "exchangeOnline", "email": "admin@fabrikam.test", "clientId": CLIENT}
        file.write_text(json.dumps({"integration": integration | changes}), encoding="utf-8")
        return file

    def scenario(self, **world):
        file = pathlib.Path(self.elsewhere.name) / "world.json"
        file.write_text(json.dumps({"title": "Marked", "description": "A world to be looked through."} | world),
                        encoding="utf-8")
        return file

    def process(self, *arguments, typed="", scenario="healthy"):
        return Process([DEMO, "--scenario", scenario, "--mark-stdin", *arguments], self.canary.password + "\n" + typed,
                       self.environment, self.root)

    def assertTold(self, process, *codes):
        """It has said nothing of a secret, and neither have its arguments, its environment or what it left behind."""
        self.assertIn(process.code, codes, (process.printed + process.said[-5000:]).decode(errors="replace"))
        self.assertEqual(self.canary.find(process.printed), [], "standard output")
        self.assertEqual(self.canary.find(process.said), [], "standard error")
        self.assertEqual(self.canary.find(process.seen), [], "arguments and environment")
        self.assertNoTrace(self.canary)
        self.assertLogged()

    def test_a_walk_to_exchange_online(self):
        kept = self.root / "kept"
        with self.process("--walk", "modern", "--save", str(kept)) as process:
            process.wait()
        self.assertTold(process, 0)
        self.assertIn(b"Connected", process.printed)
        names = {file.name for file in kept.iterdir()}
        self.assertEqual(names, {"bundle.har", "report.text", "report.json", "report.junit", "report.html", "report.pdf"})
        self.assertIn("/oauth2/v2.0/token", (kept / "bundle.har").read_text(encoding="utf-8"))
        for name in names - {"bundle.har"}:
            content = (kept / name).read_bytes()
            said = self.read_pdf(content) if name == "report.pdf" else content
            self.assertEqual(self.canary.find(said), [], name)
            self.assertTrue(b"microsoft.signin" in said or b"room1" in said, name)

    def test_a_check_in_every_form(self):
        for form in ("text", "json", "junit", "html", "pdf"):
            har = self.root / f"{form}.har"
            with self.subTest(form), self.process("cli", "check", self.described(), "--graph", "--record", har,
                                                  "--format", form) as process:
                self.assertGreaterEqual(process.sign_in("admin@fabrikam.test", "Cloud-Demo-7!"), 1)
                process.wait()
                # That there was something to be found: the code went by this way.
                self.assertTrue(all(self.canary.find(address.encode()) for address in process.came_back))
                self.assertTrue(process.came_back)
                self.assertTold(process, 0, 7)
                if form == "pdf":
                    self.assertEqual(self.canary.find(self.read_pdf(process.printed)), [])
                self.assertIn("/oauth2/v2.0/token", har.read_text(encoding="utf-8"))

    def test_a_sign_in_on_another_device(self):
        world = self.scenario(microsoft={"deviceInterval": 1}, issuer={"deviceInterval": 1})
        har = self.root / "device.har"
        for arguments in (("check", self.described(), "--device", "--record", har, "--format", "json"),
                          ("login", "--portal", "https://portal.askcody.test", "--device")):
            with self.subTest(arguments[0]), self.process("cli", *arguments, scenario=world) as process:
                process.wait_for(b"type this code there")
                time.sleep(2.5)  # the device code is presented, and is not good yet
                process.interrupt()
                process.wait()
                self.assertTold(process, 3)
        self.assertIn("/oauth2/v2.0/devicecode", har.read_text(encoding="utf-8"))

    def test_an_application_signs_in_with_its_secret(self):
        secret = "Automation-Demo-7!" + self.canary.password
        login = ("cli", "login", "--portal", "https://portal.askcody.test", "--client", "contoso-automation", "--format",
                 "json")
        with self.process(*login, typed=secret + "\n", scenario="portal/unattended") as process:
            process.wait()
        self.assertTold(process, 0)
        self.assertIn(b"Unattended set-up of Contoso", process.printed)
        with self.process(*login, typed=secret + "x\n", scenario="portal/unattended") as process:  # one that is refused
            process.wait()
        self.assertTold(process, 1, 4, 6)

    def test_a_sign_in_service_that_says_it_again(self):
        secret = "Automation-Demo-7!" + self.canary.password
        coded = base64.b64encode(f"contoso-automation:{secret}".encode()).decode()
        said = {"error": f"no {secret}", "error_description": f"Basic {coded}", "error_uri": f"https://x.test/?{secret}"}
        rule = {"match": {"host": "login.askcody.test", "path": "/token"},
                "reply": {"status": 400, "headers": {"Content-Type": "application/json"}, "body": json.dumps(said)}}
        world = self.scenario(issuer={"clientCredentials": True}, http=[rule])
        for form in ("text", "json"):
            with self.subTest(form), self.process("cli", "login", "--portal", "https://portal.askcody.test", "--client",
                                                  "contoso-automation", "--format", form, typed=secret + "\n",
                                                  scenario=world) as process:
                process.wait()
                self.assertTold(process, 1, 4, 6)
                self.assertIn("«…»".encode(), process.said)

    def test_a_person_signs_in_to_the_portal(self):
        with self.process("cli", "login", "--portal", "https://portal.askcody.test") as process:
            process.sign_in("owner@contoso.test", "Portal-Demo-7!")
            process.wait()
        self.assertTrue(process.came_back)
        self.assertTold(process, 0)


class ItWouldBeFound(CanaryCase):
    """What the tests above look with does see."""

    def spellings(self, canary):
        password = canary.password
        found = {"plain": password.encode(), "JSON": json.dumps(password).encode(), "XML": html.escape(password).encode(),
                 "repr": repr(password).encode(), "URL": urllib.parse.quote(password, safe="").encode(),
                 "form": urllib.parse.urlencode({"p": password}).encode(),
                 "all percent": "".join(f"%{byte:02x}" for byte in password.encode()).encode(),
                 "hexadecimal": password.encode().hex().encode(),
                 "HEXADECIMAL": password.encode().hex().upper().encode(),
                 "hex dump": password.encode().hex(" ").encode()}
        for code in ("utf-16-le", "utf-16-be"):
            found[code] = password.encode(code)
            found["base64 of " + code] = base64.b64encode(("x" + password + "y").encode(code))
        for user in ("a", "ab", "abc", EMAIL, "contoso\\askcody"):
            found["Basic of " + user] = base64.b64encode(f"{user}:{password}".encode())
            found["for URLs, of " + user] = base64.urlsafe_b64encode(f"{user}:{password}".encode())
        claims = base64.urlsafe_b64encode(json.dumps({"rh": password}).encode()).rstrip(b"=")
        found["JWT"] = b"eyJhbGciOiJSUzI1NiJ9." + claims + b".c2lnbmF0dXJl"
        for name in ("plain", "JWT"):
            found[name + ", backwards"] = found[name][::-1]
            found[name + ", packed"] = gzip.compress(found[name])
            found[name + ", packed as in a PDF"] = b"stream\n" + zlib.compress(found[name]) + b"\nendstream"
            found[name + ", packed, in base64"] = base64.b64encode(gzip.compress(found[name]))
            found[name + ", packed, for URLs"] = base64.urlsafe_b64encode(zlib.compress(found[name]))
        return found

    def test_in_files(self):
        for canary, other in (canaries(), canaries()[::-1]):
            for name, text in self.spellings(canary).items():
                with self.subTest(name):
                    place = self.root / "home" / "planted"
                    place.write_bytes(os.urandom(1001) + text + os.urandom(500))
                    hits, files = canary.find_in_folder(self.root)
                    self.assertEqual({path for path, _ in hits}, {str(place)})
                    self.assertEqual(files, 1)
                    self.assertEqual(other.find_in_folder(self.root)[0], [])
                    place.unlink()

    def test_in_the_name_of_a_file(self):
        canary = canaries()[0]
        (self.root / f"draft-{canary.password}.json").touch()
        self.assertTrue(canary.find_in_folder(self.root)[0])

    def test_in_arguments_and_environment_of_a_child(self):
        for name, command in (("cmdline", 'sleep 1; : "$0"'), ("environ", "sleep 1; exit 0")):
            canary = canaries()[0]
            argument = canary.password if name == "cmdline" else "nothing"
            environment = dict(self.environment, **({"LEAK": canary.password} if name == "environ" else {}))
            observed = watched.Watched(canary, environment, self.root)
            observed.run(["sh", "-c", command, argument])
            self.assertIn((name, "plain"), observed.hits())

    def test_in_system_calls(self):
        if not watched.can_trace():
            self.skipTest("strace is missing or may not trace (Debian package: strace)")
        canary = canaries()[0]
        for name, text in {"plain": canary.password, "base64": base64.b64encode(canary.password.encode()).decode()}.items():
            with self.subTest(name):
                observed = watched.Watched(canary, self.environment, self.root)
                observed.run(["sh", "-c", 'read line; printf %s "$line" > leak; rm leak'], text + "\n")
                self.assertTrue(observed.trace_hits)
                self.assertEqual(canary.find_in_folder(self.root)[0], [])  # gone from the disk, and seen all the same


if __name__ == "__main__":
    if not watched.can_trace():
        print("note: without strace (Debian package: strace) system calls are not looked at")
    unittest.main(argv=sys.argv[:1], verbosity=2)
