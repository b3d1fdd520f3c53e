"""Section 3: what the amounts in a comparison read, and what they come to; section 4: which way they can go."""

from datetime import date

from .kleene import UNKNOWN
from .values import ATTRIBUTE, ONE, ONLY_GROW, Value, added, changed, decimal, minus, multiplied, over_units

OVER_UNITS = ("total", "mean", "highest", "lowest")


def figure_of(node):
    """The figure whose total, mean, highest or lowest over units it is; or nothing."""
    return next((node[key] for key in OVER_UNITS if key in node), None)


def operands_of(node):
    for key in ("sum", "difference", "product"):
        if key in node:
            return node[key]
    return []


def names_in(node, key):
    found = {node[key]} if key in node else set()
    return found.union(*(names_in(operand, key) for operand in operands_of(node)))


def earlier_in(node):
    """What is read of earlier years: (name, how many years before)."""
    found = {(node["last_year"], node.get("years", 1))} if "last_year" in node else set()
    return found.union(*(earlier_in(operand) for operand in operands_of(node)))


def value_of(row, node, by, in_slot, levels=()):
    """3: the value of a node by an instant."""
    if "number" in node:
        return point(decimal(node["number"]))
    if "level" in node:
        return point(levels.index(node["level"]) * ONE)
    if "date" in node:
        return point((date.fromisoformat(node["date"]) - date(1970, 1, 1)).days * ONE)  # 3: the number of its day
    if "reading" in node:
        return row.figures(node["reading"], by, in_slot).value(by)
    if "last_year" in node:
        return changed(row.earlier(node["last_year"], node.get("years", 1), by), node)
    if named := figure_of(node):
        units = row.units_counted(node["of"]["units"])
        if any(one.truth == UNKNOWN for one in units):
            return Value(None, None, {ATTRIBUTE})  # 3: unknown, where a filter is
        return over_units(next(iter(node)), [one.row.figures(named, by, in_slot).value(by) for one in units])
    values = [value_of(row, operand, by, in_slot, levels) for operand in operands_of(node)]
    does_not_apply = [value for value in values if value.is_not_applicable]  # 3: with what does not apply it does not
    readings = [reading for value in does_not_apply or values for reading in value.readings]
    if "sum" in node:
        ends = added(values)
    elif "difference" in node:
        ends = minus(values[0].low, values[1].high), minus(values[0].high, values[1].low)
    else:
        ends = multiplied(*values)
    found = Value(*ends, {reason for value in values for reason in value.reasons}, readings)
    found.is_not_applicable = bool(does_not_apply)
    return found


def point(number):
    return Value(number, number)


def is_flow(row, node):
    """3: figures of flows and running totals only grow, and so do their total, mean, highest and lowest."""
    named = figure_of(node) or node.get("reading")
    return bool(named) and row.indicator(named)["kind"] in ONLY_GROW


def has_flow(row, node):
    """The figure of an earlier year is a constant here."""
    return is_flow(row, node) or any(has_flow(row, operand) for operand in operands_of(node))


def slope(row, node):
    """4: 1 of what only grows, -1 of what only falls, 0 of what stays, nothing of the rest."""
    if "sum" in node or "difference" in node:
        slopes = [slope(row, operand) for operand in operands_of(node)]
        if None in slopes:
            return None
        if "difference" in node:
            slopes[1] = -slopes[1]
        return 0 if set(slopes) == {0} else 1 if -1 not in slopes else -1 if 1 not in slopes else None
    if "product" in node:
        slopes = [slope(row, operand) for operand in node["product"]]
        if None in slopes or set(slopes) == {0}:
            return None if None in slopes else 0
        factor = node["product"][slopes.index(0)]  # a number
        times = value_of(row, factor, row.as_of, False).point
        return sum(slopes) * ((times > 0) - (times < 0))
    if "number" in node or "last_year" in node:
        return 0
    return 1 if is_flow(row, node) else None
