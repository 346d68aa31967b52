"""Acceptance (验收): whether what was promised was delivered."""
