# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""exchangelib works against the simulated Exchange Online as it would against Microsoft's, with a given token."""
import datetime
import logging
import os
import sys
import unittest

try:
    import exchangelib
except ImportError:
    print("skipped: python3-exchangelib is not installed")
    sys.exit(77)

from exchangelib import DELEGATE, IMPERSONATION, OAUTH2, UTC, Account, Configuration
from exchangelib.credentials import OAuth2AuthorizationCodeCredentials
from exchangelib.errors import ErrorImpersonateUserDenied, TransportError, UnauthorizedError
from exchangelib.version import EXCHANGE_O365, Version
from oauthlib.oauth2 import OAuth2Token

from microsoftclient import EXCHANGE, GRAPH, Cloud

# It logs whole requests of what went wrong, tokens included.
logging.getLogger("exchangelib").setLevel(logging.CRITICAL)
ROOMS = [f"room{number}@fabrikam.test" for number in (1, 2, 3)]


class OnlineCase(unittest.TestCase):
    scenario = "healthy"

    def setUp(self):
        self.cloud = Cloud(self.scenario)
        self.cloud.__enter__()
        self.addCleanup(self.cloud.__exit__)
        os.environ["REQUESTS_CA_BUNDLE"] = self.cloud.facts["caFile"]
        self.addCleanup(os.environ.pop, "REQUESTS_CA_BUNDLE")
        self.addCleanup(exchangelib.close_connections)

    def account(self, token, address="admin@fabrikam.test", access_type=DELEGATE):
        token = OAuth2Token({"access_token": token, "token_type": "Bearer", "expires_in": 3600})
        credentials = OAuth2AuthorizationCodeCredentials(access_token=token)
        configuration = Configuration(
            service_endpoint=f"{EXCHANGE}/EWS/Exchange.asmx", credentials=credentials, auth_type=OAUTH2,
            version=Version(build=EXCHANGE_O365),
        )  # fmt: skip
        return Account(address, config=configuration, autodiscover=False, access_type=access_type)


class Delegated(OnlineCase):
    def test_room_lists_and_rooms(self):
        protocol = self.account(self.cloud.signed_in()["access_token"]).protocol
        lists = list(protocol.get_roomlists())
        self.assertEqual([one.email_address for one in lists], ["rooms@fabrikam.test"])
        self.assertEqual([room.email_address for room in protocol.get_rooms(lists[0].email_address)], ROOMS)

    def test_own_calendar_and_free_busy(self):
        account = self.account(self.cloud.signed_in()["access_token"])
        self.assertEqual(account.calendar.name, "Calendar")
        start = datetime.datetime(2026, 11, 23, tzinfo=UTC)
        views = list(account.protocol.get_free_busy_info(
            accounts=[(ROOMS[0], "Room", False)], start=start, end=start + datetime.timedelta(days=1)))  # fmt: skip
        self.assertTrue(views[0].merged)

    def test_nobody_else(self):
        account = self.account(self.cloud.signed_in()["access_token"], ROOMS[0], IMPERSONATION)
        with self.assertRaises(ErrorImpersonateUserDenied):
            account.root.refresh()

    def test_a_token_for_graph(self):
        token = self.cloud.signed_in(scope=f"openid {GRAPH}/User.Read")["access_token"]
        with self.assertRaises(UnauthorizedError):
            self.account(token).root.refresh()


class SwitchedOff(OnlineCase):
    scenario = "microsoft/ews-off"

    def test_is_an_error(self):
        account = self.account(self.cloud.signed_in()["access_token"])
        with self.assertRaises((TransportError, UnauthorizedError)):
            account.root.refresh()


if __name__ == "__main__":
    unittest.main()
