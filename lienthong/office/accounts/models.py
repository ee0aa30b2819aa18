"""Tables of the accounts app."""

from django.contrib.auth.models import AbstractUser


class Account(AbstractUser):
    """Somebody who may sign in."""
