# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""exchangelib does what our checks do, in the same world. As in our own run the clock starts in a program that is up,
and nothing is known from before: no connection, no version, no cached Autodiscover."""
import datetime
import logging
import os
import time

import exchangelib
import exchangelib.autodiscover
from exchangelib import BASIC, IMPERSONATION, UTC, Account, Configuration, Credentials, EWSDateTime
from exchangelib.errors import ErrorImpersonateUserDenied

ROOM = "room1@contoso.test"
FORBIDDEN = "ceo@contoso.test"

logging.getLogger("exchangelib").setLevel(logging.ERROR)  # it warns of times without a zone


def timed(world, work):
    os.environ["REQUESTS_CA_BUNDLE"] = world.facts["caFile"]
    exchangelib.autodiscover.clear_cache()
    begun = time.monotonic()
    work(world)
    taken = (time.monotonic() - begun) * 1000
    exchangelib.close_connections()
    exchangelib.autodiscover.clear_cache()
    return taken


def credentials(world):
    return Credentials(world.facts["email"], world.facts["password"])


def autodiscover(world):
    account = Account(world.facts["email"], credentials=credentials(world), autodiscover=True)
    assert account.protocol.service_endpoint == world.endpoint
    return account


def ladder_by_address(world):
    climb(world, Account(world.facts["email"], config=configuration(world), autodiscover=False))


def ladder_by_autodiscover(world):
    climb(world, autodiscover(world))


def configuration(world):
    return Configuration(service_endpoint=world.endpoint, credentials=credentials(world), auth_type=BASIC)


def climb(world, own):
    """Version, own mailbox, rooms, free/busy, impersonation with its limit, streaming notifications."""
    assert own.protocol.version.build and own.inbox.name
    lists = list(own.protocol.get_roomlists())
    assert list(own.protocol.get_rooms(lists[0].email_address))
    start = EWSDateTime.now(tz=UTC).replace(minute=0, second=0, microsecond=0)
    assert list(own.protocol.get_free_busy_info(accounts=[(ROOM, "Room", False)], start=start,
                                                end=start + datetime.timedelta(days=1)))
    try:
        assert not impersonated(world, FORBIDDEN).inbox
    except ErrorImpersonateUserDenied:
        pass
    room = impersonated(world, ROOM).inbox
    with room.streaming_subscription() as subscription:
        for _ in room.get_streaming_events(subscription, connection_timeout=1, max_notifications_returned=1):
            break


def impersonated(world, address):
    return Account(address, config=configuration(world), autodiscover=False, access_type=IMPERSONATION)
