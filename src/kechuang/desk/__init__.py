"""Each role's workbench: what waits for me, what I act as, my account. It asks the rooms below and holds no rules."""
