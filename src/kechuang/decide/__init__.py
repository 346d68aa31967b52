"""Fair choices (floor 0): computed from recorded inputs, sealed, and verifiable by anybody. Contract 8."""
