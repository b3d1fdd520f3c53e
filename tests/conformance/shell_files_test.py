"""share/: the man page and the completions of bash and zsh are made from the help texts; with DUBAN_GOLDENS=write they are rewritten.

The completions are also tried in the shells, where these are installed.
"""

import os
import re
import shutil
import subprocess
import unittest

from duban_program import FINE, ROOT, ProgramTest

MAN = ROOT / "share/man/man1/duban.1"
BASH = ROOT / "share/bash-completion/completions/duban"
ZSH = ROOT / "share/zsh/site-functions/_duban"
ROW = re.compile(r"^  (\S.*?)(?:  +(.*))?$")


def sections(help_text):
    """The paragraphs before the first heading, then (heading, rows of (name, text)) and what stands below."""
    before, found, after, rows = [], [], [], None
    for line in help_text.splitlines():
        if re.fullmatch(r"(Options|Positionals|Commands):", line):
            rows = []
            found.append((line[:-1], rows))
        elif rows is not None and line.startswith("  ") and ROW.match(line):
            name, text = ROW.match(line).groups()
            rows.append((name, text or ""))
        elif rows is not None and not line:
            rows = None
        elif found and rows is None:
            after.append(line)
        elif line:
            before.append(line)
    return before, found, after


class Help:
    def __init__(self, ask):
        self.top = sections(ask("--help"))
        self.commands = [(name.split(",")[0], text) for heading, rows in self.top[1] if heading == "Commands" for name, text in rows]
        self.of = {name: sections(ask(name, "--help")) for name, _ in self.commands}

    def rows(self, name, heading):
        return [row for found, rows in self.of[name][1] if found == heading for row in rows]

    def options(self, name):
        """(spellings, what follows or nothing, text)."""
        for spelled, text in self.rows(name, "Options"):
            names, _, value = spelled.partition(" ")
            yield names.split(","), value, text


