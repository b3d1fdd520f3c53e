"""Where a law is broken."""

from dataclasses import dataclass


@dataclass
class Difference:
    law: str
    asked: tuple    # as_of, known_at
    row: tuple      # task, slot, unit, modality; or nothing
    members: dict   # by member: what one way says, what the other
    line: dict = None  # the other's whole line

    @property
    def signature(self):
        return (self.law, *sorted(self.members))
