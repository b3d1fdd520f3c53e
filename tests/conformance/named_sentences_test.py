"""Each sentence of docs/SEMANTICS.md, sections 1 to 8, is named by a case or a test that shows it.

A comment `# 3: “A known value is a point.”` names what the case of law/*.txt, the test in Python or (behind //) in C++ shows that
follows it: the section, and words of it in one or several quotes; what is not within “ ” is a remark. `…` stands for anything left
out of one paragraph, table or list. White space is folded, and the marks of bold, italics and code are left out on both sides.

A sentence ends with a full stop. A row of a table is one sentence, each item of a list its sentences. Headings (the bold words
with a full stop that begin a paragraph, and the first row of a table, are such), and what says no more in six words than that a
table or a list follows, are none.
"""

import pathlib
import re
import unittest

from duban_program import ROOT

LAW = ROOT / "docs/SEMANTICS.md"
NAMED = sorted(path for name in ("conformance/law/*.txt", "**/*_test.py", "same_bytes.py", "**/*_test.cpp")
               for path in ROOT.glob(f"tests/{name}"))

COMMENT = re.compile(r"\s*(?:#|//)(?: |$)(.*)")
NAMES = re.compile(r"([1-8]): (.*)")
BEGINS = {".txt": re.compile(r"\S"), ".py": re.compile(r"\s*def "), ".cpp": re.compile(r"TEST")}


def folded(text):
    return re.sub(r"\s+", " ", re.sub(r"[`*\\]", "", text)).strip()


class Block:
    """A paragraph, a table or a list: its text, and where in it each sentence stands."""

    def __init__(self, pieces):
        self.text, self.sentences = "", []
        for piece, is_sentence in pieces:
            begin = len(self.text)
            self.text += piece + " "
            if is_sentence and not (piece.endswith(":") and len(piece.split()) <= 6):
                self.sentences.append((begin, begin + len(piece)))

    def clauses(self):
        for begin, end in self.sentences:
            yield from ((begin + one.start(), begin + one.end()) for one in re.finditer("[^;]+;?", self.text[begin:end]))

    def places(self, parts):
        """Of each place where the parts stand in this order: the stretches."""
        begin = self.text.find(parts[0])
        while begin >= 0:
            found, end = [(begin, begin + len(parts[0]))], begin + len(parts[0])
            for part in parts[1:]:
                at = self.text.find(part, end)
                if at < 0:
                    return
                end = at + len(part)
                found.append((at, end))
            yield found
            begin = self.text.find(parts[0], begin + 1)


def sections(text):
    """The blocks of each numbered section, by its number."""
    found = {}
    for chapter in re.split(r"(?m)^## ", text)[1:]:
        number = re.match(r"([1-8])\. ", chapter)
        if not number:
            continue
        found[number[1]] = []
        for block in re.split(r"\n\s*\n", chapter.partition("\n")[2].strip("\n")):
            lines = block.splitlines()
            if lines[0].startswith("#"):
                continue
            if lines[0].startswith("|"):
                rows = [(folded(line), True) for line in lines[2:]]
                found[number[1]].append(Block([(folded(lines[0]), False), *rows]))
                continue
            pieces = []
            for item in re.split(r"(?m)^(?:- |\d\. )", block):
                heading, item = re.match(r"(\*\*[^*]+(?:\.\*\*|\*\*\.))?\s*(.*)", item, re.DOTALL).groups()
                pieces += [(folded(heading), False)] if heading else []
                pieces += [(sentence, True) for sentence in re.split(r"(?<=\.) ", folded(item)) if sentence]
            found[number[1]].append(Block(pieces))
    return found


def words(text):
    return len(re.findall(r"\w+", text))


def quotes(text):
    """What stands within “ ”, a quote within a quote not counted."""
    depth, begin = 0, 0
    for place, letter in enumerate(text):
        if letter == "“":
            depth += 1
            begin = place + 1 if depth == 1 else begin
        elif letter == "”" and depth:
            depth -= 1
            if not depth:
                yield text[begin:place]


def names(path):
    """(line, section, quote) of each comment that names a sentence, and whether a case or a test follows it; a quote that is not closed
    is the whole comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    place = 0
    while place < len(lines):
        comment = COMMENT.fullmatch(lines[place])
        named = comment and NAMES.fullmatch(comment[1])
        begin, place = place, place + 1
        if not named:
            continue
        text = named[2]
        while place < len(lines) and text.count("“") > text.count("”") and (comment := COMMENT.fullmatch(lines[place])):
            text, place = f"{text} {comment[1]}", place + 1
        after = place
        while after < len(lines) and COMMENT.fullmatch(lines[after]):
            after += 1
        follows = after < len(lines) and bool(BEGINS[path.suffix].match(lines[after]))
        for quote in quotes(text) if text.count("“") == text.count("”") else [text]:
            yield begin + 1, named[1], quote, follows


class NamedSentences(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.law = sections(LAW.read_text(encoding="utf-8"))
        cls.named = [(f"{path.relative_to(ROOT)}:{line}", *rest) for path in NAMED for line, *rest in names(path)]

    def found(self, section, quote):
        parts = [folded(part) for part in quote.split("…")]
        parts = [part for part in parts if re.search(r"\w", part)]
        return [(block, stretches) for block in self.law[section] for stretches in block.places(parts)] if parts else []

    def test_each_quote_stands_in_its_section_once_and_before_what_shows_it(self):
        self.assertEqual(list(self.law), list("12345678"))
        for place, section, quote, follows in self.named:
            with self.subTest(place):
                found = self.found(section, quote)
                self.assertNotEqual(found, [], f"{place}: not in section {section} (any more): {quote}")
                self.assertEqual(len(found), 1, f"{place}: stands more than once: {quote}")
                self.assertTrue(follows, f"{place}: no case or test follows")

    def test_each_sentence_is_named_and_each_clause_of_it(self):
        """By three of its words, or all if it has fewer; a semicolon ends a clause."""
        shown = {}
        for _, section, quote, _ in self.named:
            for block, stretches in self.found(section, quote):
                shown.setdefault(id(block), []).extend(stretches)
        clauses, without = 0, []
        for section, blocks in self.law.items():
            for block in blocks:
                for begin, end in block.clauses():
                    of_all = words(block.text[begin:end])
                    named, seen = 0, begin
                    for one, other in sorted(shown.get(id(block), [])):
                        named += words(block.text[max(seen, one):min(end, other)])
                        seen = max(seen, other)
                    clauses += of_all > 0
                    if named < min(3, of_all):
                        without.append(f"{section}: {block.text[begin:end]}")
        self.assertGreater(clauses, 400)
        self.assertEqual(without, [], f"{len(without)} of {clauses} clauses are named by no case or test:\n" + "\n".join(without))


if __name__ == "__main__":
    unittest.main()
