# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An independent client signs in at the simulated Entra, and npm's jose judges what it is given."""
import secrets
import unittest

from microsoftclient import (
    CALENDAR, EXCHANGE, EXCHANGE_APP, GRAPH, LOGIN, SCOPES, SIGN_IN, TENANT, Cloud, Peer, response_code, verified,
)  # fmt: skip


class EntraCase(unittest.TestCase):
    scenario = "healthy"

    def setUp(self):
        self.cloud = Cloud(self.scenario)
        self.cloud.__enter__()
        self.addCleanup(self.cloud.__exit__)

    def error(self, answer, status, number, value):
        self.assertEqual(answer.status_code, status, answer.text)
        body = answer.json()
        self.assertEqual(body["error"], value)
        self.assertEqual(body["error_codes"], [number])
        self.assertTrue(body["error_description"].startswith(f"AADSTS{number}: "), body)
        for part in ("Trace ID: ", "Correlation ID: ", "Timestamp: "):
            self.assertIn(part, body["error_description"])
        self.assertIn(body["trace_id"], body["error_description"])
        self.assertIn(body["correlation_id"], body["error_description"])


class Discovery(EntraCase):
    def test_metadata_of_a_tenant_by_id_and_by_domain(self):
        for name in (TENANT, "fabrikam.test"):
            found = self.cloud.metadata(name).json()
            self.assertEqual(found["issuer"], f"{LOGIN}/{TENANT}/v2.0")
            self.assertEqual(found["token_endpoint"], f"{LOGIN}/{TENANT}/oauth2/v2.0/token")
            self.assertEqual(found["msgraph_host"], "graph.microsoft.com")
            self.assertEqual(found["cloud_instance_name"], "microsoftonline.com")
            self.assertNotIn("tenant_region_sub_scope", found)
            self.assertNotIn("code_challenge_methods_supported", found)

    def test_several_tenants_have_a_template_for_an_issuer(self):
        self.assertEqual(self.cloud.metadata("organizations").json()["issuer"], f"{LOGIN}/{{tenantid}}/v2.0")

    def test_clouds(self):
        self.assertEqual(self.cloud.metadata("fabrikam-gcc.test").json()["tenant_region_sub_scope"], "GCC")
        high = self.cloud.metadata("fabrikam-gov.test").json()
        self.assertEqual(high["tenant_region_sub_scope"], "DODCON")
        self.assertTrue(high["issuer"].startswith("https://login.microsoftonline.us/"))
        self.assertEqual(self.cloud.metadata("fabrikam-dod.test").json()["msgraph_host"], "dod-graph.microsoft.us")
        self.error(self.cloud.metadata("fabrikam-cn.test"), 400, 90002, "invalid_request")
        china = self.cloud.metadata("fabrikam-cn.test", "https://login.partner.microsoftonline.cn").json()
        self.assertEqual(china["msgraph_host"], "microsoftgraph.chinacloudapi.cn")

    def test_no_tenant(self):
        self.error(self.cloud.metadata("contoso.test"), 400, 90002, "invalid_request")

    def realm(self, login):
        return self.cloud.web.get(f"{LOGIN}/getuserrealm.srf", params={"login": login, "json": "1"}).json()

    def test_realms(self):
        self.assertEqual(self.realm("a@fabrikam.test")["NameSpaceType"], "Managed")
        self.assertEqual(self.realm("a@contoso.test")["NameSpaceType"], "Unknown")
        federated = self.realm("a@tailspin.test")
        self.assertEqual(federated["NameSpaceType"], "Federated")
        self.assertTrue(federated["AuthURL"].startswith("https://adfs.tailspin.test/"))
        self.assertEqual(self.realm("a@fabrikam-gov.test")["CloudInstanceName"], "microsoftonline.us")


