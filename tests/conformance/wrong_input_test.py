"""Whatever is handed to the program, it ends in a clear error with its exit code, and never by a crash."""

import sqlite3
import shutil
import unittest

from duban_program import FINDINGS, FINE, USAGE, WORLD, ProgramTest

GBK = "单位,指标,期间,数值\n东河镇,巡查,2026-Q1,3\n".encode("gbk")
BINARY = bytes(range(256)) * 64
RECEIVED = ("--received-at", "2026-04-03T09:00")
THEN = ("--as-of", "2026-06-30", "--known-at", "2026-12-31")


class WrongPlans(ProgramTest):
    def check(self, content, code=FINDINGS):
        plan = self.write("own/plan.duban", content)
        answer = self.ends(code, "check", plan)
        for line in self.run_program("check", plan, "--json").rows():
            self.assertRegex(line["code"], r"^D\d{4}$")
            self.assertTrue(line["message_zh"] and line["message_en"])
        self.assertEqual(self.run_program("status", plan, "--json").code, code)
        return answer

    def test_an_empty_file_is_no_plan(self):
        self.starter()
        self.check("")
        self.check("\n\n  # nothing\n")

    def test_a_binary_file_is_no_plan(self):
        self.starter()
        self.check(BINARY)
        self.check(b"\x00" * 100_000)

    def test_a_line_of_50_megabytes_is_refused(self):
        self.starter()
        self.check(b"x" * 50_000_000)
        self.check("计划 ".encode() * 5_000_000)

    def test_a_long_line_within_the_bounds_is_shown_in_part(self):
        self.starter()
        answer = self.check("计划 某 “某” { " + "年度 2026 ；" * 50_000 + "}")
        self.assertLess(max(len(line) for line in answer.err.splitlines()), 1000)

    def test_gbk_is_named_as_an_encoding_not_as_a_hundred_errors(self):
        plan = self.starter()
        answer = self.check(plan.read_text(encoding="utf-8").encode("gbk"))
        self.assertLess(answer.err.count("error"), 5)

    def test_half_a_plan_is_an_error_wherever_it_is_cut(self):
        text = self.starter().read_bytes()
        for part in (2, 3, 5, 11, 37):
            with self.subTest(part=part):
                plan = self.write("own/plan.duban", text[:len(text) // part])
                self.ends(FINDINGS, "check", plan)

    def test_forty_errors_are_all_told_in_one_run(self):
        text = self.starter().read_text(encoding="utf-8")
        tasks = "".join(f"    任务 x{i} “第{i}项” {{\n        责任  县 的 应急办\n        期限  2月30日\n        完成  没有的指标{i} ≥ 1\n    }}\n"
                        for i in range(40))
        plan = self.write("own/plan.duban", text + f"\n章 三 “错” {{\n{tasks}}}\n")
        self.ends(FINDINGS, "check", plan)
        lines = {row["line"] for row in self.run_program("check", plan, "--json").rows() if row["severity"] == "error"}
        self.assertGreaterEqual(len(lines), 80)

    def test_nested_parentheses_end_in_an_error_not_in_the_stack(self):
        text = self.starter().read_text(encoding="utf-8")
        for depth in (10_000, 1_000_000):
            for opening, closing in ("()", "（）", "{}"):
                with self.subTest(depth=depth, opening=opening):
                    self.check(text.replace("完成  巡查 ≥ 3 次", "完成  " + opening * depth + "巡查 ≥ 3 次" + closing * depth))
                    self.check(text + opening * depth)

    def test_a_plan_that_is_not_there_is_the_world_s_failure(self):
        answer = self.ends(WORLD, "check", self.folder / "none.duban")
        self.assertIn("none.duban", answer.err)
        self.ends(WORLD, "check", self.folder)


class WrongUnits(ProgramTest):
    def check(self, units):
        plan = self.starter()
        self.write("own/units.csv", units)
        answer = self.ends(FINDINGS, "check", plan)
        self.assertIn("units.csv", answer.err)
        return answer

    def test_a_cycle_is_named(self):
        self.check("代码,名称,层级,上级\n900100,云岭县,县,\n1,东河镇,乡镇,2\n2,西山镇,乡镇,1\n")

    def test_an_orphan_is_named(self):
        self.assertIn("900199", self.check("代码,名称,层级,上级\n900100,云岭县,县,\n900101,东河镇,乡镇,900199\n").err)

    def test_what_is_no_list_of_units_is_refused(self):
        for units in ("", "代码,名称\n", BINARY, GBK, b"x" * 2_000_000, "代码,名称,层级,上级\n" + '"' * 9999):
            with self.subTest(units=units[:20]):
                self.check(units)

    def test_a_calendar_that_is_none_is_refused(self):
        plan = self.starter()
        for calendar in ("", "{", "[]", "[" * 200_000, BINARY, '{"years": {"2026": 1}}', '{"years": {"2026": {"off": {"2026-02-30": ""}}}}'):
            with self.subTest(calendar=calendar[:20]):
                self.write("own/calendar.json", calendar)
                self.ends(FINDINGS, "check", plan)

    def test_files_that_the_plan_names_must_be_there(self):
        plan = self.starter()
        for name in ("units.csv", "calendar.json", "要点.txt"):
            with self.subTest(name=name):
                kept = (plan.parent / name).rename(self.folder / "kept")
                self.assertIn(name, self.ends(WORLD, "check", plan).err)
                kept.rename(plan.parent / name)


class WrongSubmissions(ProgramTest):
    def submit(self, content, code=FINDINGS, name="own/hand-in.csv"):
        return self.ends(code, "submit", self.starter(), self.write(name, content), *RECEIVED)

    def test_files_that_cannot_be_read_leave_nothing_in_the_log(self):
        for content in ("", "\n\n", BINARY, GBK, b"PK\x03\x04" + BINARY, "x" * 50_000_000, "[" * 1_000_000, '[{"unit": "东河镇"',
                        "甲,乙\n1,2\n", "单位,指标,数值\n" + '"' + "x" * 100_000, "\ufeff", b"\xff\xfe" + "单位,指标\n".encode("utf-16-le")):
            with self.subTest(content=content[:12]):
                self.submit(content)
        plan = self.folder / "own/plan.duban"
        self.assertEqual(self.ends(FINE, "log", plan, "--lang", "en", *THEN[2:]).out.splitlines()[-1], "0 records")

    def test_a_submission_with_every_row_wrong_comes_back_row_by_row(self):
        rows = ["不存在镇,巡查,2026-Q1,3", "东河镇,没有的,2026-Q1,3", "东河镇,巡查,2031-Q1,3", "东河镇,巡查,2026-Q1,三", "东河镇,巡查,2026-Q1,-3",
                "东河镇,巡查,第五季度,3", ",巡查,2026-Q1,3", "东河镇,巡查", "东河镇,巡查,2026-Q1,3,4,5,6", "东河镇,巡查,2026-Q1,1e3"]
        answer = self.submit("单位,指标,期间,数值\n" + "\n".join(rows) + "\n")
        self.assertIn(f"{len(rows)} rows, 0 accepted, 0 repeated, {len(rows)} refused", answer.out)
        refused = (self.folder / "own/hand-in.refused.csv").read_text(encoding="utf-8-sig").splitlines()
        self.assertEqual(len(refused), len(rows) + 1)
        for line in refused[1:]:
            self.assertRegex(line, r"D6\d{3}")

    def test_refused_rows_can_be_mended_and_handed_in_again(self):
        self.submit("单位,指标,期间,数值\n东河镇,巡查,2026-Q1,3\n西山镇,巡查,2026-Q1,三\n")
        refused = self.folder / "own/hand-in.refused.csv"
        plan = self.folder / "own/plan.duban"
        self.assertIn("1 refused", self.ends(FINDINGS, "submit", plan, refused, *RECEIVED).out)
        self.assertFalse((self.folder / "own/hand-in.refused.refused.csv").exists())
        refused.write_text("3".join(refused.read_text(encoding="utf-8").rsplit("三", 1)), encoding="utf-8")
        self.assertIn("1 accepted", self.ends(FINE, "submit", plan, refused, *RECEIVED).out)

    def test_a_verification_by_another_unit_is_refused(self):
        answer = self.submit("类型,单位,任务,日期,填报单位\n审核通过,东河镇,2,2026-03-31,西山镇\n审核通过,东河镇,2,2026-03-31,云岭县\n")
        self.assertIn("1 accepted, 0 repeated, 1 refused", answer.out)

    def test_a_file_that_is_not_there_is_the_world_s_failure(self):
        plan = self.starter()
        self.ends(WORLD, "submit", plan, self.folder / "none.csv", *RECEIVED)
        self.ends(WORLD, "submit", plan, self.folder, *RECEIVED)

    def test_time_never_runs_backwards_in_the_log(self):
        self.submit("单位,指标,期间,数值\n东河镇,巡查,2026-Q1,3\n", FINE)
        plan = self.folder / "own/plan.duban"
        self.ends(USAGE, "submit", plan, self.folder / "own/hand-in.csv", "--received-at", "2026-04-01")


class WrongLogs(ProgramTest):
    def a_log(self):
        plan = self.starter()
        rows = self.write("own/hand-in.csv", "编号,类型,单位,任务,指标,期间,日期,数值,佐证,更正,原因,填报单位,事件,等级\n"
                                             "a,填报,东河镇,,巡查,2026-Q1,2026-03-30,3,,,,东河镇,,\n"
                                             "b,填报,东河镇,,巡查,2026-Q1,2026-03-31,4,,a,漏计,东河镇,,\n"
                                             "c,填报,东河镇,,应急演练,2026-Q1,2026-03-30,1,演练记录,,,东河镇,,\n"
                                             "d,审核通过,东河镇,2,,,2026-04-01,,,,好,云岭县,,\n"
                                             "e,事件,东河镇,,险情,,2026-03-01 09:00,,,,,东河镇,X-1,较大\n")
        self.ends(FINE, "submit", plan, rows, *RECEIVED)
        return plan, self.folder / "own/plan.db"

    def test_a_log_that_is_not_a_log_is_refused(self):
        plan = self.starter()
        other = sqlite3.connect(self.folder / "other.db")
        other.execute("CREATE TABLE record (number INTEGER)")
        other.commit()
        other.close()
        for content in ("", "not a log", BINARY, (self.folder / "other.db").read_bytes()):
            with self.subTest(content=content[:16]):
                log = self.write("own/wrong.db", content)
                before = log.read_bytes()
                for arguments in (["verify", log], ["status", plan, "--log", log], ["log", plan, "--log", log],
                                  ["submit", plan, self.folder / "own/report.csv", "--log", log]):
                    self.ends(WORLD, *arguments)
                self.assertEqual(log.read_bytes(), before, "what is no log of ours stays as it is")
        self.ends(WORLD, "verify", self.folder / "none.db")

    def test_one_flipped_byte_in_each_column_is_found(self):
        plan, log = self.a_log()
        self.ends(FINE, "verify", log)
        base = sqlite3.connect(log)
        columns = [row[1] for row in base.execute("PRAGMA table_info(record)")]
        triggers = base.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        records = base.execute("SELECT count(*) FROM record").fetchone()[0]
        base.close()
        self.assertGreaterEqual(len(columns), 20)
        spoiled = self.folder / "own/spoiled.db"
        for column in columns:
            with self.subTest(column=column):
                shutil.copy(log, spoiled)
                shutil.copy(f"{log}.head", f"{spoiled}.head")
                base = sqlite3.connect(spoiled)
                for name, _ in triggers:
                    base.execute(f"DROP TRIGGER {name}")
                number, old = base.execute(f"SELECT number, {column} FROM record WHERE number > 3 ORDER BY length({column}) DESC").fetchone()
                if isinstance(old, int):
                    new = old ^ 64
                else:
                    flipped = bytearray(old.encode("utf-8") or b"\x00")
                    flipped[-1] ^= 1
                    new = flipped.decode("utf-8", "surrogateescape").encode("utf-8", "surrogateescape")
                    new = new.decode("utf-8", "replace")
                base.execute(f"UPDATE record SET {column} = ? WHERE number = ?", (new, number))
                for _, sql in triggers:
                    base.execute(sql)
                base.commit()
                base.close()
                answer = self.ends(FINDINGS, "verify", spoiled)
                self.assertRegex(answer.err, rf"\b({number}|{number ^ 64}|{number + 1}|{records})\b")
                self.run_program("status", plan, "--log", spoiled, "--json")

    def test_one_flipped_byte_anywhere_in_the_file_never_crashes_and_never_passes_unseen(self):
        plan, log = self.a_log()
        status = self.ends(FINE, "status", plan, "--json", *THEN).bytes
        content = log.read_bytes()
        spoiled = self.folder / "own/spoiled.db"
        shutil.copy(f"{log}.head", f"{spoiled}.head")
        for place in range(0, len(content), max(1, len(content) // 60)):
            with self.subTest(place=place):
                spoiled.write_bytes(content[:place] + bytes([content[place] ^ 4]) + content[place + 1:])
                self.run_program("submit", plan, self.folder / "own/hand-in.csv", "--log", spoiled, *RECEIVED)
                if self.run_program("verify", spoiled).code == FINE:
                    self.assertEqual(self.ends(FINE, "status", plan, "--json", "--log", spoiled, *THEN).bytes, status)

    def test_a_log_whose_tail_was_cut_is_found(self):
        plan, log = self.a_log()
        kept = self.folder / "kept.db"
        shutil.copy(log, kept)
        self.ends(FINE, "submit", plan, self.write("own/more.csv", "单位,指标,期间,数值\n西山镇,巡查,2026-Q1,3\n"), *RECEIVED)
        shutil.copy(kept, log)
        self.ends(FINDINGS, "verify", log)


if __name__ == "__main__":
    unittest.main()
