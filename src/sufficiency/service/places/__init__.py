"""Places: where children are placed, by authority area and by distance from home."""
