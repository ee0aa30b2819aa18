"""An app of the benchmark: it listens to every event of a dossier, so that the outbox has something to deliver."""

from __future__ import annotations

from uuid import UUID

from django.apps import AppConfig


class ListeningConfig(AppConfig):
    """đo thử hộp thư đi."""

    name = "bench"
    label = "bench"
    verbose_name = "đo thử"

    def ready(self) -> None:
        """Register one handler each for handed over, result ready and returned."""
        from lienthong.casework.dossiers import public as dossiers
        from lienthong.toolkit import outbox

        def heard(event: object, delivery_uid: UUID) -> None:
            """Do nothing: the delivery itself is what is measured."""

        outbox.handles(dossiers.DossierHandedOver, name="bench.handed_over")(heard)
        outbox.handles(dossiers.ResultReady, name="bench.result_ready")(heard)
        outbox.handles(dossiers.ResultReturned, name="bench.result_returned")(heard)
