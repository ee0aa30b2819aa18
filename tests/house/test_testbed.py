"""The ground that tests stand on."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections
from django.template import engines

from tools import testbed


def test_an_undefined_variable_in_our_templates_fails_the_test() -> None:
    from django.template import Origin, Template

    ours = Template(
        "{{ không_có }}", origin=Origin("/x/lienthong/doors/desk/templates/desk/page.html"), engine=engines["django"].engine
    )
    from django.template import Context

    with pytest.raises(testbed.UndefinedVariable, match="không_có"):
        ours.render(Context({}))


def test_an_undefined_variable_in_a_template_of_others_is_their_matter() -> None:
    from django.template import Context, Origin, Template

    theirs = Template("[{{ gone }}]", origin=Origin("/site-packages/allauth/x.html"), engine=engines["django"].engine)

    assert theirs.render(Context({})) == "[]"


def test_tests_cannot_leave_the_machine() -> None:
    with socket.socket() as plug, pytest.raises(testbed.NetworkUsed):
        plug.connect(("192.0.2.1", 80))


def test_committed_rows_are_gone_and_rows_of_migrations_stay(committed_db: None) -> None:
    before = ContentType.objects.count()
    with connections["owner"].cursor() as cursor:
        cursor.execute("INSERT INTO django_content_type (app_label, model) VALUES ('house', 'planted')")

    testbed.empty_as_owner()

    assert before > 0
    assert ContentType.objects.count() == before
    assert not ContentType.objects.filter(app_label="house").exists()


def test_tests_see_the_database_as_the_web_role(committed_db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")

        assert cursor.fetchone() == ("lienthong_web",)


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_cleans_as_the_owner() -> None:
    assert ContentType.objects.exists()


@pytest.mark.django_db
def test_statements_are_counted_without_transaction_control(query_count: Callable[[], AbstractContextManager[Any]]) -> None:
    from django.db import transaction

    with query_count() as counted, transaction.atomic():
        ContentType.objects.count()

    assert counted.statements == 1
