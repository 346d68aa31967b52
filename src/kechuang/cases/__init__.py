"""The case (办件), the round (批次), and the engine that moves cases between stages. Contracts 2 and 3."""