class SignIn(EntraCase):
    def setUp(self):
        super().setUp()
        self.peer = Peer()
        self.addCleanup(self.peer.close)

    def test_code_flow(self):
        verifier = secrets.token_urlsafe(48)
        page = self.cloud.authorize(verifier, login_hint="admin@fabrikam.test")
        self.assertIn('value="admin@fabrikam.test"', page.text)
        self.assertNotIn("<script", page.text)
        back = self.cloud.person(page)
        self.assertEqual(back["state"], "st-1")
        self.assertNotIn("iss", back)
        tokens = self.cloud.redeem(back["code"], verifier).json()
        self.assertEqual(tokens["scope"], f"{EXCHANGE}/EWS.AccessAsUser.All")
        issuer = f"{LOGIN}/{TENANT}/v2.0"
        proved = verified(self.peer, self.cloud, tokens["id_token"], issuer, SIGN_IN)
        self.assertEqual(proved["claims"]["nonce"], "no-1", proved)
        self.assertEqual(proved["claims"]["preferred_username"], "admin@fabrikam.test")
        self.assertEqual(proved["claims"]["tid"], TENANT)
        self.assertIn("62e90394-69f5-4237-9190-012177145e10", proved["claims"]["wids"])
        access = verified(self.peer, self.cloud, tokens["access_token"], f"https://sts.windows.net/{TENANT}/", EXCHANGE)
        self.assertEqual(access["claims"]["scp"], "EWS.AccessAsUser.All", access)
        self.assertEqual(access["claims"]["appid"], SIGN_IN)
        self.error(self.cloud.redeem(back["code"], verifier), 400, 54005, "invalid_grant")

    def test_a_guest_is_told_by_its_home(self):
        for home, provider in (("consultant@adatum.test", "https://sts.windows.net/ada70000-0000-4000-8000-00000000ada7/"),
                               ("freelancer@personal.test", "live.com")):
            token = self.cloud.signed_in(home)["id_token"]
            proved = verified(self.peer, self.cloud, token, f"{LOGIN}/{TENANT}/v2.0", SIGN_IN)["claims"]
            self.assertEqual((proved["tid"], proved["idp"], proved["acct"]), (TENANT, provider, 1))
            self.assertEqual(proved["preferred_username"], home)

    def test_refresh_for_another_resource(self):
        tokens = self.cloud.signed_in()
        asked = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
        self.error(self.cloud.token(**asked, scope=f"{GRAPH}/Place.Read.All"), 400, 65001, "invalid_grant")
        verifier = secrets.token_urlsafe(48)
        back = self.cloud.person(self.cloud.authorize(verifier, prompt="login", scope=f"openid {GRAPH}/Place.Read.All"))
        self.assertIn("code", back)
        fresh = self.cloud.token(**asked, scope=f"{GRAPH}/Place.Read.All").json()
        access = verified(self.peer, self.cloud, fresh["access_token"], f"https://sts.windows.net/{TENANT}/", GRAPH)
        self.assertIn("Place.Read.All", access["claims"]["scp"].split())
        again = self.cloud.token(**asked).json()
        self.assertEqual(again["scope"], f"{EXCHANGE}/EWS.AccessAsUser.All")

    def test_proof_key(self):
        verifier = secrets.token_urlsafe(48)
        back = self.cloud.way_back(self.cloud.authorize(verifier, code_challenge=None))
        self.assertTrue(back["error_description"].startswith("AADSTS50147"))
        code = self.cloud.person(self.cloud.authorize(verifier))["code"]
        self.error(self.cloud.redeem(code, secrets.token_urlsafe(48)), 400, 501481, "invalid_grant")

    def test_what_only_the_browser_shows(self):
        verifier = secrets.token_urlsafe(48)
        for number, changes in {
            "AADSTS50011": {"redirect_uri": "http://localhost:53127/elsewhere"},
            "AADSTS900971": {"redirect_uri": None},
            "AADSTS500113": {"client_id": SIGN_IN[:-1] + "3"},
            "AADSTS700016": {"client_id": "00000000-0000-0000-0000-000000000000"},
            "AADSTS7000112": {"client_id": SIGN_IN[:-1] + "5"},
            "AADSTS90002": {"tenant": "contoso.test"},
            "AADSTS50194": {"tenant": "common", "client_id": SIGN_IN[:-1] + "2"},
        }.items():
            with self.subTest(number):
                page = self.cloud.authorize(verifier, **changes)
                self.assertEqual((page.status_code, self.cloud.shown(page)), (400, number))
        for redirect in ("http://[::1]:53127/", "http://localhost:53127", "http://127.0.0.1:9/", "https://localhost:53127/"):
            with self.subTest(redirect):
                refused = redirect.startswith(("http://[", "https:"))
                page = self.cloud.authorize(verifier, redirect_uri=redirect)
                self.assertEqual(self.cloud.shown(page), "AADSTS50011" if refused else None)

    def test_who_is_refused(self):
        verifier = secrets.token_urlsafe(48)
        for user, number in {
            "disabled@fabrikam.test": "AADSTS50057",
            "admin@adatum.test": "AADSTS50020",
            "person@personal.test": "AADSTS50020",
        }.items():
            with self.subTest(user):
                page = self.cloud.log_in(self.cloud.authorize(verifier, prompt="login"), user)
                self.assertEqual(self.cloud.shown(page), number)
        page = self.cloud.log_in(self.cloud.authorize(verifier, prompt="login"), password="wrong")
        self.assertIn("password is incorrect", page.text)
        page = self.cloud.log_in(page)
        self.assertIn("Permissions requested", page.text)

    def test_declined(self):
        back = self.cloud.person(self.cloud.authorize(secrets.token_urlsafe(48)), decision="deny")
        self.assertEqual(back["error"], "access_denied")
        self.assertTrue(back["error_description"].startswith("AADSTS65004"))

    def test_only_an_administrator_may_grant_places(self):
        verifier = secrets.token_urlsafe(48)
        page = self.cloud.authorize(verifier, prompt="login", scope=f"openid {GRAPH}/Place.Read.All")
        self.assertEqual(self.cloud.shown(self.cloud.log_in(page, "anna@fabrikam.test")), "AADSTS90094")

    def test_one_resource(self):
        both = f"openid {GRAPH}/User.Read {EXCHANGE}/EWS.AccessAsUser.All"
        back = self.cloud.way_back(self.cloud.authorize(secrets.token_urlsafe(48), scope=both))
        self.assertTrue(back["error_description"].startswith("AADSTS70011"))
        tokens = self.cloud.signed_in()
        asked = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"], "scope": both}
        self.error(self.cloud.token(**asked), 400, 700022, "invalid_request")

    def test_silent(self):
        verifier = secrets.token_urlsafe(48)
        back = self.cloud.way_back(self.cloud.authorize(verifier, prompt="none"))
        self.assertEqual(back["error"], "login_required")
        self.cloud.signed_in()
        self.assertIn("code", self.cloud.way_back(self.cloud.authorize(verifier, prompt="none")))

    def test_device_code(self):
        given = self.cloud.web.post(f"{LOGIN}/{TENANT}/oauth2/v2.0/devicecode",
                                    data={"client_id": SIGN_IN, "scope": SCOPES}).json()  # fmt: skip
        grant = {"grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": given["device_code"]}
        self.error(self.cloud.token(**grant), 400, 70016, "authorization_pending")
        page = self.cloud.web.get(given["verification_uri"], params={"user_code": given["user_code"]})
        done = self.cloud.submit_form(self.cloud.log_in(page), decision="allow")
        self.assertIn("You have signed in", done.text)
        self.assertIn("access_token", self.cloud.token(**grant).json())
        unknown = {**grant, "device_code": "x"}
        self.error(self.cloud.token(**unknown), 400, 70018, "bad_verification_code")


