# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client of the simulated Microsoft that shares nothing with ours: python3-requests, and npm's jose as judge."""
import base64
import hashlib
import pathlib
import re
import secrets
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "portal"))
from portalclient import NODE_FOLDER, Peer, World

LOGIN = "https://login.microsoftonline.com"
TENANT = "f4b10000-0000-4000-8000-00000000fab1"
SIGN_IN = "5b0c1f9e-0000-4000-8000-00000000de30"
EXCHANGE_APP = "5b0c1f9e-0000-4000-8000-00000000de31"
REDIRECT = "http://localhost:53127/"
EXCHANGE = "https://outlook.office365.com"
GRAPH = "https://graph.microsoft.com"
SCOPES = f"openid profile offline_access {EXCHANGE}/EWS.AccessAsUser.All"


def challenge_of(verifier):
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


class Cloud(World):
    """The simulated world, and what a person and a program do at Microsoft's."""

    def requests_of(self, server):
        return self._world.requests_of(server)

    def metadata(self, tenant, host=LOGIN):
        return self.web.get(f"{host}/{tenant}/v2.0/.well-known/openid-configuration")

    def authorize(self, verifier, tenant=TENANT, host=LOGIN, **changes):
        asked = {
            "client_id": SIGN_IN, "response_type": "code", "redirect_uri": REDIRECT, "scope": SCOPES, "state": "st-1",
            "nonce": "no-1", "code_challenge": challenge_of(verifier), "code_challenge_method": "S256", **changes,
        }  # fmt: skip
        asked = {name: value for name, value in asked.items() if value is not None}
        return self.web.get(f"{host}/{tenant}/oauth2/v2.0/authorize", params=asked, allow_redirects=False)

    def admin_consent(self, tenant=TENANT, scope=f"{EXCHANGE}/.default", client=EXCHANGE_APP, redirect=REDIRECT):
        asked = {"client_id": client, "scope": scope, "redirect_uri": redirect, "state": "st-2"}
        return self.web.get(f"{LOGIN}/{tenant}/v2.0/adminconsent", params=asked, allow_redirects=False)

    def submit_form(self, page, **fields):
        """Sends the form of a page, as a browser would."""
        action = re.search(r'<form method="post" action="([^"]+)"', page.text).group(1)
        transaction = re.search(r'name="transaction" value="([^"]+)"', page.text).group(1)
        target = urllib.parse.urljoin(page.url, action)
        return self.web.post(target, data={"transaction": transaction, **fields}, allow_redirects=False)

    def log_in(self, page, user="admin@fabrikam.test", password=None):
        return self.submit_form(page, email=user, password=password or self.facts["cloudPassword"], decision="allow")

    def person(self, page, user="admin@fabrikam.test", decision="allow", **more):
        """Signs in and decides; the query of the way back."""
        answer = self.log_in(page, user)
        if answer.status_code == 200:
            answer = self.submit_form(answer, decision=decision, **more)
        return self.way_back(answer)

    @staticmethod
    def way_back(response):
        assert response.status_code == 302, response.text
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(response.headers["Location"]).query))

    @staticmethod
    def shown(page):
        """The error that only the browser shows."""
        found = re.search(r'id="error">(AADSTS\d+|[^<]*)', page.text)
        return found.group(1) if found else None

    def token(self, tenant=TENANT, host=LOGIN, **fields):
        return self.web.post(f"{host}/{tenant}/oauth2/v2.0/token", data={"client_id": SIGN_IN, **fields})

    def redeem(self, code, verifier, **changes):
        return self.token(grant_type="authorization_code", code=code, redirect_uri=REDIRECT, code_verifier=verifier,
                          **changes)  # fmt: skip

    def signed_in(self, user="admin@fabrikam.test", **changes):
        verifier = secrets.token_urlsafe(48)
        back = self.person(self.authorize(verifier, prompt="login", **changes), user)
        answer = self.redeem(back["code"], verifier)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def ews(self, token, operation, impersonate=None, host=EXCHANGE, **headers):
        header = ""
        if impersonate:
            header = ("<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>"
                      f"{impersonate}</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>")  # fmt: skip
        body = (
            '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" '
            'xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" '
            'xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><s:Header>'
            f'<t:RequestServerVersion Version="Exchange2013_SP1"/>{header}</s:Header><s:Body>{operation}</s:Body></s:Envelope>'
        )
        headers = {"Content-Type": "text/xml; charset=utf-8", **{key.replace("_", "-"): headers[key] for key in headers}}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        return self.web.post(f"{host}/EWS/Exchange.asmx", data=body, headers=headers)


CALENDAR = (
    "<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:FolderIds>"
    '<t:DistinguishedFolderId Id="calendar"/></m:FolderIds></m:GetFolder>'
)


def response_code(answer):
    found = re.search(r"ResponseCode[^>]*>(\w+)<", answer.text)
    return found.group(1) if found else None


def verified(peer, cloud, token, issuer, audience, tenant=TENANT):
    """The claims of a token that npm's jose accepts."""
    keys = cloud.web.get(f"{LOGIN}/{tenant}/discovery/v2.0/keys").json()
    return peer._ask({"verify": {"token": token, "jwks": keys, "issuer": issuer, "audience": audience, "algorithm": "RS256"}})
