# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated portal keeps the contract: every operation, every error, judged by npm's ajv; JWEs by npm's jose."""
import json
import pathlib
import stat
import tempfile
import unittest

from portalclient import API, EWS, PORTAL, Peer, PortalClient, World, new_key, new_reference

EXCHANGES = []  # of all tests, for the last one


def setUpModule():
    global PEER
    PEER = Peer()


def tearDownModule():
    PEER.close()


class PortalCase(unittest.TestCase):
    scenario = "healthy"

    def setUp(self):
        self.world = World(self.scenario).__enter__()
        self.addCleanup(self.world.__exit__)
        self.portal = PortalClient(self.world, PEER, EXCHANGES)

    def assertProblem(self, answer, status, code, **members):
        self.assertEqual((answer.status_code, answer.json()["code"]), (status, code), answer.text)
        for name, value in members.items():
            self.assertEqual(answer.json()[name], value)

    def count(self):
        return len(self.portal.call("GET", "/integrations").json()["items"])

    def made(self, **changes):
        answer = self.portal.create(**changes)
        self.assertEqual(answer.status_code, 201, answer.text)
        return answer.json()


class Contract(PortalCase):
    def test_discovery_needs_no_token(self):
        self.portal.token = ""
        found = self.portal.call("GET", "/.well-known/askcody-setup").json()
        self.assertEqual((found["api"], found["keys"], found["region"]), (API, f"{API}/keys", "eu"))

    def test_nobody_gets_in_without_a_good_token(self):
        tokens = ["", "nonsense", self.world.sign_in(scope="openid profile")["access_token"]]
        for token in tokens:
            self.portal.token = token
            for method, path in [("GET", "/me"), ("GET", "/integrations"), ("GET", "/integrations/x"), ("POST", "/probe"),
                                 ("DELETE", "/integrations/x"), ("POST", "/integrations"), ("PATCH", "/integrations/x"),
                                 ("POST", "/integrations/x/check")]:  # fmt: skip
                self.assertProblem(self.portal.call(method, path), 401, "invalid_token")

    def test_roles_follow_the_account(self):
        for email, roles, status in [("owner@contoso.test", ["owner"], 200),
                                     ("integrations@contoso.test", ["integrationsAdministrator", "userAdministrator"], 200),
                                     ("resources@contoso.test", ["resourceAdministrator"], 403)]:  # fmt: skip
            self.portal.token = self.world.sign_in(email)["access_token"]
            me = self.portal.call("GET", "/me").json()
            self.assertEqual((me["account"], me["roles"]), (email, roles))
            self.assertEqual(self.portal.call("GET", "/integrations").status_code, status)

    def test_a_missing_role_is_refused_everywhere_but_in_me(self):
        made = self.made()
        self.portal.token = self.world.sign_in("resources@contoso.test")["access_token"]
        for method, path in [("GET", "/integrations"), ("POST", "/integrations"), ("POST", "/probe"),
                             ("GET", f"/integrations/{made['id']}"), ("PATCH", f"/integrations/{made['id']}"),
                             ("DELETE", f"/integrations/{made['id']}"), ("POST", f"/integrations/{made['id']}/check")]:  # fmt: skip
            self.assertProblem(self.portal.call(method, path), 403, "missing_role",
                               roles=["owner", "integrationsAdministrator"])  # fmt: skip

    def test_organisations_do_not_see_each_other(self):
        reference = new_reference()
        made = self.made(reference=reference)
        self.portal.token = self.world.sign_in("admin@fabrikam.test")["access_token"]
        self.assertEqual(self.count(), 0)
        self.assertProblem(self.portal.call("GET", f"/integrations/{made['id']}"), 404, "not_found")
        self.assertProblem(self.portal.change(made, {"name": "Mine"}), 404, "not_found")
        self.assertEqual(self.portal.create(reference).status_code, 201)  # unique in an organisation only

    def test_made_once_by_key_and_by_reference(self):
        reference, key = new_reference(), new_key()
        body = json.dumps(self.portal.wanted(reference))
        first = self.portal.post(body, key)
        self.assertEqual(first.status_code, 201)
        self.assertEqual(first.headers["Location"], f"/api/v1/integrations/{first.json()['id']}")
        self.assertEqual(first.headers["ETag"], first.json()["etag"])
        again = self.portal.post(body, key)
        self.assertEqual((again.status_code, again.text), (201, first.text))
        self.assertEqual(again.headers["Idempotency-Replayed"], "true")
        self.assertProblem(self.portal.post(body + " ", key), 422, "idempotency_key_reused")
        other = self.portal.post(json.dumps(self.portal.wanted(reference, name="Other")), new_key())
        self.assertEqual((other.status_code, other.json()), (200, first.json()))
        found = self.portal.call("GET", f"/integrations?clientReference={reference}").json()["items"]
        self.assertEqual(found, [first.json()])
        self.assertNotIn("credential", first.text)
        self.assertNotIn("password", first.text)

    def test_a_refused_submission_leaves_its_key_free(self):
        key, reference = new_key(), new_reference()
        self.assertEqual(self.portal.create(reference, key, credential=self.portal.sealed(new_reference())).status_code, 422)
        self.assertEqual(self.portal.create(reference, key).status_code, 201)

    def test_pages(self):
        made = [self.made(name=f"No {n}")["id"] for n in range(5)]
        found, cursor = [], ""
        for size in (2, 2, 1):
            page = self.portal.call("GET", f"/integrations?limit=2{cursor}").json()
            self.assertEqual(len(page["items"]), size)
            found += [item["id"] for item in page["items"]]
            cursor = f"&cursor={page.get('next')}"
        self.assertEqual((found, cursor), (made, "&cursor=None"))
        for bad in ("limit=0", "limit=101", "cursor=zz", "clientReference=1"):
            self.assertProblem(self.portal.call("GET", f"/integrations?{bad}"), 400, "invalid_request")

    def test_changes_want_the_present_tag(self):
        made = self.made()
        changed = self.portal.change(made, {"name": "Headquarters"})
        self.assertEqual((changed.status_code, changed.json()["name"]), (200, "Headquarters"))
        self.assertNotEqual(changed.json()["etag"], made["etag"])
        self.assertProblem(self.portal.change(made, {"name": "Late"}), 412, "changed_meanwhile")
        path = f"/integrations/{made['id']}"
        for headers in ({}, {"If_Match": "*"}):
            answer = self.portal.call("PATCH", path, {"name": "x"}, "application/merge-patch+json", **headers)
            self.assertProblem(answer, 428, "precondition_required")
            self.assertProblem(self.portal.call("DELETE", path, **headers), 428, "precondition_required")
        self.assertProblem(self.portal.call("DELETE", path, If_Match=made["etag"]), 412, "changed_meanwhile")
        self.assertEqual(self.portal.call("GET", path).json(), changed.json())

    def test_a_removed_one_is_gone_and_its_reference_free(self):
        reference = new_reference()
        made = self.made(reference=reference)
        path = f"/integrations/{made['id']}"
        self.assertEqual(self.portal.call("DELETE", path, If_Match=made["etag"]).status_code, 204)
        for method, more in [("GET", ""), ("DELETE", ""), ("POST", "/check")]:
            self.assertProblem(self.portal.call(method, path + more), 404, "not_found")
        self.assertNotEqual(self.made(reference=reference)["id"], made["id"])

    def test_bad_bodies_are_told_by_their_place(self):
        reference = new_reference()
        good = self.portal.wanted(reference)
        bad = {"clientReference": reference.upper(), "name": "a\nb", "type": "exchange", "identificationCode": "a b",
               "email": "nobody", "ewsUrl": "http://mail.contoso.test/", "exchangeVersion": "Exchange2099", "username": "",
               "credential": "abc", "tenant": "contoso", "colour": "red"}  # fmt: skip
        for member, value in bad.items():
            answer = self.portal.post({**good, member: value}, new_key())
            self.assertProblem(answer, 422, "invalid_request")
            self.assertEqual(answer.json()["errors"][0]["pointer"], f"/{member}")
        for member in good:
            left = {name: value for name, value in good.items() if name != member}
            self.assertProblem(self.portal.post(left, new_key()), 422, "invalid_request")
        self.assertProblem(self.portal.post("[]", new_key()), 400, "invalid_request")
        self.assertProblem(self.portal.post("{", new_key()), 400, "invalid_request")
        self.assertProblem(self.portal.post(good, "short"), 400, "invalid_request")
        self.assertProblem(self.portal.call("POST", "/integrations", good, "text/plain"), 415, "unsupported_media_type")
        self.assertProblem(self.portal.post(" " * 65537, new_key()), 413, "body_too_large")
        self.assertProblem(self.portal.call("POST", "/probe", "{"), 400, "invalid_request")
        self.assertProblem(self.portal.call("POST", "/probe", {}), 422, "invalid_request")
        self.assertProblem(self.portal.call("POST", "/probe", {}, "text/plain"), 415, "unsupported_media_type")
        self.assertProblem(self.portal.call("POST", "/probe", " " * 65537), 413, "body_too_large")
        made = self.made()
        for change in ({}, {"name": None}, {"clientReference": reference}, {"state": "connected"}):
            self.assertProblem(self.portal.change(made, change), 422, "invalid_request")
        self.assertProblem(self.portal.change(made, "{"), 400, "invalid_request")
        self.assertProblem(self.portal.change(made, " " * 65537), 413, "body_too_large")
        answer = self.portal.call("PATCH", f"/integrations/{made['id']}", {"name": "x"}, If_Match=made["etag"])
        self.assertProblem(answer, 415, "unsupported_media_type")
        self.assertEqual(self.count(), 1)

    def test_exchange_online_carries_no_password(self):
        """The cloud signs in as its own application: into no organisation that Microsoft does not know, and into none that
        has not consented."""
        for tenant, refusal in (("contoso.onmicrosoft.com", "AADSTS90002"), ("fabrikam.test", "AADSTS700016")):
            answer = self.portal.post({"clientReference": new_reference(), "name": tenant, "type": "exchangeOnline",
                                       "identificationCode": "remote", "email": "admin@fabrikam.test",
                                       "tenant": tenant}, new_key())  # fmt: skip
            self.assertEqual(answer.status_code, 201)
            result = self.portal.call("POST", f"/integrations/{answer.json()['id']}/check").json()
            self.assertEqual(result["rungs"][0]["id"], "microsoft.consent")
            self.assertEqual(result["rungs"][0]["status"], "fail")
            self.assertEqual(result["rungs"][0]["code"], refusal)

    def test_the_cloud_checks_with_what_it_was_given(self):
        made = self.made()
        result = self.portal.call("POST", f"/integrations/{made['id']}/check").json()
        self.assertEqual({rung["id"]: rung["status"] for rung in result["rungs"]},
                         dict.fromkeys(["net.dns", "net.tcp", "net.tls", "http.endpoint", "auth.login", "ews.version",
                                        "ews.mailbox"], "pass"))  # fmt: skip
        self.assertEqual(result["rungs"][5]["facts"], {"build": "15.2.2562.37"})
        self.assertEqual(self.portal.call("GET", f"/integrations/{made['id']}").json()["state"], "connected")

    def test_a_wrong_password_shows_in_the_check(self):
        reference = new_reference()
        made = self.made(reference=reference, credential=self.portal.sealed(reference, password="Wrong-1!"))
        result = self.portal.call("POST", f"/integrations/{made['id']}/check").json()
        self.assertEqual([rung["status"] for rung in result["rungs"]], ["pass"] * 4 + ["fail"] + ["skipped"] * 2)
        self.assertEqual(result["rungs"][4]["code"], "HTTP_401_BASIC_REJECTED")
        self.assertEqual(self.portal.call("GET", f"/integrations/{made['id']}").json()["state"], "failing")
        fresh = self.portal.change(made, {"credential": self.portal.sealed(reference)}, made["etag"])
        self.assertEqual((fresh.status_code, fresh.json()["state"]), (200, "notChecked"))
        result = self.portal.call("POST", f"/integrations/{made['id']}/check").json()
        self.assertEqual(result["rungs"][-1]["status"], "pass")

    def test_probe_ends_before_the_login(self):
        result = self.portal.call("POST", "/probe", {"ewsUrl": EWS}).json()
        self.assertEqual([rung["id"] for rung in result["rungs"]], ["net.dns", "net.tcp", "net.tls", "http.endpoint"])
        self.assertEqual(result["rungs"][3]["facts"]["offers"], ["Negotiate", "NTLM", "Basic"])
        for url, rung, code in [("https://nowhere.test/EWS/", 0, "DNS_NXDOMAIN"),
                                ("https://mail.contoso.test:8443/", 1, "TCP_CONNECTION_REFUSED"),
                                ("https://contoso.test/EWS/Exchange.asmx", 3, "HTTP_404")]:  # fmt: skip
            rungs = self.portal.call("POST", "/probe", {"ewsUrl": url}).json()["rungs"]
            self.assertEqual((rungs[rung]["status"], rungs[rung]["code"]), ("fail", code))


