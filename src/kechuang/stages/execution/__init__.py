"""Execution (执行): milestones, reports, payments."""