class ClaimsChallenge(EntraCase):
    scenario = "microsoft/claims-challenge"

    def by_device(self, **more):
        given = self.cloud.web.post(f"{LOGIN}/{TENANT}/oauth2/v2.0/devicecode",
                                    data={"client_id": SIGN_IN, "scope": SCOPES, **more}).json()  # fmt: skip
        grant = {"grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": given["device_code"]}
        self.error(self.cloud.token(**grant), 400, 70016, "authorization_pending")
        self.cloud.web.cookies.clear()
        page = self.cloud.web.get(given["verification_uri"], params={"user_code": given["user_code"]})
        self.cloud.submit_form(self.cloud.log_in(page), decision="allow")
        return self.cloud.token(**grant)

    def test_a_device_has_to_bring_what_was_demanded(self):
        refused = self.by_device()
        self.error(refused, 400, 50076, "interaction_required")
        self.error(self.by_device(), 400, 50076, "interaction_required")
        self.error(self.by_device(claims="{}"), 400, 50076, "interaction_required")
        self.assertIn("access_token", self.by_device(claims=refused.json()["claims"]).json())


class AdminConsent(EntraCase):
    def test_granted(self):
        back = self.cloud.person(self.cloud.admin_consent())
        self.assertEqual((back["admin_consent"], back["tenant"], back["state"]), ("True", TENANT, "st-2"))
        self.assertEqual(back["scope"], f"{EXCHANGE}/full_access_as_app")

    def test_declined_says_true_all_the_same(self):
        back = self.cloud.person(self.cloud.admin_consent(), decision="deny")
        self.assertEqual((back["admin_consent"], back["error"]), ("True", "access_denied"))
        self.assertTrue(back["error_description"].startswith("AADSTS65004"))

    def test_not_by_everybody(self):
        back = self.cloud.person(self.cloud.admin_consent(), "anna@fabrikam.test")
        self.assertEqual(back["error"], "consent_required")
        self.cloud.web.cookies.clear()
        back = self.cloud.person(self.cloud.admin_consent(), "appadmin@fabrikam.test")
        self.assertEqual((back["admin_consent"], back.get("error")), ("True", None))

    def test_needs_a_tenant(self):
        self.assertEqual(self.cloud.shown(self.cloud.admin_consent("organizations")), "AADSTS50059")


