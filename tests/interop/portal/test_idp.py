# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated identity provider does what RFC 6749, 7636, 8628, 9207 and OpenID Connect say; npm's jose verifies."""
import base64
import hashlib
import json
import secrets
import tempfile
import time
import unittest

from portalclient import CLIENT, ISSUER, REDIRECT, SCOPES, Peer, World

DEVICE = "urn:ietf:params:oauth:grant-type:device_code"


def setUpModule():
    global PEER
    PEER = Peer()


def tearDownModule():
    PEER.close()


class IssuerCase(unittest.TestCase):
    scenario = "healthy"
    changes = {}

    def setUp(self):
        scenario = self.scenario
        if self.changes:
            file = tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8")
            self.addCleanup(file.close)
            json.dump({"title": "For a test", "description": "For a test only.", "issuer": self.changes}, file)
            file.flush()
            scenario = file.name
        self.world = World(scenario).__enter__()
        self.addCleanup(self.world.__exit__)
        self.verifier = secrets.token_urlsafe(48)

    def redeem(self, code, **changes):
        fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT,
                  "code_verifier": self.verifier, **changes}  # fmt: skip
        return self.world.token_request(**fields)

    def refresh(self, token, **more):
        return self.world.token_request(grant_type="refresh_token", refresh_token=token, **more)

    def assertError(self, answer, code, status=400):
        self.assertEqual((answer.status_code, answer.json()["error"]), (status, code), answer.text)
        self.assertEqual(answer.headers["Cache-Control"], "no-store")

    def is_accepted(self, token):
        headers = {"Authorization": f"Bearer {token}"}
        return self.world.web.get("https://portal.askcody.test/api/v1/me", headers=headers).status_code == 200

    def keys(self):
        return self.world.web.get(f"{ISSUER}/jwks").json()


