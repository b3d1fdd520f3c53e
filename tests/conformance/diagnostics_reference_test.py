"""docs/DIAGNOSTICS.md is made of the table of codes and of the golden findings; with DUBAN_GOLDENS=write it is rewritten.

An example is the first golden finding of that code, as a reader of Chinese sees it.
"""

import os
import re
import unittest

from duban_program import ROOT

DOCUMENT = ROOT / "docs/DIAGNOSTICS.md"
CODES = ROOT / "dsl/text/codes"
GOLDEN = ROOT / "tests/golden/diagnostics"
STRING = r'"(?:[^"\\]|\\.)*"'
ENTRY = re.compile(rf"DUBAN_CODE\(\s*(\w+),\s*(\d+),\s*(\w+),\s*({STRING}(?:\s*{STRING})*),\s*({STRING}(?:\s*{STRING})*)\)", re.S)
SEVERITY = {"error": "错误 / error", "warning": "提醒 / warning"}

INTRODUCTION = """# 提示 / What is said of a wrong input

每条提示有一个不变的代码、一个位置和一句话；`--lang` 选语言，`--json` 给程序读。{0}、{1} 是填进去的名称和数。本文由代码表生成，例子取自
测试。

Every finding has a code that never changes, a place and a sentence. {0}, {1} stand for names and numbers. This text is made from the
table of codes; the examples are those of the tests.
"""

PARTS = (
    ("text.def", "文件和字符 / Files and characters"),
    ("syntax.def", "写法 / How a plan is written"),
    ("plan.def", "意思 / What a plan means"),
    ("world.def", "单位表和日历 / Units and calendars"),
    ("report.def", "上报 / What is handed in"),
    ("log.def", "记录库 / The log"),
    ("evaluate.def", "判定 / Evaluation"),
    ("program.def", "程序 / The program"),
)


def unquoted(literals):
    return "".join(part[1:-1].replace('\\"', '"').replace("\\\\", "\\") for part in re.findall(STRING, literals))


def entries(file):
    for match in ENTRY.finditer((CODES / file).read_text(encoding="utf-8")):
        yield int(match[2]), match[3], unquoted(match[4]), unquoted(match[5])


def examples():
    """By code, the first finding with its source line."""
    found = {}
    for path in sorted(GOLDEN.glob("*/*.zh.txt")):
        text = path.read_text(encoding="utf-8")
        for block in text.split("\n\n"):
            named = re.search(r"^\S+:\d+:\d+: \S+ D(\d+)：", block, re.M)
            if named and int(named[1]) not in found and len(block) < 600:
                found[int(named[1])] = block.strip("\n")
    return found


def cell(text):
    return text.replace("|", "\\|").replace("\n", " ")


def reference():
    shown = examples()
    out = [INTRODUCTION]
    for file, heading in PARTS:
        out.append(f"## {heading}\n")
        out.append("| | | 中文 | English |\n|---|---|---|---|")
        listed = list(entries(file))
        for number, severity, zh, en in listed:
            out.append(f"| D{number:04} | {SEVERITY[severity]} | {cell(zh)} | {cell(en)} |")
        out.append("")
        for number, _, _, _ in listed:
            if number in shown:
                out += ["```text", shown[number], "```", ""]
    return "\n".join(out).rstrip("\n") + "\n"


class DiagnosticsReference(unittest.TestCase):
    def test_lists_every_code_with_its_sentences(self):
        if os.environ.get("DUBAN_GOLDENS") == "write":
            DOCUMENT.write_text(reference(), encoding="utf-8")
        self.assertEqual(DOCUMENT.read_text(encoding="utf-8"), reference())

    def test_no_code_of_the_table_is_passed_over(self):
        for file, _ in PARTS:
            written = len(re.findall(r"^DUBAN_CODE\(", (CODES / file).read_text(encoding="utf-8"), re.M))
            self.assertEqual(len(list(entries(file))), written, file)
        self.assertEqual({file for file, _ in PARTS} | {"all.def"}, {path.name for path in CODES.glob("*.def")})


if __name__ == "__main__":
    unittest.main()
