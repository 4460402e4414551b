"""How good the tables are: gold, scores, misses."""
