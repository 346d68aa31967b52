"""Compiles the message catalogues whenever the package is built or installed."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileMessages(BuildHookInterface[BuilderConfig]):
    """Hatchling calls `initialize` before it collects the files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling's signature
        """Write a `.mo` file beside every `.po` file."""
        messages = runpy.run_path(str(Path(self.root) / "tools" / "messages.py"))
        messages["compile_catalogues"](Path(self.root) / "src")
