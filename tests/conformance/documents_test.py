"""What the documents show is what the program says: every `$ ` line of an indented block is run, and its output compared.

With DUBAN_GOLDENS=write in the environment the outputs in the documents are rewritten instead.
"""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from duban_program import PROGRAM, ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("plans/**/*.md")])
PROMPT = "    $ "


def sessions(text):
    """Each block of lines that begins with a prompt: (first line, one past the last, [(command, output)])."""
    lines = text.splitlines()
    place = 0
    while place < len(lines):
        if not lines[place].startswith(PROMPT):
            place += 1
            continue
        begin, steps = place, []
        while place < len(lines) and (lines[place].startswith("    ") or (not lines[place] and lines[place + 1:place + 2] and
                                                                           lines[place + 1].startswith("    "))):
            line = lines[place][4:]
            if line.startswith("$ "):
                steps.append([line[2:], []])
            else:
                steps[-1][1].append(line)
            place += 1
        yield begin, place, steps


class Documents(unittest.TestCase):
    def test_sessions_show_what_the_program_says(self):
        for path in DOCUMENTS:
            text = path.read_text(encoding="utf-8")
            lines, rewritten = text.splitlines(), {}
            with tempfile.TemporaryDirectory() as folder:
                os.symlink(ROOT / "plans", pathlib.Path(folder) / "plans")
                for begin, end, steps in sessions(text):
                    shown = []
                    for command, output in steps:
                        said = self.run_line(command, folder)
                        shown += [PROMPT + command] + ["    " + line if line else "" for line in said]
                        if os.environ.get("DUBAN_GOLDENS") != "write":
                            with self.subTest(document=path.name, command=command):
                                self.assertEqual([line.rstrip() for line in output], said)
                    rewritten[begin] = (end, shown)
            if os.environ.get("DUBAN_GOLDENS") == "write" and rewritten:
                for begin in sorted(rewritten, reverse=True):
                    end, shown = rewritten[begin]
                    lines[begin:end] = shown
                path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def run_line(self, command, folder):
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("DUBAN", "LC_", "LANG"))}
        environment |= {"PATH": f"{pathlib.Path(PROGRAM).parent}:{os.environ['PATH']}", "LANG": "zh_CN.UTF-8", "TZ": "UTC",
                        "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=120, check=False)
        return [line.rstrip() for line in done.stdout.decode("utf-8").splitlines()]

    def test_commands_of_dev_that_documents_name_are_commands_of_dev(self):
        usage = subprocess.run([ROOT / "dev", "help"], capture_output=True, text=True, check=True).stdout
        known = set(re.findall(r"^  (\w+)", usage, re.MULTILINE))
        for path in DOCUMENTS:
            for command in re.findall(r"\./dev (\w+)", path.read_text(encoding="utf-8")):
                with self.subTest(document=path.name, command=command):
                    self.assertIn(command, known)

    def test_every_kind_of_report_is_explained_in_both_languages(self):
        with tempfile.TemporaryDirectory() as folder:
            self.run_line("duban init own && printf '类型,单位,数值\\n?,东河镇,1\\n' >r.csv", folder)
            for lang, list_begins, comma in (("zh", "可填：", "、"), ("en", "write one of: ", ", ")):
                said = self.run_line(f"duban submit own/plan.duban r.csv --received-at 2026-03-01 --lang {lang}", folder)
                kinds = next(line for line in said if list_begins in line).split(list_begins)[1].split(comma)
                self.assertEqual(len(kinds), 14)
                for kind in kinds:
                    with self.subTest(kind):
                        self.assertIn(f"| {kind} |", (ROOT / "docs/REPORTS.md").read_text(encoding="utf-8"))

    def test_links_lead_to_files(self):
        for path in DOCUMENTS:
            for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
                with self.subTest(document=path.name, target=target):
                    self.assertTrue((path.parent / target).exists())


if __name__ == "__main__":
    unittest.main()
