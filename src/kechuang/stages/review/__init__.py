"""Expert review (评审): off-site and blind."""
