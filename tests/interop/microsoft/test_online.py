# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated portal checks Exchange Online by its own application: consent, certificate, impersonation."""
import json
import pathlib
import tempfile
import time
import unittest
import urllib.parse
import uuid

from assertions import AssertionPeer
from microsoftclient import (
    CALENDAR, EXCHANGE, EXCHANGE_APP, LOGIN, TENANT, Cloud, Peer, response_code,
)  # fmt: skip
from portalclient import PortalClient, new_reference

TOKEN = f"{LOGIN}/{TENANT}/oauth2/v2.0/token"


class OnlineCase(unittest.TestCase):
    scenario = "healthy"

    def setUp(self):
        self.state = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()), "state.json")
        self.cloud = Cloud(self.scenario, self.state)
        self.cloud.__enter__()
        self.addCleanup(self.cloud.__exit__)
        self.peer = Peer()
        self.addCleanup(self.peer.close)
        self.exchanges = []
        token = self.cloud.sign_in("admin@fabrikam.test")["access_token"]
        self.portal = PortalClient(self.cloud, self.peer, self.exchanges, token)

    def consent(self):
        self.cloud.web.cookies.clear()
        self.assertNotIn("error", self.cloud.person(self.cloud.admin_consent()))

    def integration(self, **changes):
        reference = new_reference()
        body = {"clientReference": reference, "name": "Online", "type": "exchangeOnline", "identificationCode": "default",
                "email": "admin@fabrikam.test", "tenant": TENANT, **changes}  # fmt: skip
        made = self.portal.post(body, str(uuid.uuid4()))
        self.assertEqual(made.status_code, 201, made.text)
        return made.json()

    def check(self, **changes):
        made = self.integration(**changes)
        answer = self.portal.call("POST", f"/integrations/{made['id']}/check")
        self.assertEqual(answer.status_code, 200, answer.text)
        return {rung["id"]: rung for rung in answer.json()["rungs"]}

    def assert_contract(self):
        self.assertEqual(self.peer.judge(self.exchanges)["complaints"], [])


class Check(OnlineCase):
    def test_without_consent(self):
        rungs = self.check()
        self.assertEqual(rungs["microsoft.consent"]["code"], "AADSTS700016")
        self.assertEqual(rungs["ews.impersonation"]["skippedBecause"], "microsoft.consent")
        self.assert_contract()

    def test_with_consent(self):
        self.consent()
        rungs = self.check(tenant="fabrikam.test")
        self.assertEqual({rung["status"] for rung in rungs.values()}, {"pass"}, rungs)
        self.assertTrue(rungs["ews.version"]["facts"]["build"].startswith("15.20."))
        self.assert_contract()
        call = self.cloud.requests_of("outlook.office365.com:443")[-1]
        self.assertEqual(call["headers"]["x-anchormailbox"], "admin@fabrikam.test")
        self.assertIn(b"<t:PrimarySmtpAddress>admin@fabrikam.test<", call["body"])

    def test_no_such_mailbox(self):
        self.consent()
        rungs = self.check(email="nobody@fabrikam.test")
        self.assertEqual(rungs["ews.impersonation"]["code"], "ErrorNonExistentMailbox")

    def test_a_frontline_mailbox(self):
        self.consent()
        self.assertEqual(self.check(email="frontline@fabrikam.test")["microsoft.ewspolicy"]["code"], "HTTP_403_EWS_DISABLED")


class NotOnTheList(OnlineCase):
    scenario = "microsoft/ews-app-not-listed"

    def test_is_told(self):
        self.assertEqual(self.check()["microsoft.ewspolicy"]["code"], "HTTP_403_EWS_BLOCKED_BY_POLICY")


class SwitchedOff(OnlineCase):
    scenario = "microsoft/ews-off"

    def test_is_told(self):
        self.assertEqual(self.check()["microsoft.ewspolicy"]["code"], "HTTP_403_EWS_DISABLED")


class ScopedToRooms(OnlineCase):
    scenario = "microsoft/app-scoped-to-rooms"

    def test_is_told(self):
        self.assertEqual(self.check()["ews.impersonation"]["code"], "ErrorImpersonateUserDenied")
        self.assertEqual(self.check(email="room1@fabrikam.test")["ews.impersonation"]["status"], "pass")


class Assertion(OnlineCase):
    def setUp(self):
        super().setUp()
        self.jose = AssertionPeer()
        self.addCleanup(self.jose.close)
        self.consent()
        self.check()  # makes and registers the certificate
        self.identity = json.loads(self.state.read_text())["appIdentity"]["present"]

    def test_the_portals_own_is_sound(self):
        asked = [one for one in self.cloud.requests_of("login.microsoftonline.com:443") if one["target"].endswith("/token")]
        form = dict(urllib.parse.parse_qsl(asked[-1]["body"].decode()))
        proved = self.jose.verify(form["client_assertion"], self.identity["certificate"], TOKEN, EXCHANGE_APP)
        self.assertNotIn("error", proved)
        self.assertEqual(proved["header"]["x5t#S256"], proved["thumbprint"])
        self.assertEqual(form["scope"], f"{EXCHANGE}/.default")

    def ask(self, assertion):
        return self.cloud.web.post(TOKEN, data={
            "client_id": EXCHANGE_APP, "scope": f"{EXCHANGE}/.default", "grant_type": "client_credentials",
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": assertion,
        })  # fmt: skip

    def made(self, header=None, pem=None, **changes):
        now = int(time.time())
        claims = {"aud": TOKEN, "iss": EXCHANGE_APP, "sub": EXCHANGE_APP, "jti": str(uuid.uuid4()), "nbf": now - 60,
                  "iat": now, "exp": now + 600, **changes}  # fmt: skip
        usual = {"alg": "PS256", "typ": "JWT", "x5t#S256": self.jose.thumbprint(self.identity["certificate"])}
        return self.jose.sign(pem or self.identity["pem"], claims, header or usual)

    def test_by_others_is_judged(self):
        good = self.made()
        answer = self.ask(good)
        self.assertEqual(answer.status_code, 200, answer.text)
        self.assertNotIn("refresh_token", answer.json())
        token = answer.json()["access_token"]
        self.assertEqual(response_code(self.cloud.ews(token, CALENDAR)), "ErrorInvalidExchangeImpersonationHeaderData")
        self.assertEqual(response_code(self.cloud.ews(token, CALENDAR, impersonate="room1@fabrikam.test")), "NoError")
        self.assertEqual(self.ask(good).json()["error_codes"], [50013])

    def test_flaws(self):
        now = int(time.time())
        thumbprint = self.jose.thumbprint(self.identity["certificate"])
        for number, assertion in {
            50027: "not.a.token",
            50012: self.made(aud=TOKEN.replace(TENANT, "elsewhere")),
            700024: self.made(nbf=now + 3600, exp=now + 7200),
            700027: self.made({"alg": "PS256", "typ": "JWT", "x5t#S256": thumbprint[::-1]}),
        }.items():
            with self.subTest(number):
                answer = self.ask(assertion)
                self.assertEqual(answer.json()["error_codes"], [number])
        late = self.ask(self.made(nbf=now - 7200, exp=now - 3600)).json()
        self.assertIn("Current time: ", late["error_description"])
        self.assertEqual(self.ask(self.made(iss="somebody")).json()["error"], "invalid_client")
        self.assertEqual(self.ask(self.made({"alg": "RS256", "typ": "JWT", "x5t#S256": thumbprint})).status_code, 200)


if __name__ == "__main__":
    unittest.main()
