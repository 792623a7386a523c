# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An independent client works against the Exchange simulator as it would against Exchange."""
import datetime
import json
import os
import pathlib
import sys
import tempfile
import time
import unittest

try:
    import exchangelib
    import exchangelib.autodiscover
except ImportError:
    print("skipped: python3-exchangelib is not installed")
    sys.exit(77)

from exchangelib import BASIC, IMPERSONATION, UTC, Account, Configuration, Credentials, EWSDateTime, FaultTolerance
from exchangelib.errors import (
    ErrorImpersonateUserDenied,
    ErrorNameResolutionNoResults,
    ErrorNonExistentMailbox,
    ErrorServerBusy,
    TransportError,
    UnauthorizedError,
)

from simulatedworld import SimulatedWorld

PROGRAM = sys.argv.pop(1)
SCENARIOS = pathlib.Path(__file__).parents[2] / "resources" / "scenarios"
ENDPOINT = "https://mail.contoso.test/EWS/Exchange.asmx"
ROOM = "room1@contoso.test"


class WorldCase(unittest.TestCase):
    scenario = "healthy"

    def setUp(self):
        self.world = SimulatedWorld(PROGRAM, self.prepared_scenario())
        self.facts = self.world.__enter__().facts
        self.addCleanup(self.world.__exit__)
        os.environ["REQUESTS_CA_BUNDLE"] = self.facts["caFile"]
        self.addCleanup(os.environ.pop, "REQUESTS_CA_BUNDLE")
        self.addCleanup(exchangelib.close_connections)

    def prepared_scenario(self):
        return self.scenario

    def changed_scenario(self, **exchange):
        scenario = json.loads((SCENARIOS / f"{self.scenario}.json").read_text("utf-8"))
        scenario.setdefault("exchange", {}).update(exchange)
        file = tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8")
        self.addCleanup(file.close)
        json.dump(scenario, file)
        file.flush()
        return file.name

    def configuration(self, user=None, password=None, **more):
        credentials = Credentials(user or self.facts["email"], password or self.facts["password"])
        return Configuration(service_endpoint=ENDPOINT, credentials=credentials, auth_type=BASIC, **more)

    def account(self, address, **more):
        return Account(address, config=self.configuration(**more), autodiscover=False, access_type=IMPERSONATION)

    def own_account(self):
        return Account(self.facts["email"], config=self.configuration(), autodiscover=False)


class Healthy(WorldCase):
    def test_version_is_found(self):
        self.assertEqual(str(self.own_account().protocol.version.build), "15.2.2562.37")

    def test_room_lists_and_rooms(self):
        protocol = self.own_account().protocol
        lists = list(protocol.get_roomlists())
        self.assertEqual([one.email_address for one in lists], ["rooms@contoso.test"])
        rooms = list(protocol.get_rooms(lists[0].email_address))
        self.assertEqual([room.email_address for room in rooms], [f"room{n}@contoso.test" for n in (1, 2, 3)])

    def test_names_are_resolved(self):
        protocol = self.own_account().protocol
        self.assertEqual([one.email_address for one in protocol.resolve_names(["anna"])], ["anna@contoso.test"])
        self.assertEqual(len(protocol.resolve_names(["room"])), 3)
        self.assertIsInstance(protocol.resolve_names(["nobody"])[0], ErrorNameResolutionNoResults)
        mailbox, contact = protocol.resolve_names([ROOM], return_full_contact_data=True)[0]
        self.assertEqual((mailbox.email_address, contact.display_name), (ROOM, "Room 1"))

    def test_calendar_of_an_impersonated_room(self):
        start = EWSDateTime(2026, 11, 23, tzinfo=UTC)  # a Monday
        view = self.account(ROOM).calendar.view(start=start, end=start + datetime.timedelta(days=7))
        meetings = list(view.only("subject", "start", "end"))
        self.assertEqual(len(meetings), 5)
        self.assertEqual(meetings[0].start, EWSDateTime(2026, 11, 23, 8, tzinfo=UTC))
        self.assertEqual(meetings[0].end, EWSDateTime(2026, 11, 23, 9, tzinfo=UTC))

    def test_free_busy_needs_no_impersonation(self):
        start = EWSDateTime(2026, 11, 23, tzinfo=UTC)
        views = list(
            self.own_account().protocol.get_free_busy_info(
                accounts=[(ROOM, "Room", False), ("anna@contoso.test", "Required", False)],
                start=start,
                end=start + datetime.timedelta(days=1),
                merged_free_busy_interval=60,
            )
        )
        self.assertEqual([view.merged for view in views], ["0" * 8 + "2" + "0" * 15] * 2)
        self.assertEqual(len(views[0].calendar_events), 1)
        self.assertEqual(views[0].calendar_events[0].busy_type, "Busy")

    def test_streaming_notifications(self):
        calendar = self.account(ROOM).calendar
        with calendar.streaming_subscription() as subscription:
            for notification in calendar.get_streaming_events(
                subscription, connection_timeout=1, max_notifications_returned=1
            ):
                self.assertEqual(notification.subscription_id, subscription)
                self.assertEqual(len(notification.events), 1)
                break

    def test_forbidden_mailbox_is_refused(self):
        with self.assertRaises(ErrorImpersonateUserDenied):
            self.account("ceo@contoso.test").calendar

    def test_unknown_mailbox_is_refused(self):
        with self.assertRaises(ErrorNonExistentMailbox):
            self.account("nobody@contoso.test").calendar

    def test_wrong_password_is_refused(self):
        with self.assertRaises(UnauthorizedError):
            self.account(ROOM, password="not-the-password").calendar

    def test_other_spelling_of_the_user_name(self):
        account = self.account(ROOM, user="CONTOSO\\askcody")
        self.assertEqual(account.calendar.name, "Calendar")


