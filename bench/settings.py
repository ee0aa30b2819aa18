"""The product's settings with one more app: a listener, so that every hand-over goes through the outbox."""

from lienthong.site.settings import *  # noqa: F403 - the settings of the product, all of them
from lienthong.site.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench.listening.ListeningConfig"]
