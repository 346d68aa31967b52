"""Money (floor 0): whole fen inside, 元 or 万元 outside. Contract 7."""
