"""What becomes of a hand-in: nothing that was refused is lost, nothing is taken by halves, no plan slips in unsaid."""

import json
import os
import shutil
import sqlite3
import subprocess
import time
import unittest

from duban_program import FINDINGS, FINE, PROGRAM, USAGE, WORLD, ProgramTest

HEAD = "单位,指标,期间,数值\n"
GOOD = HEAD + "东河镇,巡查,2026-Q1,3\n"
WRONG = HEAD + "西山镇,巡查,2026-Q1,三\n"
ALSO_WRONG = HEAD + "西山镇,巡查,2026-Q2,五\n"
RECEIVED = ("--received-at", "2026-04-03T09:00")
ZH = {"LC_ALL": "zh_CN.UTF-8"}
NOBODY = 65534


class HandInTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.plan = self.starter()
        self.log = self.folder / "own/plan.db"

    def submit(self, code, *files, more=RECEIVED, **how):
        return self.ends(code, "submit", self.plan, *files, *more, **how)

    def copy_of_log(self, name):
        copy = self.folder / f"{name}.db"
        for suffix in ("", ".head"):
            shutil.copy(f"{self.log}{suffix}", f"{copy}{suffix}")
        return copy

    def text(self, name):
        return (self.folder / name).read_text(encoding="utf-8-sig")

    def records(self, kind="reading"):
        base = sqlite3.connect(f"file:{self.log}?mode=ro", uri=True)
        count = base.execute("SELECT count(*) FROM record WHERE kind = ?", (kind,)).fetchone()[0]
        base.close()
        return count

    def start(self, *arguments, **how):
        return subprocess.Popen([PROGRAM, *map(str, arguments)], env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}, **how)

    def change_plan(self, before, after):
        text = self.plan.read_text(encoding="utf-8")
        self.assertIn(before, text)
        self.plan.write_text(text.replace(before, after), encoding="utf-8")


