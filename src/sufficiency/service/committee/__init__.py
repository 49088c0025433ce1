"""Committee papers: written from live figures, read and cleared, released by a second person, and kept as they were."""
