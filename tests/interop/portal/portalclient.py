# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client of the simulated portal that shares nothing with ours: python3-requests and npm's judges."""
import base64
import hashlib
import json
import os
import pathlib
import re
import secrets
import shutil
import subprocess
import sys
import time
import unittest
import urllib.parse
import uuid

try:
    import requests
    import yaml
    import dns.resolver
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

FOLDER = pathlib.Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent))
from simulatedworld import SimulatedWorld

NODE_FOLDER = pathlib.Path(sys.argv.pop())
PROGRAM = sys.argv.pop()
if not (NODE_FOLDER / "node_modules" / ".installed").exists():
    print("skipped: the npm modules are not installed")
    sys.exit(77)

RESOURCES = FOLDER.parents[2] / "resources"
PORTAL = "https://portal.askcody.test"
ISSUER = "https://login.askcody.test"
API = f"{PORTAL}/api/v1"
EWS = "https://mail.contoso.test/EWS/Exchange.asmx"
CLIENT = "askcody-exchange-setup"
REDIRECT = "http://127.0.0.1:49152/"
SCOPES = "openid profile email offline_access integrations.manage"


def new_reference():
    return str(uuid.uuid4())


def new_key():
    return secrets.token_urlsafe(24)


class Peer:
    """npm's jose and ajv, in one process of node."""

    def __init__(self):
        shutil.copy(FOLDER / "portalpeer.mjs", NODE_FOLDER)
        self._process = subprocess.Popen(
            ["node", NODE_FOLDER / "portalpeer.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def _ask(self, command):
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def seal(self, jwk, plain, header=None, **more):
        usual = {"alg": "RSA-OAEP-256", "enc": "A256GCM", "kid": jwk["kid"], "typ": "askcody-credential+jwe"}
        plain = plain if isinstance(plain, str) else json.dumps(plain)
        return self._ask({"seal": {"jwk": jwk, "plain": plain, "header": header or usual, **more}})["jwe"]

    def verify(self, token, jwks, algorithm="RS256", audience=CLIENT):
        asked = {"token": token, "jwks": jwks, "issuer": ISSUER, "audience": audience, "algorithm": algorithm}
        return self._ask({"verify": asked})

    def judge(self, exchanges):
        api = yaml.safe_load((RESOURCES / "portal-api.yaml").read_text("utf-8"))
        return self._ask({"judge": {"api": api, "exchanges": exchanges}})

    def close(self):
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()


class World:
    """The simulated world while the context lasts, and requests in it."""

    def __init__(self, scenario="healthy", state=None):
        self._world = SimulatedWorld(PROGRAM, scenario, *(["--state", str(state)] if state else []))

    def __enter__(self):
        self.facts = self._world.__enter__().facts
        self.web = requests.Session()
        self.web.trust_env = False
        self.web.verify = self.facts["caFile"]
        return self

    def __exit__(self, *_):
        self.web.close()
        self._world.__exit__()

    def kill(self):
        self._world._simulator._process.kill()

    def token_request(self, **fields):
        return self.web.post(f"{ISSUER}/token", data={"client_id": CLIENT, **fields})

    def page(self, verifier, **changes):
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "client_id": CLIENT, "response_type": "code", "redirect_uri": REDIRECT, "scope": SCOPES, "state": "st-1",
            "nonce": "no-1", "code_challenge": challenge, "code_challenge_method": "S256", **changes,
        }  # fmt: skip
        asked = {name: value for name, value in asked.items() if value is not None}
        return self.web.get(f"{ISSUER}/authorize", params=asked, allow_redirects=False)

    def submit(self, page, email="owner@contoso.test", decision="allow", password=None, to="signin"):
        transaction = re.search(r'name="transaction" value="([^"]+)"', page.text).group(1)
        form = {"transaction": transaction, "email": email, "decision": decision,
                "password": password or self.facts["portalPassword"]}  # fmt: skip
        return self.web.post(f"{ISSUER}/{to}", data=form, allow_redirects=False)

    @staticmethod
    def returned(response):
        assert response.status_code == 303, response.text
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(response.headers["Location"]).query))

    def code(self, verifier, email="owner@contoso.test", **changes):
        return self.returned(self.submit(self.page(verifier, prompt="login", **changes), email))["code"]

    def sign_in(self, email="owner@contoso.test", **changes):
        verifier = secrets.token_urlsafe(48)
        answer = self.token_request(grant_type="authorization_code", code=self.code(verifier, email, **changes),
                                    redirect_uri=REDIRECT, code_verifier=verifier)  # fmt: skip
        assert answer.status_code == 200, answer.text
        return answer.json()


class PortalClient:
    """Calls the API with a token, and keeps every exchange for the judge."""

    def __init__(self, world, peer, exchanges, token=None):
        self.world, self.peer, self.exchanges = world, peer, exchanges
        self.token = token if token is not None else world.sign_in()["access_token"]

    def call(self, method, path, body=None, content_type="application/json", **headers):
        if self.token:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        data = body if body is None or isinstance(body, (str, bytes)) else json.dumps(body)
        if data is not None:
            headers["Content-Type"] = content_type
        base = PORTAL if path.startswith("/.well-known") else API
        answer = self.world.web.request(method, base + path, data=data, allow_redirects=False,
                                        headers={name.replace("_", "-"): value for name, value in headers.items()})  # fmt: skip
        self.exchanges.append({
            "method": method, "path": path.split("?")[0], "status": answer.status_code, "body": answer.text,
            "headers": {name.lower(): value for name, value in answer.headers.items()},
            "requestBody": data if isinstance(data, str) else None, "requestType": content_type,
        })  # fmt: skip
        return answer

    def key(self):
        return self.call("GET", "/keys").json()["keys"][0]

    def plain(self, reference, **changes):
        now = int(time.time())
        return {"username": self.world.facts["email"], "password": self.world.facts["password"], "ewsUrl": EWS,
                "clientReference": reference, "aud": PORTAL, "iat": now, "exp": now + 600, **changes}  # fmt: skip

    def sealed(self, reference, **changes):
        return self.peer.seal(self.key(), self.plain(reference, **changes))

    def wanted(self, reference, **changes):
        """The body of a POST, sealed unless a credential is given."""
        body = {"clientReference": reference, "name": "HQ", "type": "exchangeServer", "identificationCode": "default",
                "email": "askcody@contoso.test", "ewsUrl": EWS, "exchangeVersion": "Exchange2013_SP1",
                "username": self.world.facts["email"], **changes}  # fmt: skip
        if "credential" not in body:
            body["credential"] = self.sealed(reference)
        return body

    def create(self, reference=None, key=None, **changes):
        return self.post(self.wanted(reference or new_reference(), **changes), key or new_key())

    def post(self, body, key):
        return self.call("POST", "/integrations", body, Idempotency_Key=key)

    def change(self, made, body, tag=None):
        return self.call("PATCH", f"/integrations/{made['id']}", body, "application/merge-patch+json",
                         If_Match=tag or made["etag"])  # fmt: skip
