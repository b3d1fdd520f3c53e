"""A small plan and what is told of it: every kind of record, and rows that are refused."""

# Every kind of record, as the rows of a hand-in; one line a day, each with what it tells.
WORLD = """
event hazard { grade stages minor < serious; occurred time; found yes or no } every quarter
window season to be announced
indicator drills number “times” flow every quarter
indicator staff number stock
indicator crew number stock
indicator rate ratio = filed / firms
indicator roster yes or no
indicator body stages none < approved < opened
indicator systems set { duty, report, stock }
indicator channel one of { phone, web }
indicator updated date
indicator heard time
indicator note text
task 1 { lead each town's office where hilly; every quarter; normally drills >= 1; evidence record; verify superior }
task 2 { lead each town's office; jointly county's office; done staff >= 5 and rate >= 95% and roster and body reaches opened; may judged by superior; support office; verify superior }
task 3 { lead each town's office; done systems includes { duty, report } or channel = web or updated >= 2026-01-01 assumed or
         note is reported or heard is reported; should channel != phone }
task 4 { lead place's town's office; triggered by hazard where grade >= serious; due within 4 hours of occurred; close when found }
task 5 { lead each town's office; during season; requires 2; may document “R” issued }
task 6 { part “a” { lead each town's office; done staff >= 1 }; part “b” { lead county's office; done drills > last year } }
task 7 { lead county's office; every ten days; due within 3 days of period start
         done staff >= (crew + last year) * 1.1 - (last year - 2 * crew) + 1 }
task 8 { lead county's office where hilly != yes and hilly != 12; every week; due within 2 ten days of period end; done drills >= 1 }
task 9 { lead county's office; every day; done drills >= 1 }
task 10 { lead county's office; every year; due within 1 half year of period end; done drills >= 1 }
task 11 { lead county's office; done at most 1 of town (drills >= 1) }
"""
TOLD = {
    "2026-04-02T09:00": [
        {"key": "k1", "unit": "Eastbrook", "indicator": "drills", "period": "2026-Q1", "value": 1, "evidence": ["record=7/2026"]},
        {"key": "k2", "unit": "Westhill", "indicator": "drills", "period": "Q1", "value": "2 times"},
        {"unit": "Southmoor", "indicator": "drills", "period": "2026-Q1", "value": None, "reason": "not counted yet"},
        {"unit": "Eastbrook", "indicator": "staff", "date": "2026-03-01", "value": 5.50},
        {"unit": "Westhill", "indicator": "staff", "date": "2026-03-01", "value": "withheld"},
        {"unit": "Southmoor", "indicator": "staff", "date": "2026-03-01", "value": "n/a"},
        {"unit": "Eastbrook", "indicator": "rate", "date": "2026-03-01", "numerator": 19, "denominator": "20"},
        {"单位": "Eastbrook", "指标": "roster", "日期": "2026-03-01", "数值": True},
        {"unit": "Eastbrook", "indicator": "body", "date": "2026-03-01", "value": "opened"},
        {"unit": "Eastbrook", "indicator": "systems", "date": "2026-03-01", "value": ["duty", "-report"]},
        {"unit": "Eastbrook", "indicator": "channel", "date": "2026-03-01", "value": "web"},
        {"unit": "Eastbrook", "indicator": "updated", "date": "2026-03-01", "value": "2026-02-28"},
        {"unit": "Eastbrook", "indicator": "heard", "date": "2026-03-01", "value": "2026-02-28 08:30"},
        {"unit": "Eastbrook", "indicator": "note", "date": "2026-03-01", "value": "a \"note\""},
        {"unit": "Westhill", "indicator": "R", "date": "2026-03-01", "value": "issued"},
        {"key": "h1", "kind": "case", "unit": "Eastbrook", "case": "H1", "date": "2026-03-02 08:30", "grade": "serious"},
        {"key": "h2", "kind": "case", "unit": "Southmoor", "case": "H2", "date": "2026-03-02 08:30", "grade": "serious"},
        {"kind": "no_case", "unit": "Westhill", "indicator": "hazard", "period": "2026-Q1"},
    ],
    "2026-05-03T09:00": [
        {"kind": "withdraw", "corrects": "k2"},
        {"kind": "reading", "unit": "Eastbrook", "indicator": "drills", "period": "2026-Q1", "value": 3, "by": "Alder"},
        {"kind": "reading", "unit": "Eastbrook", "indicator": "found", "case": "H1", "date": "2026-03-03", "value": "yes"},
        {"kind": "close", "unit": "Eastbrook", "case": "H1", "date": "2026-03-04"},
        {"kind": "claim", "unit": "Eastbrook", "task": "1", "period": "2026-Q1", "date": "2026-04-03", "evidence": "record"},
        {"kind": "claim", "unit": "Southmoor", "task": "2", "date": "2026-04-05"},
        {"kind": "verify", "unit": "Eastbrook", "task": "1", "period": "2026-Q1", "date": "2026-04-04", "by": "Alder"},
        {"kind": "return", "unit": "Westhill", "task": "1", "period": "2026-Q1", "date": "2026-04-04", "by": "Alder", "reason": "why"},
        {"kind": "judge", "unit": "Westhill", "task": "2", "date": "2026-04-04", "by": "Alder", "value": "yes", "reason": "why"},
        {"kind": "excuse", "unit": "Southmoor", "task": "1", "period": "2026-Q1", "date": "2026-04-04", "by": "Alder", "reason": "why"},
        {"kind": "waive", "unit": "Southmoor", "task": "3", "by": "Alder", "value": "2026-06-30", "reason": "why"},
        {"kind": "extend", "unit": "Southmoor", "task": "2", "by": "Alder", "value": "2027-01-31", "reason": "why"},
        {"kind": "transfer", "unit": "Westhill", "task": "3", "by": "Alder", "value": "Eastbrook"},
        {"kind": "announce", "indicator": "season", "value": "2026-06-01/2026-06-30", "by": "Alder"},
        {"kind": "announce", "unit": "Westhill", "indicator": "hilly", "value": "yes", "by": "Alder"},
    ],
}
REFUSED = [{"unit": "Eastbrook", "indicator": "drils", "value": 1}, "no object", 7]
