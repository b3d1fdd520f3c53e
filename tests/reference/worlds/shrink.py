"""Makes a world smaller while a difference stays, and writes it as a case that a person can read."""

import copy
import json
import re
from dataclasses import replace

from .chapters import written_out
from .laws import NAMES, broken
from .program import Broken, Refused
from .world import ALL_KNOWN, FOR_GOALS, HEADER, TREE


def stays(world, laws, signature):
    """The difference of that signature in a world, if it is there."""
    try:
        found, _ = broken(world, laws)
    except (Refused, Broken):
        return None
    return next((one for one in found if one.signature == signature), None)


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
    for simpler_world in (written_out(world), replace(world, calendar=None), replace(world, other=())):
        if simpler_world != world and still(simpler_world):
            world = simpler_world
    while True:
        before = size(world)
        world = with_fewer_reports(world, still)
        world = with_less_in_all_versions(world, still)
        for path in list(world.paths()):
            try:
                smaller = world.without(path)
            except (IndexError, KeyError):  # gone with what it stood in
                continue
            if still(smaller):
                world = smaller
        world = with_simpler_criteria(world, still)
        if size(world) == before:
            break
    world = as_in_the_cases(world, still)
    return world, stays(world, laws, signature)


def with_simpler_criteria(world, still):
    """Of a criterion what it is made of stands in its place, where that is enough."""
    places = [(version, number, part) for version, of_version in enumerate(world.versions()) for number, task in enumerate(of_version.tasks)
              for part in (None, *range(len(task.parts)))]
    for version, number, part in places:
        def owner(world):
            task = world.versions()[version].tasks[number]
            return task if part is None else task.parts[part]

        for clause in range(len(owner(world).clauses)):
            tried = iter(simpler_clauses(owner(world).clauses[clause]))
            while text := next(tried, None):
                smaller = copy.deepcopy(world)
                owner(smaller).clauses[clause] = text
                if still(smaller):
                    world, tried = smaller, iter(simpler_clauses(text))
    return world


def simpler_clauses(clause):
    word = next((word for word in FOR_GOALS if clause.startswith(word + " ")), None)
    if word and not re.search(r" (throughout|until) ?", clause):
        yield from (f"{word} {text}" for text in simpler(clause[len(word) + 1:]))


def simpler(text):
    """What a criterion is made of, and the criterion with one thing less."""
    operands, joints = split(text, (" and ", " or "))
    if len(operands) > 1:
        yield from operands
        for number, operand in enumerate(operands):
            for less in simpler(operand):
                changed = [*operands[:number], less, *operands[number + 1:]]
                yield "".join(word for pair in zip(changed, [*joints, ""]) for word in pair)
        return
    if text.startswith("not "):
        yield text[len("not "):]
        yield from ("not " + less for less in simpler(text[len("not "):]))
    elif text.startswith("(") and text.endswith(")"):
        yield text[1:-1]
        yield from (f"({less})" for less in simpler(text[1:-1]))
    elif text.endswith(")"):  # a count
        head, inner = text[:-1].split("(", 1)
        counted, _ = split(inner, (", ",))
        if head.endswith("of ") and len(counted) > 1:
            yield from counted
            yield from (f"{head}({', '.join([*counted[:number], *counted[number + 1:]])})" for number in range(len(counted)) if len(counted) > 2)
        else:
            yield inner
            if " where " in head:
                yield re.sub(r" where .*", " ", head) + f"({inner})"
        for number, operand in enumerate(counted):
            yield from (f"{head}({', '.join([*counted[:number], less, *counted[number + 1:]])})" for less in simpler(operand))


def split(text, joints):
    """The pieces between joints that stand in no brackets, and those joints."""
    pieces, found, depth, begin, at = [], [], 0, 0, 0
    while at < len(text):
        depth += (text[at] in "({") - (text[at] in ")}")
        joint = next((one for one in joints if depth == 0 and text.startswith(one, at)), "")
        if joint and not re.search(r" where [^(]*$", text[begin:at]):
            pieces.append(text[begin:at])
            found.append(joint)
            begin = at + len(joint)
        at += len(joint) or 1
    return [*pieces, text[begin:]], found


def with_less_in_all_versions(world, still):
    """A task or a declaration is left out of all versions at once."""
    if not world.amendments:
        return world
    for name in {task.name: None for task in world.all_tasks()}:
        world = without_all(world, still, "tasks", lambda task, name=name: task.name == name)
    for told in dict.fromkeys(" ".join(told.split()[:2]) for version in world.versions() for told in version.declarations):
        world = without_all(world, still, "declarations", lambda one, told=told: one.startswith(told + " "))
    return world


def without_all(world, still, kind, is_it):
    smaller = copy.deepcopy(world)
    for version in smaller.versions():
        setattr(version, kind, [one for one in getattr(version, kind) if not is_it(one)])
    return smaller if size(smaller) < size(world) and still(smaller) else world


def size(world):
    return len(world.reports), sum(map(len, world.plans())), len(world.unit_list())


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
