"""Makes a world smaller while a difference stays, and writes it as a case that a person can read."""

import copy
import json

from .laws import NAMES, broken
from .not_yet import not_yet
from .program import Broken, Refused
from .world import ALL_KNOWN, HEADER, TREE


def stays(world, laws, signature):
    """The difference of that signature in a world, if it is there."""
    try:
        found, _ = broken(world, laws)
    except (Refused, Broken):
        return None
    return next((one for one in found if one.signature == signature and not not_yet(world, one)), None)


def smallest(world, laws, difference):
    """Leaves out whatever can be left out."""
    signature = difference.signature

    def still(smaller):
        return stays(smaller, laws, signature)

    if len(world.queries) > 1 and difference.asked in world.queries:
        fewer = copy.deepcopy(world)
        fewer.queries = [difference.asked]
        difference = still(fewer) or difference
        world = fewer if difference.asked in fewer.queries and still(fewer) else world
    while True:
        before = size(world)
        world = with_fewer_reports(world, still)
        for path in list(world.paths()):
            try:
                smaller = world.without(path)
            except (IndexError, KeyError):  # gone with what it stood in
                continue
            if still(smaller):
                world = smaller
        if size(world) == before:
            break
    world = as_in_the_cases(world, still)
    return world, stays(world, laws, signature)


def size(world):
    return len(world.reports), len(world.plan()), len(world.unit_list())


def with_fewer_reports(world, still):
    """Halves, quarters, eighths ... of the reports are left out."""
    step = max(1, len(world.reports) // 2)
    while step:
        at = 0
        while at < len(world.reports):
            smaller = copy.deepcopy(world)
            del smaller.reports[at:at + step]
            if still(smaller):
                world = smaller
            else:
                at += step
        step //= 2
    return world


def as_in_the_cases(world, still):
    """The units of the cases, all known, the usual header, where that changes nothing."""
    def tried(world, change):
        other = copy.deepcopy(world)
        change(other)
        return other if still(other) else world

    world = tried(world, lambda one: setattr(one, "queries", [(as_of, ALL_KNOWN) for as_of, _ in one.queries]))
    world = tried(world, lambda one: setattr(one, "units", {name: above for name, (_, _, above) in TREE.items()}))
    world = tried(world, lambda one: one.units.pop("Fernley", None))
    world = tried(world, lambda one: setattr(one, "units", {name: TREE[name][2] for name in one.units}))
    for name, told in HEADER.items():
        world = tried(world, lambda one, name=name, told=told: one.header.update({name: told}))
    return tried(world, lambda one: setattr(one, "reports", [(max(at for at, _ in one.reports), row) for _, row in one.reports]))


def shown(value):
    if isinstance(value, dict) and "lo" in value:
        return value["lo"] if value["lo"] == value["hi"] and value["lo"] is not None else f"{value['lo'] or ''}..{value['hi'] or ''}"
    if isinstance(value, list):
        return "+".join(value)
    if isinstance(value, dict):
        return json.dumps(value)
    return "none" if value is None else str(value)


def as_case(world, difference, said=("the reference", "the program")):
    """The case, and below it what either says."""
    as_of, known_at = difference.asked
    if not difference.row:
        return world.case(f"{difference.law}: {difference.members}", [])
    task, slot, unit, modality = difference.row
    selection = f"{task} in {slot} at {NAMES.get(unit, unit)} {modality}"
    told = [", ".join(f"{name} {shown(pair[which])}" for name, pair in difference.members.items()) for which in (0, 1)]
    text = world.case(f"{difference.law} (world {world.seed})", [(as_of, known_at, selection, told[0])])
    return text + f"    # {said[0]}: {told[0]}\n    # {said[1]}: {told[1]}\n"
