"""What the made-up authority's children said, made up too: shares that differ by statement, and a few comments."""

from sufficiency.demo.chance import source

TITLE, WHOM = "Spring survey", "children looked after and care leavers aged 8 and over"
ASKED, LEFT_OUT = 140, 0.08
LEAST_AGREED, STEP = 0.52, 0.06  # of the statement fewest agree with, and between one statement and the next
COMMENTS = (
    ("I like it when my social worker tells me before things change, not after.", True),
    ("It would help to live nearer to my brother so we can meet on Sundays.", True),
    ("My carers came to watch me play and that was the best day.", True),
    ("I still do not know what happens when I am 18.", False),
    ("I want to go on with drama club.", False),
)


def said(seed: int, statements: int) -> list[tuple[int, int, int]]:
    """Of each statement how many said yes, sometimes and no; some leave some out."""
    rng = source(seed)
    found = []
    for number in range(statements):
        agreed = LEAST_AGREED + STEP * (number * 3 % 7)
        answered = sum(rng.random() > LEFT_OUT for _ in range(ASKED))
        yes = sum(rng.random() < agreed for _ in range(answered))
        sometimes = sum(rng.random() < 0.6 for _ in range(answered - yes))
        found.append((yes, sometimes, answered - yes - sometimes))
    return found
