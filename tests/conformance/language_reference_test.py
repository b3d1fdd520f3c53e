"""docs/LANGUAGE.md: every example, in both languages, is read without an error and means the same.

The names that the examples use are declared in the document itself, in the same order in both languages: what they are in
English is read from there.
"""

import json
import re
import unittest

from duban_program import FINDINGS, FINE, ROOT, ProgramTest

DOCUMENT = (ROOT / "docs/LANGUAGE.md").read_text(encoding="utf-8")
LANGUAGES = ("zh", "en")
TASK = {
    "zh": "章 九 “例” {{ 任务 1.1 “别的” {{ 责任 清溪县 }}\n任务 9.1 “例” {{ {} }} }}\n",
    "en": "chapter 9 “例” {{ task 1.1 “别的” {{ lead Clearbrook }}\ntask 9.1 “例” {{ {} }} }}\n",
}
# What a task needs besides the clause that is shown.
DEFAULTS = {
    "zh": {"lead": ("责任 每个 乡镇 的 应急办", ("责任",)),
           "goal": ("完成 演练 ≥ 1 次", ("完成", "原则上", "力争", "鼓励", "不得", "关闭"))},
    "en": {"lead": ("lead each town's office", ("lead",)),
           "goal": ("done drills >= 1 times", ("done", "normally", "should", "may", "never", "close when"))},
}
DECLARES = {"zh": ("部门", "单位集", "时段", "参数", "指标", "事件", "叙述", "灯色"),
            "en": ("organs", "unit set", "window", "parameter", "indicator", "event", "narrative", "lights")}
REPLACES = ("取代", "replaces")
HEADER = {"zh": ("年度", "印发"), "en": ("plan year", "issued")}


def blocks(kind):
    return dict(re.findall(rf"^```{kind} (zh|en)\n(.*?)^```", DOCUMENT, re.M | re.S))


def named_block(kind, language, name):
    return re.search(rf"^```{kind} {language} {re.escape(name)}\n(.*?)^```", DOCUMENT, re.M | re.S).group(1)


def examples():
    """(what it says, zh, en) of every row of the tables."""
    for row in re.findall(r"^\| (.*?) \| `(.*?)` \| `(.*?)` \|$", DOCUMENT, re.M):
        yield row


def plan_with(language, example):
    whole = blocks("duban")[language]
    header = re.search(r"^(计划|plan) .*?^}\n", whole, re.M | re.S).group(0)
    names = named_block("duban", language, "names")
    for word in HEADER[language]:
        if example.startswith(word):
            header = re.sub(rf"^    {word} .*$", "    " + example, header, flags=re.M)
            return header + names + TASK[language].format("; ".join(text for text, _ in DEFAULTS[language].values()))
    if example.startswith(REPLACES):  # in the amendment that has the task no more
        amending = next(one for _, *both in examples() for one in both if one.startswith(HEADER[language]) and "2026.duban" in one)
        return plan_with(language, amending).replace("1.1 “别的”", "1.2 “别的”").replace("9.1 “例” {", f"9.1 “例” {{ {example}; ")
    if example.startswith(DECLARES[language]):
        return header + names + example + "\n" + TASK[language].format(
            "; ".join(text for text, _ in DEFAULTS[language].values()))
    # The clauses of the task itself, not those of its steps and parts.
    own = re.sub(r"\{[^{}]*\}", "{}", example)
    clauses = [clause.strip() for clause in re.split("[;；]", own)]
    has_parts = any(clause.startswith(("步骤", "step")) for clause in clauses)
    missing = [text for name, (text, words) in DEFAULTS[language].items()
               if not any(clause.startswith(tuple(word + " " for word in words)) for clause in clauses) and not (name == "goal" and has_parts)]
    return header + names + TASK[language].format("; ".join(missing + [example]))


class LanguageReference(ProgramTest):
    def plan(self, language, text):
        """The path of a plan of that text, with the document's unit list beside it."""
        self.write(f"{language}/units.csv", named_block("csv", language, "units.csv"))
        self.write(f"{language}/calendar.json", (ROOT / "plans/china/calendar.json").read_bytes())
        self.write(f"{language}/2026.duban", blocks("duban")[language])  # what the example of an amendment amends
        return self.write(f"{language}/plan.duban", text)

    def dump(self, language, text):
        answer = self.run_program("dump", self.plan(language, text))
        self.assertEqual(answer.code, FINE, text + answer.err)
        plan = json.loads(answer.out)
        plan.pop("amends", None)  # the versions before differ in their names, and so in their hashes
        return plan

    def test_the_whole_plan_is_read_without_a_finding(self):
        for language in LANGUAGES:
            answer = self.ends(FINE, "check", self.plan(language, blocks("duban")[language]))
            self.assertNotIn("D4", answer.out + answer.err)

    def test_a_file_of_lights_that_a_plan_uses_takes_the_place_of_the_usual_ones(self):
        plan = self.plan("zh", "使用 “own.duban”\n" + blocks("duban")["zh"])
        self.write("zh/own.duban", "灯色 { 红: 逾期；白: 其余 }\n")
        rows = self.ends(FINE, "status", plan, "--json", "--as-of", "2026-04-05").rows()
        self.assertEqual({row["light"] for row in rows if "task" in row}, {"白"})
        self.write("zh/own.duban", "灯色 { 红: 其余 }\n指标 演练 是否\n")
        self.assertIn("D9221", self.ends(FINDINGS, "check", plan).err)

    def test_every_example_is_read_and_means_the_same_in_both_languages(self):
        rows = list(examples())
        self.assertGreater(len(rows), 60)
        for says, zh, en in rows:
            with self.subTest(says):
                self.assertIsNone(different(self.dump("zh", plan_with("zh", zh)), self.dump("en", plan_with("en", en))))


def different(zh, en, way="plan"):
    """Where the resolved plans differ; what the planner calls things may."""
    if isinstance(zh, dict) and isinstance(en, dict) and len(zh) == len(en):
        for (zh_key, zh_value), (en_key, en_value) in zip(zh.items(), en.items()):
            if zh_key.isascii() and zh_key != en_key:
                return f"{way}: {zh_key}, {en_key}"
            found = different(zh_value, en_value, f"{way}.{zh_key}")
            if found:
                return found
        return None
    if isinstance(zh, list) and isinstance(en, list) and len(zh) == len(en):
        places = (different(a, b, f"{way}[{i}]") for i, (a, b) in enumerate(zip(zh, en)))
        return next((found for found in places if found), None)
    is_name = isinstance(zh, str) and isinstance(en, str) and zh and en and not zh.isascii()
    return None if is_name or zh == en else f"{way}: {zh}, {en}"


if __name__ == "__main__":
    unittest.main()
