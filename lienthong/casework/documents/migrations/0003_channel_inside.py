"""Documents that come from another unit of the same installation."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models

NAME = "documents_known_words"


def _known(*channels: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(
            ("direction__in", ["in", "out", "internal"]),
            ("secrecy__in", ["", "secret", "top_secret", "absolute"]),
            ("urgency__in", ["", "urgent", "very_urgent", "express"]),
            ("channel__in", ["", *channels]),
        ),
        name=NAME,
    )


class Migration(migrations.Migration):
    """Let a document come from inside."""

    dependencies: ClassVar = [("documents", "0002_documents_guard")]
    operations: ClassVar = [
        migrations.RemoveConstraint(model_name="document", name=NAME),
        migrations.AddConstraint(model_name="document", constraint=_known("paper", "email", "axis", "upload", "inside")),
    ]
