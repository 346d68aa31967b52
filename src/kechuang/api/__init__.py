"""REST over the door: read what one may see, ask what one may do, rehearse it, do it. Contract 1."""