class Sealing(PortalCase):
    def refused(self, reason, credential, reference):
        answer = self.portal.create(reference, credential=credential)
        self.assertProblem(answer, 422, "credential_refused", reason=reason)
        self.assertNotIn(self.world.facts["password"], answer.text)

    def test_what_it_must_not_accept(self):
        reference, key = new_reference(), self.portal.key()
        now = self.portal.plain(reference)["iat"]
        for reason, changes in [
            ("audience", {"aud": "https://portal.evil.test"}), ("audience", {"aud": PORTAL + "/"}),
            ("expired", {"iat": now - 700, "exp": now - 1}), ("lifetime", {"exp": now + 901}),
            ("lifetime", {"iat": now + 600, "exp": now + 700}), ("mismatch", {"clientReference": new_reference()}),
            ("mismatch", {"ewsUrl": "https://mail.evil.test/EWS/Exchange.asmx"}), ("mismatch", {"username": "other"}),
            ("malformed", {"password": ""}), ("malformed", {"exp": "soon"}), ("malformed", {"colour": "red"}),
        ]:  # fmt: skip
            with self.subTest(reason, **changes):
                self.refused(reason, self.portal.sealed(reference, **changes), reference)
        self.refused("malformed", PEER.seal(key, "no JSON"), reference)
        self.assertEqual(self.count(), 0)

    def test_how_it_must_not_be_sealed(self):
        reference, key = new_reference(), self.portal.key()
        plain = self.portal.plain(reference)
        usual = {"alg": "RSA-OAEP-256", "enc": "A256GCM", "kid": key["kid"], "typ": "askcody-credential+jwe"}
        for changes in ({"alg": "RSA-OAEP"}, {"alg": "RSA-OAEP-512"}, {"enc": "A128GCM"}, {"enc": "A256CBC-HS512"},
                        {"cty": "json"}, {"jku": "https://evil.test/keys"}, {"jwk": key}):  # fmt: skip
            with self.subTest(**changes):
                jwe = PEER.seal(key, plain, {**usual, **changes})
                answer = self.portal.create(reference, credential=jwe)
                # CBC's tag is longer: the form of the text already gives it away.
                self.assertIn((answer.status_code, answer.json().get("reason")), [(422, "header"), (422, None)])
                self.assertEqual(answer.json().get("reason") is None, changes.get("enc") == "A256CBC-HS512")
        zipped = PEER.seal(key, plain, {**usual, "zip": "DEF"}, byHand=True, zip=True)
        self.refused("header", zipped, reference)
        for member in ("typ", "kid"):
            less = {name: value for name, value in usual.items() if name != member}
            self.refused("header", PEER.seal(key, plain, less), reference)
        self.assertProblem(self.portal.create(reference, credential=PEER.seal(key, plain, {**usual, "kid": "other"})),
                           422, "sealing_key_unknown")  # fmt: skip
        good = PEER.seal(key, plain)
        part = good.split(".")
        part[3] = ("B" if part[3][0] == "A" else "A") + part[3][1:]
        self.refused("undecipherable", ".".join(part), reference)
        byHand = PEER.seal(key, plain, usual, byHand=True)
        self.assertEqual(self.portal.create(reference, credential=byHand).status_code, 201)
        self.assertEqual(self.count(), 1)

    def test_a_password_is_never_sent_elsewhere(self):
        reference = new_reference()
        made = self.made(reference=reference)
        evil = "https://mail.evil.test/EWS/Exchange.asmx"
        for change in ({"ewsUrl": evil}, {"username": "other"}, {"ewsUrl": made["ewsUrl"]}):
            self.assertProblem(self.portal.change(made, change), 422, "credential_required")
        old = self.portal.sealed(reference)  # for the address as it was
        self.assertProblem(self.portal.change(made, {"ewsUrl": evil, "credential": old}), 422, "credential_refused",
                           reason="mismatch")  # fmt: skip
        self.assertEqual(self.portal.call("GET", f"/integrations/{made['id']}").json()["ewsUrl"], EWS)
        fresh = self.portal.sealed(reference, ewsUrl=evil)
        self.assertEqual(self.portal.change(made, {"ewsUrl": evil, "credential": fresh}).json()["ewsUrl"], evil)


