"""The demonstration's story: what its people do and when, through the same verbs as everybody."""
