# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our NTLM messages, judged by Samba's ntlm_auth; our certificate hashes, judged by OpenSSL's program."""
import base64
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

CLIENT = sys.argv.pop(1)
PASSWORD = "Correct-Horse-7! åß€😀"

for program in ("ntlm_auth", "openssl"):
    if not shutil.which(program):
        print(f"skipped: {program} is not installed")
        sys.exit(77)


class Talker:
    """A program that answers each line with one line."""

    def __init__(self, *command):
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def tell(self, line):
        self._process.stdin.write(line.encode() + b"\n")
        self._process.stdin.flush()

    def ask(self, line):
        self.tell(line)
        return self._process.stdout.readline().decode().strip()

    def close(self):
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()


class Samba(unittest.TestCase):
    """A server that knows one password, whoever comes with it: ntlm_auth without a domain."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.certificate = pathlib.Path(self.folder.name) / "server.pem"
        self.settings = pathlib.Path(self.folder.name) / "smb.conf"
        places = "".join(f"{name} = {self.folder.name}\n" for name in (
            "lock directory", "state directory", "cache directory", "pid directory", "private directory"))
        self.settings.write_text(f"[global]\nworkgroup = CONTOSO\nnetbios name = EXCH01\n{places}", "utf-8")
        self.make_certificate("sha256")

    def make_certificate(self, digest, key="rsa:2048"):
        subprocess.run(["openssl", "req", "-x509", "-newkey", key, f"-{digest}", "-nodes", "-keyout",
                        self.certificate.with_suffix(".key"), "-out", self.certificate, "-days", "2",
                        "-subj", "/CN=mail.contoso.test"], check=True, capture_output=True)

    def client(self, password=PASSWORD):
        client = Talker(CLIENT)
        client.tell(password)
        self.addCleanup(client.close)
        return client

    def judge(self, password=PASSWORD):
        judge = Talker("ntlm_auth", "--helper-protocol=squid-2.5-ntlmssp", f"--configfile={self.settings}",
                       "--domain=CONTOSO", "--username=askcody", f"--password={password}")
        self.addCleanup(judge.close)
        return judge

    def talk(self, spelling, certificate="", password=PASSWORD, change=lambda message: message):
        """The judge's verdict: AF (welcome) or NA (not) and what it says of it."""
        client, judge = self.client(password), self.judge()
        challenge = judge.ask("YR " + client.ask("first"))
        self.assertTrue(challenge.startswith("TT "), challenge)
        third = client.ask(f"third {spelling} {challenge[3:]} {certificate}".rstrip())
        return judge.ask("KK " + base64.b64encode(change(base64.b64decode(third))).decode())

    def test_the_right_password_is_welcome(self):
        for spelling in ("CONTOSO\\askcody", "askcody", "ASKCODY"):
            for certificate in ("", self.certificate):
                with self.subTest(spelling=spelling, bound=bool(certificate)):
                    verdict = self.talk(spelling, certificate)
                    self.assertTrue(verdict.startswith("AF "), verdict)
                    self.assertIn("askcody", verdict.lower())

    def test_a_wrong_password_is_not(self):
        for wrong in ("Wrong-Horse-7!", PASSWORD + " ", PASSWORD.lower()):
            with self.subTest(wrong):
                verdict = self.talk("CONTOSO\\askcody", self.certificate, password=wrong)
                self.assertTrue(verdict.startswith("NA "), verdict)

    def test_the_mic_is_looked_at(self):
        """One bit of it, or of what it protects, and the message is refused: so ours was right before."""
        def flip(at):
            return lambda message: message[:at] + bytes([message[at] ^ 1]) + message[at + 1:]
        for name, at in (("the MIC itself", 72), ("the version", 64)):
            with self.subTest(name):
                verdict = self.talk("CONTOSO\\askcody", self.certificate, change=flip(at))
                self.assertTrue(verdict.startswith("NA "), verdict)

    def test_what_the_response_protects_cannot_be_changed(self):
        """The binding stands in what the password signs: another one in its place is refused."""
        binding = bytes.fromhex("0a001000")

        def swap(message):
            at = message.index(binding) + 4
            return message[:at] + bytes(16) + message[at + 16:]
        verdict = self.talk("CONTOSO\\askcody", self.certificate, change=swap)
        self.assertTrue(verdict.startswith("NA "), verdict)

    def test_hashes_of_certificates(self):
        """RFC 5929, 4.1: by the hash of the signature; MD5 and SHA-1 count as SHA-256."""
        for digest, expected in (("sha256", "sha256"), ("sha384", "sha384"), ("sha512", "sha512"),
                                 ("sha1", "sha256"), ("md5", "sha256")):
            with self.subTest(digest):
                self.make_certificate(digest)
                told = subprocess.run(["openssl", "x509", "-in", self.certificate, "-noout", "-fingerprint",
                                       f"-{expected}"], check=True, capture_output=True, text=True).stdout
                fingerprint = told.split("=")[1].strip().replace(":", "").lower()
                self.assertEqual(self.client().ask(f"binding {self.certificate}"), fingerprint)


if __name__ == "__main__":
    unittest.main()