class Exchange(EntraCase):
    def test_delegated(self):
        token = self.cloud.signed_in()["access_token"]
        answer = self.cloud.ews(token, CALENDAR)
        self.assertEqual(response_code(answer), "NoError", answer.text)
        self.assertEqual(answer.headers["x-ms-appid"], SIGN_IN)
        self.assertIn('MajorVersion="15" MinorVersion="20"', answer.text)
        refused = self.cloud.ews(token, CALENDAR, impersonate="room1@fabrikam.test")
        self.assertEqual(response_code(refused), "ErrorImpersonateUserDenied")

    def test_an_administrator_without_mailbox(self):
        token = self.cloud.signed_in("cloudadmin@fabrikam.test")["access_token"]
        self.assertEqual(response_code(self.cloud.ews(token, CALENDAR)), "ErrorMissingEmailAddress")

    def test_no_basic(self):
        answer = self.cloud.ews(None, CALENDAR, Authorization="Basic YTpi")
        self.assertEqual(answer.status_code, 401)
        self.assertTrue(answer.headers["WWW-Authenticate"].startswith("Bearer "))
        self.assertIn("Modern Auth", answer.headers["ms-diagnostics-public"])

    def test_frontline(self):
        token = self.cloud.signed_in("frontline@fabrikam.test")["access_token"]
        answer = self.cloud.ews(token, CALENDAR)
        self.assertEqual((answer.status_code, answer.text), (403, ""))

    def test_other_tokens(self):
        tokens = self.cloud.signed_in(scope=f"openid offline_access {GRAPH}/User.Read")
        answer = self.cloud.ews(tokens["access_token"], CALENDAR)
        self.assertEqual(answer.status_code, 401)
        self.assertTrue(answer.headers["x-ms-diagnostics"].startswith("2000003;reason="))
        self.assertIn('error_category="invalid_resource"', answer.headers["x-ms-diagnostics"])
        self.assertTrue(self.cloud.ews("opaque", CALENDAR).headers["x-ms-diagnostics"].startswith("2000001;"))

    def autodiscover(self, address):
        return self.cloud.web.get(f"{EXCHANGE}/autodiscover/autodiscover.json/v1.0/{address}", params={"Protocol": "EWS"},
                                  allow_redirects=False)  # fmt: skip

    def test_autodiscover(self):
        self.assertEqual(self.autodiscover("room1@fabrikam.test").json()["Url"], f"{EXCHANGE}/EWS/Exchange.asmx")
        self.assertEqual(self.autodiscover("room1@fabrikam-gov.test").json()["Url"],
                         "https://outlook.office365.us/EWS/Exchange.asmx")  # fmt: skip
        moved = self.autodiscover("room1@adatum.test")
        self.assertEqual(moved.status_code, 302)
        self.assertTrue(moved.headers["Location"].startswith("https://autodiscover.adatum.test/autodiscover/"))
        self.assertEqual(self.autodiscover("room1@contoso.test").json()["ErrorCode"], "UserNotFound")


