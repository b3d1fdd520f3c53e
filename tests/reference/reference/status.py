"""Section 4: four axes, and one word for people."""

from .moments import last_minute, read_instant
from .schedule import is_behind
from .kleene import FALSE, NOT_APPLICABLE, TRUE, UNKNOWN
from .values import AWAITED, JUDGEMENT, LACKING

SOON = 10  # days


def verdict(row):
    """4.1."""
    judged, final = row.judged.truth, row.final
    if judged == NOT_APPLICABLE:
        return "not_applicable"
    if judged == UNKNOWN:
        return "undetermined"
    if judged == TRUE:
        return "met" if final == TRUE else "met_for_now"
    return "failed" if final == FALSE else "not_met_yet"


def assurance(row):
    """4.2, the first that holds."""
    review = latest_review(row)
    if review and review.kind == "return":
        if not any(claim.effective > review.effective for claim in row.acts("claim")):
            return "returned"
    if review and review.kind == "verify" and not (row.completed_on and review.effective < row.completed_on):
        return "verified"
    if row.is_met and not has_proof(row):
        return "claimed_without_proof"
    return "silent" if is_silent(row) else "reported"


def latest_review(row):
    """A return stands before a verification of the same instant."""
    reviews = row.acts("verify", "return")
    return max(reviews, key=lambda review: (review.effective, review.kind == "return"), default=None)


def has_proof(row):
    return set(row.task.evidence) <= {proof for record in row.proofs() for proof in record.proofs}


def is_silent(row):
    """No live reading but blanks, no case, no claim, no judgement, no proof that the row reads, and no part of it that is anything
    else; nor a row of another task that it asks for."""
    if any(other.assurance != "silent" for other in row.rows_read() + row.rows_of_other_tasks()):
        return False
    return not row.proofs() and not row.is_told()


def is_in_force(act, as_of):
    """To the end of its last day."""
    return not act.value or as_of <= last_minute(read_instant(act.value).date())


def is_lacking(row):
    return bool(row.judged.reasons & LACKING)


def word(row):
    """The first line that applies."""
    if row.is_replaced:
        return "superseded"  # 7: whatever is told later
    truth = row.judged.truth
    verifies = row.task.is_verified
    is_returned, is_verified = row.assurance == "returned", row.assurance == "verified"
    proved = has_proof(row)
    acts = row.acts_of_it_and_its_whole("waive", "excuse")
    is_waived = any(act.kind == "waive" and is_in_force(act, row.as_of) for act in acts)
    is_excused = row.modality == "normally" and any(act.kind == "excuse" and is_in_force(act, row.as_of) for act in acts)
    # 1
    if row.judged.wants_case:
        return "no_case"
    # 2: “but not of a task with parts that is gone, waived or excused itself”
    is_let_off = row.scope != FALSE and row.task.parts and (row.is_superseded or is_waived or is_excused)
    if truth == NOT_APPLICABLE and not is_let_off:
        on_own_word = any(not reading.by_verifier for reading in row.judged.rests_on)
        if not (verifies and on_own_word) or is_verified:
            return "not_applicable"
    # 3
    if row.is_met and proved and not is_returned and (is_verified or not verifies):
        return {"early": "done_early", "late": "done_late"}.get(row.timeliness, "done")
    # 4
    if row.is_superseded:
        return "superseded"
    # 5, 6
    if is_waived:
        return "waived"
    if is_excused:
        return "excused"
    # 7 to 9
    if row.verdict == "failed":
        return "failed"
    if row.is_met and is_returned:
        return "returned"
    if row.is_met and not proved:
        return "claimed_without_proof"
    # 10
    if row.is_met or truth == NOT_APPLICABLE:
        return "awaiting_verification"
    if truth == UNKNOWN and row.judged.reasons == {JUDGEMENT} and row.acts("claim"):
        return "awaiting_verification"
    # 11, 12
    if row.opens and row.as_of < row.opens:
        return "planned"
    if row.waits_for or row.window_is_unknown:
        return "waiting"
    # 13 to 16
    if row.is_past_due and truth == FALSE:
        return "overdue"
    if row.is_past_due and truth == UNKNOWN and is_lacking(row):
        return "unreported_overdue"
    if row.is_past_due and row.verdict == "met_for_now" and row.slot_is_past:
        return "unreported_overdue"
    if row.due_is_error:
        return "undetermined"
    if truth == UNKNOWN and (row.is_past_due or row.judged.reasons - {AWAITED, *LACKING}):
        return "undetermined"
    if truth == UNKNOWN and is_lacking(row):
        return "report_missing"
    # 17 to 20
    if truth != TRUE and is_behind(row):
        return "behind_schedule"
    if row.due and not row.is_past_due and (row.due.date() - row.as_of.date()).days <= SOON:
        return "due_soon"
    return "not_started" if row.assurance == "silent" else "on_schedule"


NOWHERE = {"no_case", "not_applicable", "superseded", "waived", "excused", "planned", "waiting"}
CLOSED = {"no_case", "not_applicable", "done_early", "done", "done_late", "superseded", "waived", "excused", "failed"}


def timeliness(row):
    """4.3, but for the rows whose word counts nowhere."""
    if row.is_met and has_proof(row) and row.assurance != "returned":
        if row.opens and row.completed_on < row.opens:
            return "early"
        due = row.rule.missed or row.due
        if due and row.completed_on > due:
            return "late"
        return "on_time"
    if row.due is None:
        return "no_deadline" if row.rule.is_without else "due_unknown"
    if row.is_past_due:
        return "past" if row.modality in ("should", "may") else "overdue"
    return "due_soon" if (row.due.date() - row.as_of.date()).days <= SOON else "not_due"


def lifecycle(row):
    """4.4, read off the word."""
    if row.word in ("planned", "waiting"):
        return row.word
    return "closed" if row.word in CLOSED else "active"
