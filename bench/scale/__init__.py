"""Large returns: a region, a nation, and how time and memory grow with the number of children."""
