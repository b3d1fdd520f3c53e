"""Cases of one code, of two events or at two places, are told apart wherever rows are compared or named."""

import unittest

from duban_program import FINE, ProgramTest
from law_cases import ALL_KNOWN
from law_test import World

EVENTS = "".join(f"event {event} {{ occurred time }} every quarter\n" for event in ("fire", "flood"))


def case(event, unit, code, occurred):
    return {"kind": "case", "unit": unit, "indicator": event, "case": code, "occurred": occurred}


class SameCodes(ProgramTest):
    def by_another_event(self, goals="done checked"):
        """Fire 001 of May is done; from July on the task is set off by floods, of which one has its code."""
        task = f"indicator checked yes or no\ntask a {{{{ lead each town; triggered by {{}}; due within 30 days of occurred; {goals} }}}}\n"
        world = World().begin(self.folder, EVENTS + task.format("fire"), amendments=[("2026-07-01", EVENTS + task.format("flood"), {})])
        world.hand_in("2026-05-02", [case("fire", "Eastbrook", "001", "2026-05-01 08:00")])
        world.hand_in("2026-05-03", [{"unit": "Eastbrook", "indicator": "checked", "date": "2026-05-03", "value": "yes"}])
        world.hand_in("2026-07-02", [case("flood", "Eastbrook", "001", "2026-07-01 08:00")])
        return world

    def asked(self, world, command, *arguments):
        return self.ends(FINE, command, world.plan, *arguments, "--json", "--log", world.log, "--known-at", ALL_KNOWN).rows()

    def test_diff_tells_that_the_row_of_the_other_event_came(self):
        told = self.asked(self.by_another_event(), "diff", "--since", "2026-06-30", "--as-of", "2026-07-05", "--unit", "Eastbrook")
        self.assertEqual([(one["slot"], one["before"], one["after"]["due"]) for one in told], [("case:001", None, "2026-07-31")])

    def test_forecast_does_not_take_the_row_of_the_other_event_for_that_of_the_first(self):
        told = self.asked(self.by_another_event(), "forecast", "--as-of", "2026-06-30", "--unit", "Eastbrook")
        self.assertEqual([(one["now"] and one["now"]["status"], one["then"]["status"]) for one in told if one["slot"] == "case:001"],
                         [(None, "not_started")])

    def test_the_leaders_page_counts_what_was_done_of_the_other_event(self):
        world = self.by_another_event()
        world.hand_in("2026-07-04", [{"unit": "Eastbrook", "indicator": "checked", "date": "2026-07-04", "value": "yes"}])
        page = world.document("2026-07-05", "checklist", world.plan, "--leader", "--since", "2026-07-03", "--format", "json")
        self.assertEqual([(task["done"], task["reported"]) for task in page["changes"]["tasks"]], [(1, 1)])

    def test_rows_of_two_goals_stand_by_case_then_by_goal(self):
        world = self.by_another_event("done checked; may checked")
        self.assertEqual([(row["due"], row["modality"]) for row in world.status("2026-07-05").rows() if row["unit"] == "900101"],
                         [("2026-05-31", "must"), ("2026-05-31", "may"), ("2026-07-31", "must"), ("2026-07-31", "may")])

    def test_diff_names_the_records_of_a_part_that_has_the_case_of_another_event(self):
        world = World().begin(self.folder, EVENTS + """task a { lead each town; triggered by fire; due within 90 days of occurred
    part “one” { lead each town; triggered by flood; due within 90 days of occurred; done document “R” issued }
}
""")
        world.hand_in("2026-05-02", [case("fire", "Eastbrook", "001", "2026-05-01 08:00"), case("flood", "Eastbrook", "002", "2026-05-01 08:00")])
        world.hand_in("2026-05-10", [{"unit": "Eastbrook", "indicator": "R", "date": "2026-05-10", "value": "issued", "case": "002"}])
        told = self.asked(world, "diff", "--since", "2026-05-09", "--as-of", "2026-05-11", "--unit", "Eastbrook", "--task", "a")
        self.assertEqual([(one["after"]["status"], one["records"]) for one in told], [("done", [8])])

    def test_explain_names_the_case_of_another_event_that_is_asked_for(self):
        world = World().begin(self.folder, EVENTS + """task p { lead each town; triggered by flood; due within 90 days of occurred; done document “R” issued }
task a { lead each town; triggered by fire; due within 90 days of occurred; done task p done }
""")
        world.hand_in("2026-05-02", [case(event, "Eastbrook", "001", "2026-05-01 08:00") for event in ("fire", "flood")])
        said = self.ends(FINE, "explain", world.plan, "a", "Eastbrook", "--log", world.log, "--as-of", "2026-05-20", "--known-at", ALL_KNOWN, "--lang", "en").out
        self.assertIn("- p, Eastbrook, case 001: not started", said)

    def test_a_notice_that_stood_for_one_place_does_not_stand_for_another(self):
        task = "task a {{ lead place's {}'s office; triggered by fire; due August 15; done document “R” issued; escalate overdue -> “mayor” }}\n"
        world = World().begin(self.folder, EVENTS + task.format("town"), amendments=[("2026-05-10", EVENTS + task.format("county"), {})])
        world.hand_in("2026-05-02", [case("fire", unit, "001", "2026-05-01 08:00") for unit in ("Eastbrook", "Westhill")])
        told = self.asked(world, "notices", "--as-of", "2026-08-20")
        self.assertEqual(len({one["key"] for one in told}), 2, told)


if __name__ == "__main__":
    unittest.main()