class CodeFlow(IssuerCase):
    def test_metadata(self):
        found = self.world.web.get(f"{ISSUER}/.well-known/openid-configuration").json()
        self.assertEqual(found["issuer"], ISSUER)
        self.assertEqual(found["code_challenge_methods_supported"], ["S256"])
        self.assertTrue(found["authorization_response_iss_parameter_supported"])
        self.assertNotIn("client_credentials", found["grant_types_supported"])
        for name, value in found.items():
            if name.endswith("_endpoint") or name == "jwks_uri":
                self.assertTrue(value.startswith(ISSUER + "/"), name)

    def test_the_redirect_names_state_and_issuer(self):
        back = self.world.returned(self.world.submit(self.world.page(self.verifier, state="s&=#\u00e4")))
        self.assertEqual((back["state"], back["iss"]), ("s&=#\u00e4", ISSUER))
        self.assertGreaterEqual(len(back["code"]), 43)

    def test_the_id_token_verifies(self):
        tokens = self.redeem(self.world.code(self.verifier)).json()
        proved = PEER.verify(tokens["id_token"], self.keys())
        self.assertEqual((proved["claims"]["nonce"], proved["claims"]["email"]), ("no-1", "owner@contoso.test"))
        digest = hashlib.sha256(tokens["access_token"].encode()).digest()[:16]
        self.assertEqual(proved["claims"]["at_hash"], base64.urlsafe_b64encode(digest).rstrip(b"=").decode())
        self.assertEqual(PEER.verify(tokens["id_token"], self.keys(), audience="other")["error"],
                         "ERR_JWT_CLAIM_VALIDATION_FAILED")  # fmt: skip
        head, claims, signature = tokens["id_token"].split(".")
        changed = ("B" if signature[0] == "A" else "A") + signature[1:]
        self.assertEqual(PEER.verify(f"{head}.{claims}.{changed}", self.keys())["error"],
                         "ERR_JWS_SIGNATURE_VERIFICATION_FAILED")  # fmt: skip
        self.assertTrue(self.is_accepted(tokens["access_token"]))

    def test_saying_no(self):
        for decision in ("deny", ""):
            back = self.world.returned(self.world.submit(self.world.page(self.verifier, prompt="login"), decision=decision))
            self.assertEqual((back["error"], back["state"], back["iss"]), ("access_denied", "st-1", ISSUER))
            self.assertNotIn("code", back)

    def test_who_is_not_known_is_not_sent_anywhere(self):
        for changes in ({"client_id": "other"}, {"client_id": None}, {"client_id": "contoso-automation"},
                        {"redirect_uri": "https://evil.test/"}, {"redirect_uri": "http://127.0.0.1.evil.test:1/"},
                        {"redirect_uri": "http://localhost:49152/"}, {"redirect_uri": "http://127.0.0.1/"},
                        {"redirect_uri": "http://127.0.0.1:1/elsewhere"}, {"redirect_uri": "http://a@127.0.0.1:1/"},
                        {"redirect_uri": "http://127.0.0.1:1/?a=b"}, {"redirect_uri": None}):  # fmt: skip
            answer = self.world.page(self.verifier, **changes)
            self.assertEqual((answer.status_code, answer.headers.get("Location")), (400, None), changes)
        self.assertEqual(self.world.page(self.verifier, redirect_uri="http://[::1]:5/callback").status_code, 200)

    def test_what_is_asked_wrongly_goes_back_as_an_error(self):
        for error, changes in [("unsupported_response_type", {"response_type": "token"}),
                               ("invalid_request", {"response_type": None}), ("invalid_scope", {"scope": "openid all"}),
                               ("invalid_scope", {"scope": "email"}), ("invalid_request", {"code_challenge": None}),
                               ("invalid_request", {"code_challenge_method": "plain"}),
                               ("invalid_request", {"code_challenge_method": None}),
                               ("invalid_request", {"code_challenge": "short"}),
                               ("invalid_request", {"prompt": "none login"}), ("invalid_request", {"prompt": "dance"}),
                               ("invalid_request", {"response_mode": "fragment"}),
                               ("request_not_supported", {"request": "x"}),
                               ("request_uri_not_supported", {"request_uri": "https://x.test/"})]:  # fmt: skip
            back = self.world.returned(self.world.page(self.verifier, **changes))
            self.assertEqual((back["error"], back["state"], back["iss"]), (error, "st-1", ISSUER), changes)

    def test_prompts_and_the_session(self):
        self.assertEqual(self.world.returned(self.world.page(self.verifier, prompt="none"))["error"], "login_required")
        self.world.code(self.verifier)
        session = self.world.web.cookies["session"]
        def page(**changes):
            return self.world.page(self.verifier, **changes)
        self.assertTrue(session)
        self.assertIn("code", self.world.returned(page()))
        self.assertIn("code", self.world.returned(page(prompt="none")))
        self.assertEqual(page(prompt="login").status_code, 200)
        self.assertEqual(page(prompt="select_account").status_code, 200)
        self.assertEqual(page(login_hint="integrations@contoso.test").status_code, 200)
        consent = page(prompt="consent")
        self.assertNotIn('type="password"', consent.text)
        self.assertIn("code", self.world.returned(self.world.submit(consent, password="not asked for")))
        time.sleep(1.1)
        self.assertEqual(page(max_age="0").status_code, 200)

    def test_a_wrong_password_is_told_and_not_for_ever(self):
        page = self.world.page(self.verifier, login_hint='"><script>')
        self.assertIn('value="&quot;&gt;&lt;script&gt;"', page.text)
        self.assertIn("default-src 'none'", page.headers["Content-Security-Policy"])
        for _ in range(5):
            again = self.world.submit(page, password="wrong")
            self.assertIn("is not right", again.text)
        self.assertEqual(self.world.submit(page).status_code, 400)

    def test_a_code_is_good_once_for_whom_it_was_given_to(self):
        for changes in ({"code_verifier": secrets.token_urlsafe(48)}, {"code_verifier": ""}, {"code": "nonsense"},
                        {"redirect_uri": "http://127.0.0.1:49153/"}):  # fmt: skip
            fields = {"code": self.world.code(self.verifier), **changes}
            self.assertError(self.redeem(**fields), "invalid_grant")
        code = self.world.code(self.verifier)
        tokens = self.redeem(code).json()
        self.assertTrue(self.is_accepted(tokens["access_token"]))
        self.assertError(self.redeem(code), "invalid_grant")
        self.assertFalse(self.is_accepted(tokens["access_token"]))  # somebody else has the code, too
        self.assertError(self.refresh(tokens["refresh_token"]), "invalid_grant")

    def test_refresh_tokens_rotate(self):
        first = self.world.sign_in()
        second = self.refresh(first["refresh_token"]).json()
        self.assertNotEqual(second["refresh_token"], first["refresh_token"])
        self.assertNotIn("nonce", PEER.verify(second["id_token"], self.keys())["claims"])
        self.assertError(self.refresh(second["refresh_token"], scope=SCOPES + " more"), "invalid_scope")
        self.assertTrue(self.is_accepted(second["access_token"]))
        self.assertError(self.refresh(first["refresh_token"]), "invalid_grant")
        self.assertFalse(self.is_accepted(second["access_token"]))  # the reuse ended the family
        self.assertError(self.refresh(second["refresh_token"]), "invalid_grant")
        self.assertNotIn("refresh_token", self.world.sign_in(scope="openid"))

    def test_logging_out(self):
        tokens = self.world.sign_in()
        revoke = lambda token: self.world.web.post(f"{ISSUER}/revoke", data={"client_id": CLIENT, "token": token})
        self.assertEqual(revoke("unknown").status_code, 200)
        self.assertEqual(revoke(tokens["refresh_token"]).status_code, 200)
        self.assertFalse(self.is_accepted(tokens["access_token"]))
        self.assertError(self.refresh(tokens["refresh_token"]), "invalid_grant")

    def test_the_token_endpoint_refuses_what_is_no_request(self):
        post = self.world.web.post
        self.assertError(post(f"{ISSUER}/token", json={"grant_type": "refresh_token"}), "invalid_request")
        self.assertError(self.world.token_request(), "invalid_request")
        self.assertError(self.world.token_request(grant_type="password", username="a"), "unsupported_grant_type")
        self.assertError(self.world.token_request(grant_type="client_credentials"), "unsupported_grant_type")
        self.assertError(post(f"{ISSUER}/token", data={"client_id": "x", "grant_type": "refresh_token"}), "invalid_client", 401)
        self.assertError(post(f"{ISSUER}/token", data=[("client_id", CLIENT), ("grant_type", "a"), ("grant_type", "b")]),
                         "invalid_request")  # fmt: skip
        self.assertError(self.world.web.get(f"{ISSUER}/token"), "invalid_request", 405)


