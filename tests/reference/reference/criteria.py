"""Section 3: the parts of a criterion, made of its nodes; FORMATS says what a node is."""

from .amounts import has_flow
from .counts import Count, Counted, OfCases, OfUnits, least_share
from .kleene import FALSE, TRUE, Judged
from .truth import (CONTRARY, ORDERS, Claimed, Closed, Comparison, Covered, Equation, Joined, Judgement, NeverFalls, OtherTask, Parts,
                    Reported, Throughout, Until)
from .values import decimal


def leaves(part):
    """The parts that are made of no others."""
    if isinstance(part, Joined):
        inner = part.operands
    elif isinstance(part, Throughout):
        inner = [part.inner]
    elif isinstance(part, Until):
        inner = [part.bound, part.state]
    elif isinstance(part, Count):
        inner = [one.part for one in part.counted] + getattr(part, "filters", [])
        return [part, *(leaf for one in inner for leaf in leaves(one))]
    elif isinstance(part, Closed):
        return [part, *leaves(part.gates)]
    else:
        return [part]
    return [leaf for one in inner for leaf in leaves(one)]


def made(row, node, is_negated=False, in_slot=False, is_under_not=False):
    """4: `not` is first pushed inwards; `=` is `>=` and `<=`."""
    (key, operands), *_ = node.items()
    again = lambda operand: made(row, operand, is_negated, in_slot, is_under_not)
    if key == "not":
        return made(row, operands[0], not is_negated, in_slot, True)
    if key in ("each", "at_least", "share"):
        return count(row, node, is_negated, in_slot, is_under_not)
    if key in ("all", "any"):
        return Joined(row, [again(operand) for operand in operands], (key == "all") != is_negated)
    if key in ("=", "!="):
        is_equal = (key == "=") != is_negated
        orders = (">=", "<=") if is_equal else (">", "<")
        halves = [Comparison(row, order, *operands, in_slot) for order in orders]
        whole = Joined if any(has_flow(row, operand) for operand in operands) else Equation
        return whole(row, halves, is_equal)
    if key in ORDERS:
        return Comparison(row, CONTRARY[key] if is_negated else key, *operands, in_slot)
    if key == "covered":
        return Covered(row, node, is_negated, in_slot)
    if key == "reported":
        return Reported(row, operands, is_negated, in_slot)
    if key == "never_falls":
        return NeverFalls(row, operands, False, True)
    if key == "claimed":
        return Claimed(row, is_negated)
    if key == "closed":
        return Closed(row, made(row, operands[0], False, in_slot))
    if key == "parts":
        return Parts(row, is_negated)
    if key == "task":
        return OtherTask(row, operands, is_negated)
    if key == "judged":
        return Judgement(row, is_negated)
    if key == "until":
        return Until(row, made(row, operands[0], False, True), made(row, operands[1]))
    if key == "throughout":
        return Throughout(row, made(row, operands[0], is_negated, True))
    raise KeyError(key)


def count(row, node, is_negated, in_slot, is_under_not):
    """3: what a count counts, and how many of them must be true; of operands the smaller of k and n, unless a `not` stands over
    it."""
    (key, told), *_ = node.items()
    if "of_these" in node:
        counted = [Counted(made(row, operand, is_negated, in_slot, is_under_not)) for operand in node["of_these"]]
        return Count(row, counted, lambda n: told if is_under_not else min(told, n), is_negated, is_under_not)
    over, inner = told if key == "each" else node["of"], node["is"]
    k = {"each": lambda n: n, "at_least": lambda n: told, "share": lambda n: least_share(decimal(told), n)}[key]
    if "units" in over:
        counted = [Counted(made(one.row, inner, is_negated, in_slot, is_under_not), one.is_in)
                   for one in row.units_counted(over["units"])]
        return OfUnits(row, counted, k, is_negated, is_under_not)
    counted, filters = [], []
    for case in row.cases_of_slot(over["cases"]):
        at = row.at_case(case)
        where = made(at, over["where"]) if over["where"] else None
        filters += [where] if where else []
        counted.append(Counted(made(at, inner, is_negated, in_slot, is_under_not), is_of(case, where, row.stand)))
    return OfCases(row, over["cases"], counted, filters, k, is_negated, is_under_not)


def is_of(case, where, stand):
    """Whether a case is one that had occurred by an instant and meets what is asked of it, as it is judged at the row's stand."""
    def judge(by):
        if case.effective > by:
            return Judged(FALSE)
        return where.judge(stand) if where else Judged(TRUE)

    return judge


def comparisons(row, node, is_negated=False, in_slot=False, is_under_not=False):
    """The comparisons and counts of a criterion, each with the truth that it has where it holds as it is written."""
    (key, operands), *_ = node.items()
    if key in ("each", "at_least", "share"):
        yield made(row, node, is_negated, False, is_under_not), TRUE  # under `not` it is one of at most so many
    elif key in ORDERS or key in ("=", "!="):
        yield made(row, node, is_negated, in_slot), FALSE if is_negated else TRUE
    elif key in ("all", "any", "not", "closed", "throughout", "until"):
        for operand in operands:
            is_bound = key == "throughout" or key == "until" and operand is operands[0]
            is_not = key == "not"
            yield from comparisons(row, operand, is_negated != is_not, in_slot or is_bound, is_under_not or is_not)
