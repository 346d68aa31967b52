"""Decision (立项决策): who is funded, by how much."""