class Deviations(unittest.TestCase):
    def world(self, scenario, state=None):
        world = World(scenario, state).__enter__()
        self.addCleanup(world.__exit__)
        return PortalClient(world, PEER, EXCHANGES)

    def test_forgotten_keys_leave_the_reference(self):
        portal = self.world("portal/forgetful")
        reference, key = new_reference(), new_key()
        body = json.dumps(portal.wanted(reference))
        first, again = portal.post(body, key), portal.post(body, key)
        self.assertEqual((first.status_code, again.status_code), (201, 200))
        self.assertEqual(first.json(), again.json())

    def test_a_lost_answer_was_kept(self):
        portal = self.world("portal/lost-answer")
        body, key = json.dumps(portal.wanted(new_reference())), new_key()
        with self.assertRaises(OSError):
            portal.post(body, key)
        again = portal.post(body, key)
        self.assertEqual((again.status_code, again.headers.get("Idempotency-Replayed")), (201, "true"))

    def test_substituted_keys_open_nothing(self):
        answer = self.world("portal/substituted-keys").create()
        self.assertEqual((answer.status_code, answer.json()["reason"]), (422, "undecipherable"))

    def test_rotated_keys_are_read_again(self):
        portal = self.world("portal/rotated-keys")
        self.assertEqual(portal.create().json()["code"], "sealing_key_unknown")
        self.assertEqual(portal.create().status_code, 201)

    def test_signed_keys_are_signed(self):
        portal = self.world("portal/signed-keys")
        keys = portal.call("GET", "/keys").json()
        proved = PEER._ask({"verify": {"token": keys["signedKeys"], "jwks": {"keys": [keys["signer"]]}, "algorithm": "PS256"}})
        self.assertEqual((proved["claims"]["portal"], proved["claims"]["keys"]), (PORTAL, keys["keys"]))
        self.assertEqual(proved["header"]["typ"], "askcody-keys+jws")
        self.assertEqual(portal.create().status_code, 201)

    def test_refusals_by_the_organisation(self):
        answer = self.world("portal/quota").create()
        self.assertEqual((answer.status_code, answer.json()["code"], answer.json()["limit"]), (403, "quota_exceeded", 0))
        portal = self.world("portal/not-multiple")
        self.assertEqual([portal.create().status_code for _ in range(2)], [201, 409])
        answer = self.world("portal/wrong-region").call("GET", "/me")
        self.assertEqual((answer.status_code, answer.json()["region"]), (403, "us"))
        self.assertEqual(self.world("portal/missing-role").create().status_code, 403)

    def test_refusals_by_the_portal(self):
        portal = self.world("portal/too-many-requests")
        self.assertEqual([portal.call("GET", "/me").status_code for _ in range(4)], [429, 429, 429, 200])
        portal = self.world("portal/maintenance")
        for method, path in [("GET", "/me"), ("GET", "/keys"), ("GET", "/integrations"), ("POST", "/integrations"),
                             ("POST", "/probe"), ("POST", "/integrations/x/check")]:  # fmt: skip
            self.assertEqual(portal.call(method, path).status_code, 503)
        portal = self.world("portal/still-working")
        body, key = json.dumps(portal.wanted(new_reference())), new_key()
        self.assertEqual([portal.post(body, key).status_code for _ in range(3)], [409, 409, 201])
        self.assertEqual(self.world("portal/no-discovery").call("GET", "/.well-known/askcody-setup").status_code, 404)

    def test_the_cloud_behind_a_firewall(self):
        portal = self.world("portal/cloud-blocked")
        rungs = portal.call("POST", "/probe", {"ewsUrl": EWS}).json()["rungs"]
        self.assertEqual([rung.get("code") for rung in rungs], [None, "TCP_TIMEOUT", None, None])
        rungs = self.world("cert-expired").call("POST", "/probe", {"ewsUrl": EWS}).json()["rungs"]
        self.assertEqual((rungs[2]["status"], rungs[2]["code"]), ("fail", "TLS_CERT_EXPIRED"))

    def test_what_was_made_outlives_a_kill(self):
        with tempfile.TemporaryDirectory() as folder:
            state = pathlib.Path(folder) / "state.json"
            portal = self.world("healthy", state)
            sealing_key, key = portal.key(), new_key()
            body = json.dumps(portal.wanted(new_reference()))
            made = portal.post(body, key).json()
            password = portal.world.facts["password"]
            portal.world.kill()
            self.assertEqual(stat.S_IMODE(state.stat().st_mode), 0o600)
            with World("healthy", state) as later:
                again = PortalClient(later, PEER, EXCHANGES, portal.token)
                answer = again.post(body, key)
                self.assertEqual((answer.status_code, answer.json()), (201, made))
                self.assertEqual(answer.headers["Idempotency-Replayed"], "true")
                self.assertEqual(again.key(), sealing_key)
                rungs = again.call("POST", f"/integrations/{made['id']}/check").json()["rungs"]
                self.assertEqual(rungs[-1]["status"], "pass")
                self.assertNotIn(password, json.dumps(EXCHANGES))


