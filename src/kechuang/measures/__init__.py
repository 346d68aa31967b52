"""Named measures: what the plan counts, each with one definition, its figures and the rows behind them."""
