"""Scripts for those who build the product; none of them is part of it."""