def roff(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text[:1] in ".'" else text


def man(help_texts):
    out = [".\\\" Made from the help texts; do not edit.", ".TH DUBAN 1", ".SH NAME",
           "duban \\- " + roff("a work plan as a checkable text, reports handed in, every obligation judged and explained"),
           ".SH SYNOPSIS", ".B duban", roff("[--lang zh|en] COMMAND [OPTIONS] PLAN ..."), ".SH COMMANDS"]
    for name, text in help_texts.commands:
        before, found, after = help_texts.of[name]
        usage = next(line for line in before if line.startswith("Usage: "))
        out += [f".SS {name}", roff(text), ".PP", f".B {roff(usage[len('Usage: '):])}"]
        for heading, rows in found:
            for spelled, said in rows:
                out += [".TP", f".B {roff(spelled)}", roff(said)]
        closing = [line for line in after if line and not line.startswith("A unit is a code")]
        if closing:
            out += [".PP", ".nf", *(roff(line) for line in closing), ".fi"]
    out += [".SH EXIT STATUS", roff("0 fine; 1 findings (errors in the plan, refused rows, a broken chain); 2 wrong usage; "
                                    "3 reading or writing failed."),
            ".SH ENVIRONMENT", ".TP", ".B DUBAN_LOG", roff("the log, where --log is not given"),
            ".SH SEE ALSO", roff("README.md, docs/LANGUAGE.md, docs/REPORTS.md, docs/SEMANTICS.md")]
    return "\n".join(out) + "\n"


def choices(value):
    """`md|html|json` are words to choose from; FILE|DIR are paths."""
    return value.split("|") if re.fullmatch(r"[a-z]+(\|[a-z]+)+", value) else []


def bash(help_texts):
    out = ["# Completion of duban for bash, made from the help texts.", "_duban() {",
           "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}",
           "    COMPREPLY=()", "    case $before in"]
    followed = {}
    for name, _ in help_texts.commands:
        for spellings, value, _ in help_texts.options(name):
            if value:
                for spelling in spellings:
                    followed[spelling] = choices(value)
    for spelling in sorted(followed):
        words = f'COMPREPLY=($(compgen -W "{" ".join(followed[spelling])}" -- "$word"))' if followed[spelling] else (
            'COMPREPLY=($(compgen -f -- "$word"))')
        out.append(f"        {spelling}) {words}; return ;;")
    names = " ".join(name for name, _ in help_texts.commands)
    out += ["    esac", "    if [ \"$COMP_CWORD\" -eq 1 ]; then",
            f'        COMPREPLY=($(compgen -W "{names} --help --version --lang" -- "$word"))', "        return", "    fi",
            "    case $word in", "        -*)", "            case $command in"]
    for name, _ in help_texts.commands:
        words = " ".join(s for spellings, _, _ in help_texts.options(name) for s in spellings if s.startswith("--"))
        out.append(f'                {name}) COMPREPLY=($(compgen -W "{words}" -- "$word")) ;;')
    out += ["            esac", "            return", "            ;;", "    esac",
            '    COMPREPLY=($(compgen -f -- "$word"))', "}", "complete -o filenames -F _duban duban"]
    return "\n".join(out) + "\n"


def quoted(text):
    return text.replace("'", "'\\''").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")


def zsh(help_texts):
    out = ["#compdef duban", "# Completion of duban for zsh, made from the help texts.", "_duban() {", "    local -a commands",
           "    commands=("]
    out += [f"        '{quoted(name)}:{quoted(text)}'" for name, text in help_texts.commands]
    out += ["    )", "    if (( CURRENT == 2 )); then", "        _describe command commands", "        return", "    fi",
            "    local command=$words[2]", "    shift words", "    (( CURRENT-- ))", "    case $command in"]
    for name, _ in help_texts.commands:
        out += [f"        {name})", "            _arguments \\"]
        for spellings, value, text in help_texts.options(name):
            action = "" if not value else ":" + quoted(value) + (f":({' '.join(choices(value))})" if choices(value) else ":_files")
            for spelling in spellings:
                out.append(f"                '{spelling}[{quoted(text)}]{action}' \\")
        out += ["                '*:file:_files'", "            ;;"]
    out += ["    esac", "}", '_duban "$@"']
    return "\n".join(out) + "\n"


class ShellFiles(ProgramTest):
    def setUp(self):
        super().setUp()
        self.help = Help(lambda *asked: self.ends(FINE, *asked, "--lang", "en").out)

    def test_are_made_from_the_help_texts(self):
        for path, made in ((MAN, man(self.help)), (BASH, bash(self.help)), (ZSH, zsh(self.help))):
            with self.subTest(path.name):
                if os.environ.get("DUBAN_GOLDENS") == "write":
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(made, encoding="utf-8")
                self.assertEqual(path.read_text(encoding="utf-8"), made)

    def completed(self, *words):
        line = f'source "{BASH}"; COMP_WORDS=({" ".join(words)}); COMP_CWORD={len(words) - 1}; _duban; printf "%s\\n" "${{COMPREPLY[@]}}"'
        return subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True, cwd=self.folder).stdout.split()

    def test_bash_completes_commands_options_and_choices(self):
        self.assertEqual(self.completed("duban", "che"), ["check", "checklist"])
        self.assertEqual(self.completed("duban", "checklist", "--lea"), ["--leader"])
        self.assertIn("csv", self.completed("duban", "checklist", "plan.duban", "--format", "''"))
        self.write("plan.duban", "")
        self.assertEqual(self.completed("duban", "check", "pl"), ["plan.duban"])

    def test_the_man_page_is_read_by_man(self):
        if not shutil.which("man"):
            self.skipTest("man is not installed")
        shown = subprocess.run(["man", "-l", "--warnings", str(MAN)], capture_output=True, text=True,
                               env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "MANWIDTH": "100"})
        self.assertEqual(shown.stderr, "")
        self.assertIn("checklist", shown.stdout)

    def test_zsh_reads_the_completions(self):
        if not shutil.which("zsh"):
            self.skipTest("zsh is not installed")
        subprocess.run(["zsh", "-n", str(ZSH)], check=True)


if __name__ == "__main__":
    unittest.main()
