"""The year's plan (年度计划): the sentences its readers know, what each promises, and how far it has come."""