class Graph(EntraCase):
    def graph(self, token, path, **more):
        return self.cloud.web.get(f"{GRAPH}/v1.0/{path}", headers={"Authorization": f"Bearer {token}"}, **more)

    def test_places_come_in_pages(self):
        token = self.cloud.signed_in(scope=f"openid {GRAPH}/Place.Read.All")["access_token"]
        lists = self.graph(token, "places/microsoft.graph.roomlist").json()["value"]
        self.assertEqual([one["emailAddress"] for one in lists], ["rooms@fabrikam.test"])
        rooms, answer = [], self.graph(token, "places/rooms@fabrikam.test/microsoft.graph.roomlist/rooms").json()
        self.assertEqual(len(answer["value"]), 3)
        answer = self.graph(token, "places/microsoft.graph.room", params={"$top": 2}).json()
        while True:
            rooms += [one["emailAddress"] for one in answer["value"]]
            if "@odata.nextLink" not in answer:
                break
            answer = self.graph(token, answer["@odata.nextLink"].split("/v1.0/")[1]).json()
        self.assertEqual(rooms, [f"room{number}@fabrikam.test" for number in (1, 2, 3)])

    def test_schedule(self):
        token = self.cloud.signed_in(scope=f"openid {GRAPH}/Calendars.Read")["access_token"]
        asked = {"schedules": ["room1@fabrikam.test", "nobody@fabrikam.test"], "availabilityViewInterval": 60,
                 "startTime": {"dateTime": "2026-11-23T08:00:00", "timeZone": "UTC"},
                 "endTime": {"dateTime": "2026-11-23T18:00:00", "timeZone": "UTC"}}  # fmt: skip
        headers = {"Authorization": f"Bearer {token}"}
        answer = self.cloud.web.post(f"{GRAPH}/v1.0/me/calendar/getSchedule", json=asked, headers=headers)
        first, second = answer.json()["value"]
        self.assertEqual(len(first["availabilityView"]), 10)
        self.assertEqual(second["error"]["responseCode"], "ErrorMailRecipientNotFound")
        self.assertEqual(self.graph(token, "places/microsoft.graph.room").json()["error"]["code"],
                         "Authorization_RequestDenied")  # fmt: skip

    def test_a_token_for_exchange_is_none_for_graph(self):
        answer = self.graph(self.cloud.signed_in()["access_token"], "places/microsoft.graph.room")
        self.assertEqual((answer.status_code, answer.json()["error"]["code"]), (401, "InvalidAuthenticationToken"))


if __name__ == "__main__":
    unittest.main()
