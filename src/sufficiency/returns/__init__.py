"""The files that come in: reading them whole, or refusing them with a sentence, and checking what they say."""
