# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates with every fault, made by the openssl program: what a judge of certificates is judged by."""
import dataclasses
import pathlib
import shutil
import subprocess

CONFIGURATION = """
[ca]
default_ca = own
[own]
dir = {folder}
new_certs_dir = {folder}
database = {folder}/index.txt
serial = {folder}/serial
default_md = sha256
policy = any
unique_subject = no
[any]
organizationName = optional
commonName = supplied
[req]
distinguished_name = none
[none]
"""
AUTHORITY = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n"
LEAF = "basicConstraints=critical,CA:FALSE\n"
SERVER = "extendedKeyUsage=serverAuth\n"
# An empty list of log entries (RFC 6962) says as well that a public authority issued it.
PUBLIC = "1.3.6.1.4.1.11129.2.4.2=DER:04:02:00:00\n"
FORMERLY = ("20240101000000Z", "20250101000000Z")
LATER = ("20400101000000Z", "20410101000000Z")


@dataclasses.dataclass(frozen=True)
class Identity:
    """A certificate with its key, and with those that a server sends along."""

    certificate: pathlib.Path
    key: pathlib.Path
    chain: tuple = ()


class Workshop:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self._count = 0
        (self.folder / "index.txt").touch()
        (self.folder / "serial").write_text("1000\n", encoding="ascii")
        (self.folder / "ca.cnf").write_text(CONFIGURATION.format(folder=self.folder), encoding="utf-8")

    def openssl(self, *arguments):
        subprocess.run(["openssl", *map(str, arguments)], cwd=self.folder, check=True, timeout=30, capture_output=True,
                       stdin=subprocess.DEVNULL)

    def issue(self, subject, extensions, issuer=None, key=("EC", "ec_paramgen_curve:P-256"), digest="sha256",
              valid=None, of=None):
        """One certificate: by the issuer, or by itself where there is none. "of": with the key of another one."""
        self._count += 1
        name = self.folder / f"{self._count}"
        paths = {end: name.with_suffix("." + end) for end in ("key", "csr", "pem", "ext")}
        if of:
            shutil.copyfile(of.key, paths["key"])
        else:
            self.openssl("genpkey", "-algorithm", key[0], "-pkeyopt", key[1], "-out", paths["key"])
        self.openssl("req", "-new", "-key", paths["key"], "-subj", subject, "-config", "ca.cnf", "-out", paths["csr"])
        paths["ext"].write_text(extensions, encoding="utf-8")
        signer = (("-cert", issuer.certificate, "-keyfile", issuer.key) if issuer
                  else ("-selfsign", "-keyfile", paths["key"]))
        dates = ("-startdate", valid[0], "-enddate", valid[1]) if valid else ("-days", "30")
        self.openssl("ca", "-batch", "-notext", "-config", "ca.cnf", *signer, *dates, "-md", digest, "-in", paths["csr"],
                     "-extfile", paths["ext"], "-out", paths["pem"])
        chain = (issuer.certificate, *issuer.chain) if issuer and issuer.chain is not None else ()
        return Identity(paths["pem"], paths["key"], chain)

    def root(self, subject):
        made = self.issue(subject, AUTHORITY)
        return dataclasses.replace(made, chain=None)  # a server does not send it

    def server(self, issuer, extensions=SERVER, name="localhost", **how):
        return self.issue(f"/O=Contoso/CN={name}", f"{LEAF}{extensions}subjectAltName=DNS:{name}\n", issuer, **how)
