"""Chapters, and what the plan's head says of all tasks: their clauses are defaults of those that do not say it themselves."""

import json
import re
from dataclasses import replace

from .difference import Difference
from .lives import drawing
from .world import FOR_GOALS, HEADER

SHARE = 0.35  # of the worlds have chapters
SLOTS = ("every", "continuing", "during", "triggered")
NO_DEFAULTS = {*HEADER, "lights", "use", "issuer"}
FROM_SLOT = re.compile(r"due .*period (start|end)|due day ")


def kind_of(clause):
    """What of a task it says: clauses of one kind are said together, by the nearest that says any."""
    word = clause.split()[0]
    return "slots" if word in SLOTS else "goals" if clause.startswith(FOR_GOALS) and word != "close" else word


# ---- Made

class Chapters:
    """Gives the tasks of a plan chapters, and takes out of them some of what their chapter says."""

    def __init__(self, plan):
        self.plan, self.world = plan, plan.world
        was, plan.draw = plan.draw, drawing(self.world.seed, "chapters")
        if plan.chance(SHARE):
            self.part()
        if plan.chance(0.15):
            self.head()
        plan.draw = was

    def part(self):
        plan, tasks = self.plan, self.world.tasks
        ends = sorted(plan.draw.randint(0, len(tasks)) for _ in range(plan.pick(2, 2, 3)))
        for name, begin, end in zip("AB", ends, ends[1:]):
            if begin == end:
                continue
            clauses = self.clauses(tasks[begin], [task.name for task in tasks[:begin]])
            self.world.chapters[name] = clauses
            for task in tasks[begin:end]:
                task.chapter = name
                self.leave_out(task, {kind_of(clause) for clause in clauses})

    def leave_out(self, task, said):
        if any(clause.startswith("triggered") for clause in task.clauses):
            said = said - {"lead"}  # whose a case is needs words of its own
        task.clauses[:] = [clause for clause in task.clauses if kind_of(clause) not in said or self.plan.chance(0.4)]

    def clauses(self, task, earlier):
        """Some that would do for one of its tasks, and some that are seldom a task's own."""
        plan = self.plan
        slots = plan.weighed({"one_off": 4, "window": 1, "recurring": 1, "continuing": 1, "triggered": 1 * bool(plan.events)})
        about = plan.slots_clause(slots) or ""
        lead = plan.pick("lead each town's office", "lead each county's office", "lead every level's office", "lead each town") + plan.where()
        found = [about] * bool(about) + [lead, *plan.rest(slots, about)]
        found = [clause for clause in found if kind_of(clause) == "slots" or plan.chance(0.6)]
        more = ["weight 3", "shift " + plan.pick("following", "preceding", "same month"), "escalate overdue -> superior", "signed by mayor",
                "evidence record", "verify superior", "due " + plan.pick("end of September", "June 30", "within 10 days of period end")]
        more += ["requires " + plan.pick(*earlier)] if earlier else []
        kinds = {kind_of(clause) for clause in found}
        return found + [clause for clause in more if kind_of(clause) not in kinds and plan.chance(0.2)]

    def head(self):
        """The plan's head says it of all its tasks."""
        plan = self.plan
        for clause in plan.draw.sample(("verify superior", "shift following", "weight 2", "evidence record", "lead each town's office",
                                        "signed by mayor"), plan.pick(1, 1, 2)):
            word = kind_of(clause)
            name = "signed by" if word == "signed" else word
            self.world.header[name] = clause[len(name) + 1:]
            for task in self.world.tasks:
                self.leave_out(task, {word})


# ---- Written out

def written_out(world):
    """The world in which each task says itself what it has from its chapter and the plan's head."""
    head = [f"{name} {told}" for name, told in world.header.items() if name not in NO_DEFAULTS]
    if not world.chapters and not head:
        return world
    tasks = []
    for task in world.tasks:
        clauses = list(task.clauses)
        for defaults in (world.chapters.get(task.chapter, ()), head):
            said = {kind_of(clause) for clause in clauses}
            clauses += [clause for clause in defaults if kind_of(clause) not in said | {"narrative"} and is_for(clause, clauses, defaults)]
        tasks.append(replace(task, clauses=clauses, chapter=""))
    by_cases = any(clause.startswith("triggered") for task in world.tasks for part in task.parts for clause in part.clauses)
    stay = NO_DEFAULTS | ({"due"} if by_cases else set())  # 2: the plan's own date is that of a part by cases, whatever its task's
    header = {name: told for name, told in world.header.items() if name in stay}
    return replace(world, header=header, tasks=tasks, chapters={})


def is_for(clause, own, defaults):
    """A date is not for a task with periods or a window, unless it counts from them: these are due at their end."""
    slots = next((one for one in (*own, *defaults) if kind_of(one) == "slots"), "")
    return not clause.startswith("due ") or not slots or slots.startswith("triggered") or bool(FROM_SLOT.match(clause))


def inherited_is_written_out(look):
    """A plan whose tasks say themselves what they have from their chapter or the head is the same plan."""
    world = look.folder.world
    if written_out(world) is world:
        return
    plan = look.folder.write("written_out.duban", written_out(world).plan())
    mine, theirs = (tasks_of(dump) for dump in (look.dump, look.folder.dump(plan)))
    for name, one in mine.items():
        if apart := [member for member, told in one.items() if told != theirs[name][member]]:
            yield Difference("inherited = written out", look.world.queries[0], (),
                             {member: (f"{name} {one[member]}", f"{theirs[name][member]}") for member in apart})
            return
        yield None
    for asked in look.world.queries:
        for one, other in zip(look.board(*asked), look.folder.status(look.log, *asked, plan=plan)):
            if members := {name: (one[name], other[name]) for name in one if one[name] != other[name]}:
                yield Difference("inherited = written out", asked, (one["task"], one["slot"], one["unit"], one["modality"]), members, other)


def tasks_of(dump):
    """By id, without what says that it was a default."""
    tasks = {task["id"]: task for task in json.loads(dump)["tasks"]}
    return {name: {**task, "chapter": None, "due": {**task["due"], "by_default": None}} for name, task in tasks.items()}
