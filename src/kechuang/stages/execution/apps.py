"""The stage kind `execution` as a Django application."""

from django.apps import AppConfig


class ExecutionConfig(AppConfig):
    """Registers the room."""

    name = "kechuang.stages.execution"
    label = "stage_execution"

    def ready(self) -> None:
        """Make the kind known to the schemes, its table to the door, its room to the engine, its job to the clock."""
        from kechuang.cases import kinds as rooms  # noqa: PLC0415  models are ready only now
        from kechuang.door import clockwork, table  # noqa: PLC0415
        from kechuang.schemes.kinds import register  # noqa: PLC0415
        from kechuang.stages.execution.clockwork import warn_of_overdue  # noqa: PLC0415
        from kechuang.stages.execution.kind import KIND  # noqa: PLC0415
        from kechuang.stages.execution.models import Execution  # noqa: PLC0415
        from kechuang.stages.execution.panel import execution_panel  # noqa: PLC0415
        from kechuang.stages.execution.table import EXECUTIONS  # noqa: PLC0415

        register(KIND)
        table.register(EXECUTIONS)
        clockwork.register("executions", warn_of_overdue)
        panel = rooms.Panel("stage_execution/panel.html", execution_panel)
        rooms.register(rooms.StageRoom("execution", Execution, EXECUTIONS, panel, past=True))
