"""The demonstration city: invented bodies and people, a stored clock, one-click sign-in. Nobody imports it."""