class Discovery(WorldCase):
    def prepared_scenario(self):
        # With autodiscover exchangelib chooses the authentication itself: NTLM where it is offered.
        return self.changed_scenario(autodiscoverOffers=["Basic"], ewsOffers=["Basic"])

    def discover(self):
        exchangelib.autodiscover.clear_cache()
        credentials = Credentials(self.facts["email"], self.facts["password"])
        account = Account(self.facts["email"], credentials=credentials, autodiscover=True)
        self.addCleanup(exchangelib.autodiscover.clear_cache)
        return account.protocol.service_endpoint

    def test_autodiscover_finds_the_address(self):
        self.assertEqual(self.discover(), ENDPOINT)


class DiscoveryBySrv(Discovery):
    scenario = "autodiscover-srv-only"


class DiscoveryByRedirect(Discovery):
    scenario = "autodiscover-redirect-foreign-host"


class Throttled(WorldCase):
    """Refused twice, each time with the time to wait."""

    BACK_OFF = 0.7

    def prepared_scenario(self):
        return self.changed_scenario(faults=[{
            "match": {"operation": "GetFolder", "times": 2}, "code": "ErrorServerBusy",
            "message": "The server cannot service this request right now. Try again later.",
            "backOffMilliseconds": int(self.BACK_OFF * 1000)}])

    def calls(self):
        return [one for one in self.world.requests_of("mail.contoso.test:443") if b"GetFolder" in one["body"]]

    def test_back_off_is_waited_for(self):
        account = self.account(ROOM, retry_policy=FaultTolerance(max_wait=20))
        start = time.monotonic()
        self.assertEqual(account.calendar.name, "Calendar")
        self.assertGreaterEqual(time.monotonic() - start, 2 * self.BACK_OFF)
        self.assertGreaterEqual(len(self.calls()), 3)

    def test_back_off_is_told(self):
        with self.assertRaises(ErrorServerBusy) as caught:
            self.account(ROOM).calendar
        self.assertEqual(caught.exception.back_off, self.BACK_OFF)
        self.assertEqual(len(self.calls()), 1)


class ThrottledInside(WorldCase):
    """The same word as the code of an answer that is none of SOAP's faults."""

    scenario = "busy-inner"

    def test_it_is_understood(self):
        account = self.account(ROOM, retry_policy=FaultTolerance(max_wait=20))
        self.assertEqual(account.calendar.name, "Calendar")


class Untrusted(WorldCase):
    scenario = "cert-expired"

    def test_expired_certificate_ends_the_matter(self):
        with self.assertRaisesRegex(TransportError, "certificate has expired"):
            self.account(ROOM).calendar


class Old(WorldCase):
    scenario = "version-2013"

    def test_version_is_found_by_going_back(self):
        self.assertEqual(str(self.own_account().protocol.version.build), "15.0.1497.48")


if __name__ == "__main__":
    unittest.main(verbosity=2)
