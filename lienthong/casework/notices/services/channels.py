"""The port through which notices leave: what a channel is asked, what it may answer, and which channels are open."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from lienthong.casework.notices.queries.log import channel_addresses
from lienthong.casework.notices.services.by_folder import FolderChannel
from lienthong.casework.notices.services.by_gateway import GatewayChannel
from lienthong.casework.notices.services.by_mail import MailChannel
from lienthong.casework.notices.services.letters import Channel


def open_channels() -> dict[str, Channel]:
    """Return the channels that the settings open, by name; an empty setting closes its channel."""
    return {name: _channel(name, address) for name, address in channel_addresses().items() if address}


def _channel(name: str, address: str) -> Channel:
    if address.startswith("folder:"):
        return FolderChannel(name, Path(address.removeprefix("folder:")))
    if name == "email":
        return MailChannel(address, sender=settings.NOTICES_FROM, timeout=settings.NOTICES_TIMEOUT)
    return GatewayChannel(name, address, secret=settings.NOTICES_SECRET.encode(), timeout=settings.NOTICES_TIMEOUT)
