"""Two other implementations of the first measures, for timing the product and checking its answers."""