class TheJudge(unittest.TestCase):
    """Sorts last, and sees what all the others sent and got."""

    def test_zz_every_exchange_keeps_the_contract(self):
        verdict = PEER.judge([one for one in EXCHANGES if one["status"] != 405])
        self.assertEqual(verdict["complaints"], [])
        expected = {
            "discover": [200, 404], "readKeys": [200, 503], "readMe": [200, 401, 403, 429, 503],
            "listIntegrations": [200, 400, 401, 403, 503],
            "createIntegration": [200, 201, 400, 401, 403, 409, 413, 415, 422, 503],
            "readIntegration": [200, 401, 403, 404],
            "changeIntegration": [200, 400, 401, 403, 404, 412, 413, 415, 422, 428],
            "removeIntegration": [204, 401, 403, 404, 412, 428],
            "checkIntegration": [200, 401, 403, 404, 503], "probePath": [200, 400, 401, 403, 413, 415, 422, 503],
        }  # fmt: skip
        wanted = {f"{operation} {status}" for operation, statuses in expected.items() for status in statuses}
        self.assertEqual(wanted - set(verdict["seen"]), set())
        print(f"{len(EXCHANGES)} exchanges, {len(verdict['seen'])} kinds of answer", flush=True)

    def test_zz_the_judge_is_not_asleep(self):
        good = next(one for one in EXCHANGES if one["path"] == "/me" and one["status"] == 200)
        for change in ({"body": "{}"}, {"status": 418}, {"headers": {"content-type": "text/html"}}, {"path": "/you"}):
            self.assertEqual(len(PEER.judge([{**good, **change}])["complaints"]), 1, change)


if __name__ == "__main__":
    unittest.main(verbosity=2)