class Refusals(HandInTest):
    def test_mended_refusals_are_never_overwritten_by_another_hand_in(self):
        self.submit(FINDINGS, self.write("x.csv", WRONG))
        mended = self.write("x.refused.csv", GOOD)
        for number, content in ((2, ALSO_WRONG), (3, WRONG)):
            answer = self.submit(FINDINGS, self.write("x.csv", content))
            self.assertIn(f"x.refused-{number}.csv", answer.out)
            self.assertEqual(mended.read_text(encoding="utf-8"), GOOD)
        self.assertIn("五", self.text("x.refused-2.csv"))
        self.assertIn("三", self.text("x.refused-3.csv"))

    def test_the_same_refusals_again_need_no_second_file(self):
        for _ in range(3):
            self.submit(FINDINGS, self.write("x.csv", WRONG))
        self.assertFalse((self.folder / "x.refused-2.csv").exists())

    def test_a_refusals_file_that_is_handed_in_again_is_never_written_over(self):
        mended = GOOD + WRONG.splitlines()[1] + "\n"
        for name, other in (("x.refused.csv", "x.refused-2.csv"), ("x.refused-2.csv", "x.refused-3.csv")):
            answer = self.submit(FINDINGS, self.write(name, mended + ("" if other.endswith("2.csv") else "北塘乡,巡查,2026-Q1,五\n")))
            self.assertIn(other, answer.out)
            self.assertIn("东河镇", self.text(name))
            self.assertNotIn("东河镇", self.text(other))
            self.assertIn("三", self.text(other))
        self.assertEqual(sorted(path.name for path in self.folder.glob("x.*")), ["x.refused-2.csv", "x.refused-3.csv", "x.refused.csv"])

    def test_a_refusals_file_handed_in_as_it_is_needs_no_second_one(self):
        self.submit(FINDINGS, self.write("x.csv", WRONG))
        for _ in range(2):
            self.submit(FINDINGS, self.folder / "x.refused.csv")
        self.assertEqual(sorted(path.name for path in self.folder.glob("x.*")), ["x.csv", "x.refused.csv"])

    def test_a_figure_that_takes_the_place_of_another_is_named_with_it_in_both_languages(self):
        self.submit(FINE, self.write("a.csv", GOOD))
        again = self.write("b.csv", GOOD.replace("Q1,3", "Q1,5"))
        for lang, words in (("zh", r"第2行，“数值”列：提醒 D6522：替换了以前报的数：东河镇（900101），“巡查”2026-Q1 原为 3（记录 \d+），现为 5"),
                            ("en", r"row 2, column 数值: warning D6522: takes the place of a figure told before: 东河镇 \(900101\), '巡查' 2026-Q1 was 3 \(record \d+\), is now 5")):
            answer = self.ends(FINE, "submit", self.plan, again, "--log", self.copy_of_log(lang), "--lang", lang, *RECEIVED)
            self.assertRegex(answer.err, words)

    def test_refusals_are_on_the_disk_when_the_reader_of_the_messages_is_gone(self):
        file = self.write("x.csv", GOOD + WRONG.splitlines()[1] + "\n")
        reader, writer = os.pipe()
        os.close(reader)
        ended = self.start("submit", self.plan, file, *RECEIVED, stdout=writer, stderr=writer)
        self.assertEqual(ended.wait(timeout=60), WORLD)
        os.close(writer)
        self.assertIn("三", self.text("x.refused.csv"))
        self.assertEqual(self.records(), 1)

    def test_refusals_of_standard_input_are_kept_beside_the_log(self):
        for content, name in ((WRONG, "plan.db.refused.csv"), (ALSO_WRONG, "plan.db.refused-2.csv")):
            ended = self.start("submit", self.plan, "/dev/stdin", *RECEIVED, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
            out, err = ended.communicate(content.encode("utf-8"), timeout=60)
            self.assertEqual(ended.returncode, FINDINGS)
            self.assertIn("D9009", err.decode("utf-8"))
            self.assertIn(name, out.decode("utf-8"))
            self.assertIn(content.split(",")[-1].strip(), self.text(f"own/{name}"))
        self.assertFalse(os.path.exists("/dev/stdin.refused.csv"))

    def test_refusals_that_no_file_takes_are_printed(self):
        log = self.folder / ("l" * 240 + ".db")  # with .refused.jsonl both names are longer than a name may be
        rows = [{"unit": "东河镇", "indicator": "巡查", "period": "2026-Q1", "value": 3}, {"unit": "西山镇", "indicator": "没有的", "value": 1}]
        file = self.write("x" * 248 + ".jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
        answer = self.ends(FINDINGS, "submit", self.plan, file, "--log", log, *RECEIVED)
        self.assertIn("D9010", answer.err)
        self.assertIn('"indicator":"没有的"', answer.out)
        self.assertIn("1 accepted", answer.out)
        self.assertIn("名称太长", self.ends(FINDINGS, "submit", self.plan, file, "--log", log, *RECEIVED, env=ZH).err)

    def test_refusals_of_a_file_in_a_folder_that_cannot_be_written_are_kept_beside_the_log(self):
        if os.geteuid() != 0:
            self.skipTest("another user's folder is made by root only")
        file = self.write("theirs/x.csv", WRONG)
        for path in (self.folder, self.folder / "own", *(self.folder / "own").iterdir()):
            shutil.chown(path, NOBODY)
        program = shutil.copy(PROGRAM, self.folder / "duban")
        os.chmod(file.parent, 0o555)
        ended = subprocess.run([program, "submit", self.plan, file, *RECEIVED], user=NOBODY, group=NOBODY, extra_groups=[],
                               capture_output=True, env={"LC_ALL": "zh_CN.UTF-8"}, timeout=60)
        self.assertEqual(ended.returncode, FINDINGS, ended.stderr.decode("utf-8"))
        self.assertIn("没有权限", ended.stderr.decode("utf-8"))
        self.assertIn("三", self.text("own/plan.db.refused.csv"))

    def test_who_stops_reading_is_told_nothing_and_the_exit_says_that_output_was_lost(self):
        reader, writer = os.pipe()
        os.close(reader)
        ended = self.start("units", self.plan, stdout=writer, stderr=subprocess.PIPE)
        os.close(writer)
        err = ended.communicate(timeout=60)[1].decode("utf-8")
        self.assertEqual(ended.returncode, WORLD)
        self.assertEqual("", err)

    def test_a_full_disk_is_a_failed_output(self):
        with open("/dev/full", "wb") as full:
            ended = self.start("units", self.plan, stdout=full, stderr=subprocess.PIPE)
            err = ended.communicate(timeout=60)[1].decode("utf-8")
        self.assertEqual(ended.returncode, WORLD)
        self.assertIn("D9006", err)


class SeveralFiles(HandInTest):
    def test_one_file_that_cannot_be_read_leaves_nothing_taken_from_any_and_no_log(self):
        good = self.write("a.csv", GOOD)
        other = self.write("c.csv", WRONG)
        answer = self.submit(WORLD, good, self.folder / "nosuch.csv", other)
        for name in ("nosuch.csv", "a.csv", "c.csv", "D9111"):
            self.assertIn(name, answer.err)
        self.assertFalse(self.log.exists())
        self.submit(WORLD, self.folder / "nosuch.csv")
        self.submit(USAGE, good, more=("--received-at", "yesterday"))
        self.assertFalse(self.log.exists())

    def test_what_comes_after_a_failure_is_named(self):
        self.submit(FINE, self.write("a.csv", GOOD))
        answer = self.submit(USAGE, self.write("b.csv", GOOD), self.write("c.csv", GOOD), more=("--received-at", "2026-01-01"))
        self.assertRegex(answer.err, r"D9111.*b\.csv.*c\.csv")

    def test_a_file_without_a_row_is_named(self):
        for name, content in (("h.csv", HEAD), ("h.json", "[]")):
            answer = self.submit(FINE, self.write(name, content))
            self.assertRegex(answer.err, rf"{name}.*D6012")


class Received(HandInTest):
    def test_a_long_hand_in_is_taken_though_another_came_meanwhile(self):
        self.submit(FINE, self.write("a.csv", GOOD))
        pipe = self.folder / "slow.csv"
        os.mkfifo(pipe)
        slow = self.start("submit", self.plan, pipe, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with open(pipe, "wb") as into:  # the clock has been read, and the file not yet
            base = sqlite3.connect(self.log)
            last = base.execute("SELECT max(recorded_at) FROM record").fetchone()[0]
            base.close()
            now = int(time.time()) // 60 + 8 * 60 + 2
            self.assertLess(last, now)
            later = time.strftime("%Y-%m-%dT%H:%M", time.gmtime(now * 60))
            self.submit(FINE, self.write("b.csv", HEAD + "东河镇,巡查,2026-Q2,3\n"), more=("--received-at", later))
            into.write((HEAD + "东河镇,巡查,2026-Q3,3\n").encode("utf-8"))
        out, err = slow.communicate(timeout=60)
        self.assertEqual(slow.returncode, FINE, err.decode("utf-8"))
        self.assertIn(b"1 accepted", out)
        self.ends(FINE, "verify", self.log)

    def test_a_receipt_long_after_now_is_warned_of(self):
        answer = self.submit(FINE, self.write("a.csv", GOOD), more=("--received-at", "9990-01-01"))
        self.assertIn("D9107", answer.err)
        self.assertNotIn("D9107", self.submit(FINE, self.write("a.csv", GOOD), more=()).err)

    def test_an_option_given_empty_is_wrong_usage_in_both_languages(self):
        for arguments in (["submit", self.plan, self.write("a.csv", GOOD), "--received-at", ""], ["status", self.plan, "--as-of", ""],
                          ["status", self.plan, "--unit", ""], ["status", self.plan, "--log="], ["log", self.plan, "--known-at", ""],
                          ["submit", self.plan, ""], ["verify", ""]):
            with self.subTest(arguments=arguments):
                self.ends(USAGE, *arguments)
                self.ends(USAGE, *arguments, env=ZH)
        self.assertFalse(self.log.exists())


class Adopting(HandInTest):
    def setUp(self):
        super().setUp()
        self.file = self.write("a.csv", GOOD)
        self.assertNotIn("D9108", self.submit(FINE, self.file).err)

    # 1: “Plan, units and calendar are adopted by records that name their hash.”, “| units; calendar | one cell each |”
    def test_a_new_version_of_plan_units_or_calendar_is_named_with_the_one_it_replaces(self):
        base = sqlite3.connect(self.log)
        old = dict(base.execute("SELECT kind, substr(value, 1, 12) FROM record WHERE number <= 3"))
        base.close()
        self.change_plan("巡查 ≥ 3", "巡查 ≥ 4")
        units = self.folder / "own/units.csv"
        units.write_text(units.read_text(encoding="utf-8").replace("西山镇", "西岭镇"), encoding="utf-8")
        answer = self.submit(FINE, self.file)
        self.assertRegex(answer.err, rf"D9108.*plan version [0-9a-f]{{12}} \(in place of {old['plan']}\)")
        self.assertRegex(answer.err, rf"D9108.*units version [0-9a-f]{{12}} \(in place of {old['units']}\)")
        self.assertNotIn(old["calendar"], answer.err)
        self.assertEqual(self.submit(FINE, self.file).err, "")

    def test_another_plan_is_adopted_only_when_that_is_asked_for(self):
        name = self.plan.read_text(encoding="utf-8").split("计划 ")[1].split()[0]
        self.change_plan(f"计划 {name}", "计划 另一份")
        for env in ({}, ZH):
            answer = self.submit(USAGE, self.file, self.write("b.csv", GOOD), env=env)
            for word in ("D9109", name, "另一份", "--adopt", "b.csv"):
                self.assertIn(word, answer.err)
        self.assertEqual(self.records("plan"), 1)
        self.assertIn("D9108", self.submit(FINE, self.file, more=(*RECEIVED, "--adopt")).err)
        self.assertEqual(self.records("plan"), 2)

    # 1: “| plan version | its day of issue |”
    def test_a_version_that_was_left_before_comes_back_only_when_that_is_asked_for(self):
        for path, before, after in ((self.plan, "巡查 ≥ 3", "巡查 ≥ 4"), (self.folder / "own/units.csv", "西山镇", "西岭镇")):
            with self.subTest(path=path.name):
                old = path.read_text(encoding="utf-8")
                self.assertIn(before, old)
                path.write_text(old.replace(before, after), encoding="utf-8")
                self.submit(FINE, self.file)
                path.write_text(old, encoding="utf-8")
                self.assertIn("D9110", self.submit(USAGE, self.file).err)
                self.assertIn("--adopt", self.submit(USAGE, self.file, env=ZH).err)
                self.assertIn("D9108", self.submit(FINE, self.file, more=(*RECEIVED, "--adopt")).err)
                self.assertEqual(self.submit(FINE, self.file).err, "")


class Verify(HandInTest):
    def test_a_log_cut_anywhere_is_a_broken_chain_and_never_a_failure_of_the_world(self):
        rows = "".join(f"k{i},东河镇,巡查,2026-Q1,{i}\n" for i in range(30))
        self.submit(FINE, self.write("a.csv", "编号," + HEAD + rows))
        content = self.log.read_bytes()
        sizes = [0, 1, 99, 100, 512, len(content) - 1, *range(4096, len(content), 4096)]
        for size in sizes:
            with self.subTest(size=size):
                self.log.write_bytes(content[:size])
                self.assertIn("链已断", self.ends(FINDINGS, "verify", self.log, env=ZH).out)

    def test_what_is_no_log_is_a_failure_of_the_world(self):
        self.ends(WORLD, "verify", self.folder / "none.db")
        self.ends(WORLD, "verify", self.write("text.db", "not a log" * 1000))
        self.ends(WORLD, "verify", self.folder)

    def test_a_log_whose_share_is_not_mounted_is_not_begun_anew(self):
        self.log.symlink_to(self.folder / "share/plan.db")
        file = self.write("a.csv", GOOD)
        for arguments in (["submit", self.plan, file], ["status", self.plan], ["verify", self.log]):
            self.assertIn("D7018", self.ends(WORLD, *arguments).err)
        self.assertTrue(self.log.is_symlink())


class Said(HandInTest):
    def test_wrong_usage_is_said_in_chinese_to_who_speaks_it(self):
        for arguments in (["--as-of"], ["--as-of="], ["--as-of", "2026-01-01", "--as-of", "2026-01-02"], ["--lang", "fr"], ["--lang"]):
            with self.subTest(arguments=arguments):
                err = self.ends(USAGE, "status", self.plan, *arguments, env=ZH).err
                self.assertIn("错误", err)
                self.assertNotRegex(err, r"(?i)required|missing|received|At Most|TEXT")

    def test_why_a_file_cannot_be_used_is_said_in_chinese(self):
        file = self.write("a.csv", GOOD)
        for arguments in (["submit", self.plan, self.folder / ("x" * 300)], ["submit", self.plan, file / "x.csv"],
                          ["submit", self.plan, file, "--log", "/proc/none.db"], ["status", self.plan, "--log", file / "x.db"]):
            with self.subTest(arguments=arguments):
                err = self.run_program(*arguments, env=ZH).err
                self.assertNotRegex(err.replace(str(self.folder), ""), r"[A-Za-z]+ [a-z]+")

    def test_a_full_disk_is_said_in_chinese_and_takes_nothing(self):
        full = self.folder / "full"
        full.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "none", full], capture_output=True)
        if mounted.returncode != 0:
            self.skipTest("a full disk is made by mounting one, which only root may")
        self.addCleanup(subprocess.run, ["umount", full])
        rows = "".join(f"k{i},东河镇,巡查,2026-Q1,{i}\n" for i in range(5000))
        answer = self.ends(WORLD, "submit", self.plan, self.write("a.csv", "编号," + HEAD + rows), "--log", full / "x.db", env=ZH)
        self.assertIn("磁盘已满", answer.err)
        self.assertNotIn("database", answer.err)

    def test_line_breaks_in_a_record_do_not_break_the_table(self):
        rows = [{"key": "ab", "unit": "东河镇", "indicator": "巡查", "period": "2026-Q1", "value": 3, "reason": "甲\r\n乙\t丙"}]
        self.submit(FINE, self.write("a.json", json.dumps(rows)))
        lines = self.ends(FINE, "log", self.plan).out.splitlines()
        self.assertEqual(len(lines), 1 + 4 + 1)
        self.assertRegex(lines[4], "甲 +乙 +丙")

    def test_the_table_of_records_says_which_column_a_correction_names(self):
        self.submit(FINE, self.write("a.csv", GOOD))
        for lang, words in (("zh", ("编号", "更正")), ("en", ("key", "corrects"))):
            last = self.ends(FINE, "log", self.plan, "--lang", lang).out.splitlines()[0].split("  ")[-1]
            for word in words:
                self.assertIn(word, last)

    def test_a_long_name_is_quoted_as_an_excerpt(self):
        long = "长" * 30_000
        for arguments in (["status", self.plan, "--unit", long], ["status", self.plan, "--task", long], ["status", self.plan, "--as-of", long],
                          ["status", self.plan, "--level", long], ["log", self.plan, "--unit", long], ["status", self.plan, "--lang", long],
                          ["submit", self.plan, self.write("a.csv", HEAD + "长" * 300_000 + ",巡查,2026-Q1,3\n"), *RECEIVED]):
            err = self.run_program(*arguments).err
            self.assertTrue(0 < len(err) < 2000, (arguments[:3], len(err)))

    def test_units_and_tasks_are_found_in_either_width(self):
        self.submit(FINE, self.write("a.csv", GOOD))
        plain = self.ends(FINE, "status", self.plan, "--unit", "900101", "--task", "4", "--as-of", "2026-06-30", "--json").out
        wide = self.ends(FINE, "status", self.plan, "--unit", "９００１０１", "--task", "４", "--as-of", "２０２６-06-30", "--json").out
        self.assertEqual(wide, plain)
        self.assertEqual(self.ends(FINE, "log", self.plan, "--unit", "９００１０１", "--task", " ４ ").out,
                         self.ends(FINE, "log", self.plan, "--unit", "900101", "--task", "4").out)


if __name__ == "__main__":
    unittest.main()
