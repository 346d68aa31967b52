"""Papers (文书): numbered, dated, set as PDF, and checked by anybody. docs/decisions/papers.md."""