class NewKeys(IssuerCase):
    scenario = "portal/sign-in-ps256"

    def test_every_id_token_has_a_new_key(self):
        before = self.keys()
        tokens = [self.world.sign_in()["id_token"] for _ in range(2)]
        self.assertEqual(PEER.verify(tokens[0], before, "PS256")["error"], "ERR_JWKS_NO_MATCHING_KEY")
        for token in tokens:  # the present and the previous key are published
            self.assertEqual(PEER.verify(token, self.keys(), "PS256")["header"]["alg"], "PS256")


class Unattended(IssuerCase):
    scenario = "portal/unattended"

    def ask(self, secret="Automation-Demo-7!", **more):
        return self.world.web.post(f"{ISSUER}/token", auth=("contoso-automation", secret),
                                   data={"grant_type": "client_credentials", **more})  # fmt: skip

    def test_a_client_acts_for_itself(self):
        answer = self.ask(scope="integrations.manage").json()
        self.assertNotIn("refresh_token", answer)
        self.assertNotIn("id_token", answer)
        self.assertTrue(self.is_accepted(answer["access_token"]))
        self.assertError(self.ask("wrong"), "invalid_client", 401)
        self.assertError(self.ask(scope="openid"), "invalid_scope")
        self.assertError(self.ask(client_secret="twice"), "invalid_client", 401)
        self.assertError(self.world.token_request(grant_type="client_credentials"), "unauthorized_client")


class ShortLives(IssuerCase):
    changes = {"accessTokenLifetime": 1, "codeLifetime": -1, "deviceLifetime": 1, "deviceInterval": 0}

    def test_what_is_too_old(self):
        self.assertError(self.redeem(self.world.code(self.verifier)), "invalid_grant")
        device = self.world.web.post(f"{ISSUER}/device_authorization", data={"client_id": CLIENT, "scope": SCOPES}).json()
        time.sleep(1.1)
        self.assertError(self.world.token_request(grant_type=DEVICE, device_code=device["device_code"]), "expired_token")


class Devices(IssuerCase):
    changes = {"deviceInterval": 1}

    def begin(self, **changes):
        fields = {"client_id": CLIENT, "scope": SCOPES, **changes}
        return self.world.web.post(f"{ISSUER}/device_authorization", data=fields)

    def poll(self, device):
        return self.world.token_request(grant_type=DEVICE, device_code=device["device_code"])

    def decide(self, device, **more):
        page = self.world.web.get(device["verification_uri_complete"])
        self.assertIn(device["user_code"], page.text)
        return self.world.submit(page, to="device", **more)

    def test_a_device_is_allowed(self):
        device = self.begin().json()
        self.assertEqual((device["verification_uri"], device["interval"]), (f"{ISSUER}/device", 1))
        self.assertError(self.poll(device), "authorization_pending")
        self.assertIn("is not right", self.decide(device, password="wrong").text)
        self.assertIn("connected", self.decide(device).text)
        tokens = self.poll(device).json()
        self.assertTrue(self.is_accepted(tokens["access_token"]))
        self.assertEqual(PEER.verify(tokens["id_token"], self.keys())["claims"]["email"], "owner@contoso.test")
        self.assertError(self.poll(device), "invalid_grant")

    def test_a_device_is_denied_and_impatience_is_slowed(self):
        device = self.begin().json()
        self.assertError(self.poll(device), "authorization_pending")
        self.assertError(self.poll(device), "slow_down")
        self.decide(device, decision="deny")
        self.assertError(self.poll(device), "access_denied")
        self.assertIn("No device waits", self.world.web.get(device["verification_uri_complete"]).text)

    def test_what_is_asked_wrongly(self):
        self.assertError(self.begin(scope="all"), "invalid_scope")
        self.assertError(self.begin(client_id="other"), "invalid_client", 401)
        self.assertError(self.poll({"device_code": "x"}), "invalid_grant")


if __name__ == "__main__":
    unittest.main(verbosity=2)
