"""Money as a Django application."""

from django.apps import AppConfig


class FundsConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.funds"
    label = "funds"

    def ready(self) -> None:
        """Make the table of envelopes known, the measures over the ledger, and what must hold in it."""
        from kechuang.door import invariants, table  # noqa: PLC0415  models are ready only now
        from kechuang.funds.balance import LEDGER  # noqa: PLC0415
        from kechuang.funds.measures import MEASURES  # noqa: PLC0415
        from kechuang.funds.table import ENVELOPES  # noqa: PLC0415
        from kechuang.measures.registry import register  # noqa: PLC0415

        table.register(ENVELOPES)
        invariants.register("funds", LEDGER)
        for measure in MEASURES:
            register(measure)
