"""Money (经费): a year's envelope, its adjustments, and the ledger of what is approved, contracted and paid."""
