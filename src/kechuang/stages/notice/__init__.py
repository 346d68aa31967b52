"""Public notice (公示): the proposed results stand open to objection."""
