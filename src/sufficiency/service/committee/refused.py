"""What is not done says why."""


class Refused(ValueError):
    """It was not done; the text is the sentence that says why."""
