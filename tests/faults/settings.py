"""The settings of an installation under test: a listener for the outbox, and the sabotage that SABOTAGE names."""

from bench.settings import *  # noqa: F403 - the settings of the product, all of them
from bench.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.sabotage.SabotageConfig"]
