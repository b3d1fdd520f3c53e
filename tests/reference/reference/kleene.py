"""Section 3: truth has three values and a blank."""

TRUE, FALSE, UNKNOWN, NOT_APPLICABLE = "true", "false", "unknown", "not applicable"


class Judged:
    """A truth; of an unknown its reasons; of what does not apply the readings that it rests on, and whether it wants a case."""

    def __init__(self, truth, reasons=(), rests_on=(), wants_case=False):
        self.truth = truth
        self.reasons = frozenset(reasons) if truth == UNKNOWN else frozenset()
        self.rests_on = list(rests_on) if truth == NOT_APPLICABLE else []
        self.wants_case = wants_case and truth == NOT_APPLICABLE


def both(operands):
    """3: a false makes it false, else an unknown unknown, else a true true, else not applicable."""
    return joined(operands, (FALSE, UNKNOWN, TRUE, NOT_APPLICABLE))


def either(operands):
    """3: a true makes it true, else an unknown unknown, else a false false, else not applicable."""
    return joined(operands, (TRUE, UNKNOWN, FALSE, NOT_APPLICABLE))


def joined(operands, order):
    truths = [operand.truth for operand in operands]
    return gathered(next((one for one in order if one in truths), NOT_APPLICABLE), operands)


def gathered(truth, operands):
    """A truth with the reasons of its unknown operands, and what those that do not apply rest on."""
    return Judged(truth, {reason for operand in operands for reason in operand.reasons},
                  [reading for operand in operands for reading in operand.rests_on], any(operand.wants_case for operand in operands))


def contrary(truth):
    """3: `not` swaps true and false."""
    return {TRUE: FALSE, FALSE: TRUE}.get(truth, truth)
