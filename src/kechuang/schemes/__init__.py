"""Schemes (计划类别/事项) as data, their frozen versions, and calls (申报通知). Contracts 2 and 4."""
