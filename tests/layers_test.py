"""Holds the sources to docs/ARCHITECTURE.md: who includes whom, which file includes which library, and the house rules.

The two tables of that document are the only copy. Run it without arguments; the last line is `N passed, N failed`.
Before the sources are judged each rule is shown a planted violation, and must see it.
"""

import fnmatch
import pathlib
import re
import shutil
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROOMS = ("dsl", "engine", "bindings")
BELOW_BINDINGS = ("dsl/", "engine/")
MOST_LINES = 600
FORBIDDEN_NAMES = {"util", "utils", "utility", "common", "helper", "helpers", "misc", "manager"}

STANDARD = set("""
algorithm any array atomic barrier bit bitset charconv chrono cmath codecvt compare complex concepts condition_variable
coroutine deque exception execution expected filesystem format forward_list fstream functional future generator
initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map memory memory_resource mutex
new numbers numeric optional ostream queue random ranges ratio regex scoped_allocator semaphore set shared_mutex
source_location span sstream stack stdexcept stop_token streambuf string string_view syncstream system_error thread tuple
type_traits typeindex typeinfo unordered_map unordered_set utility valarray variant vector version cassert cctype cerrno
cfenv cfloat cinttypes climits clocale csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib cstring ctime cuchar cwchar
cwctype
""".split())

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)

# What may not stand in the code below the bindings, with the reason that is printed.
FORBIDDEN_CODE = [
    (re.compile(r"\b(double|float)\b"), "a binary fraction: numbers are exact"),
    (re.compile(r"\bstd::(cout|cerr|clog|cin|wcout|wcerr)\b"), "prints: a library never does"),
    (re.compile(r"(?<![\w.>])(?:std::)?(printf|fprintf|puts|fputs|putchar|perror)\s*\("), "prints: a library never does"),
    (re.compile(r"(?<![\w.>])(?:std::)?(abort|exit|_exit|quick_exit|terminate)\s*\("), "ends the process: a library never does"),
    (re.compile(r"\b(system_clock|steady_clock|high_resolution_clock|utc_clock)\b"), "reads the clock"),
    (re.compile(r"(?:\bstd::|(?<![\w.>:]))(time|gettimeofday|clock_gettime|localtime|localtime_r|gmtime|clock)\s*\((?!\))"),
     "reads the clock"),
    (re.compile(r"(?<![\w.>])(?:std::)?(getenv|secure_getenv|setenv)\s*\("), "reads the environment"),
    (re.compile(r"\bstd::locale\b|(?<![\w.>])(?:std::)?setlocale\s*\("), "depends on the locale"),
    (re.compile(r"(?<![\w.>])(?:std::)?(rand|srand)\s*\(|\brandom_device\b"), "is random"),
    (re.compile(r"\bthread_local\b"), "keeps global state"),
]
# (file, code): what docs/ARCHITECTURE.md excepts.
EXCEPTED = {("engine/checklist/xlsx.cpp", "double")}


class Rules:
    """The two tables of docs/ARCHITECTURE.md."""

    def __init__(self, root):
        text = (root / "docs/ARCHITECTURE.md").read_text(encoding="utf-8")
        self.layers = {}     # folder -> [(what may be included, by which files)]
        self.libraries = []  # (pattern of the header, [patterns of the files that may])
        for cells in self.table(text, "layer"):
            folder = self.code(cells[0])[0]
            self.layers[folder] = self.permissions(cells[1])
        for cells in self.table(text, "library"):
            for header in self.code(cells[1]):
                self.libraries.append((header, self.code(cells[2])))
        if not self.layers or not self.libraries:
            raise SystemExit("docs/ARCHITECTURE.md has lost one of its two tables")

    @staticmethod
    def table(text, first_head):
        """The rows of the table whose first column is headed so."""
        inside = False
        for line in text.splitlines():
            if not line.startswith("|"):
                inside = False
                continue
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if cells[0] == first_head:
                inside = True
            elif inside and not set(cells[0]) <= set("-: "):
                yield cells

    @staticmethod
    def code(cell):
        return re.findall(r"`([^`]+)`", cell)

    @staticmethod
    def permissions(cell):
        """`a`, `b` in `c`, `d`: what, and the files that alone may (None: all of the layer)."""
        return [(what, where or None) for what, where in re.findall(r"`([^`]+)`(?: in `([^`]+)`)?", cell)]

    def layer_of(self, path):
        """The folder of the path, if it is in the table: a folder within a layer is a layer of its own, but for tables."""
        folder = path.rpartition("/")[0]
        if path.endswith(".def") and folder not in self.layers:
            folder = folder.rpartition("/")[0]
        return folder if folder in self.layers else None


def without_comments_and_texts(code):
    """The code with comments and literals blanked, lines kept."""
    pattern = re.compile(r'R"([^()\s\\]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n]){1,12}\'|//[^\n]*|/\*.*?\*/', re.DOTALL)
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), code)


def sources(root):
    """Path as text, content: of every C++ file in the rooms."""
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.suffix in (".hpp", ".cpp", ".h"):
                yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def table_is_a_ladder(root):
    """A layer is allowed only layers above it in the table, so nothing can include in a circle."""
    rules = Rules(root)
    seen = []
    for folder, permissions in rules.layers.items():
        for what, _ in permissions:
            target = what if what in rules.layers else rules.layer_of(what)
            if target not in seen:
                yield f"docs/ARCHITECTURE.md: {folder} may include {what}, which is not a layer above it in the table"
        seen.append(folder)


def includes_follow_the_table(root):
    rules = Rules(root)
    for path, text in sources(root):
        own = rules.layer_of(path)
        if own is None:
            yield f"{path}: in no layer of docs/ARCHITECTURE.md"
            continue
        for match in INCLUDE.finditer(text):
            if match.group(1) != '"':
                continue
            place, target = f"{path}:{line_of(text, match.start())}", match.group(2)
            if not (root / target).is_file():
                yield f"{place}: there is no {target} (paths count from the top folder)"
                continue
            layer = rules.layer_of(target)
            allowed = layer == own or any(
                what in (layer, target) and (where is None or fnmatch.fnmatch(path, where))
                for what, where in rules.layers[own])
            if not allowed:
                yield f"{place}: {own} may not include {target}"


def libraries_stay_in_their_place(root):
    rules = Rules(root)
    for path, text in sources(root):
        for match in INCLUDE.finditer(text):
            header = match.group(2)
            if match.group(1) != "<" or header in STANDARD:
                continue
            places = [places for pattern, places in rules.libraries if fnmatch.fnmatch(header, pattern)]
            if not any(fnmatch.fnmatch(path, place) for allowed in places for place in allowed):
                yield f"{path}:{line_of(text, match.start())}: <{header}> may not be included here"


# 1: “It reads no clock, no locale, no environment, no random number, and never walks a container whose order is not defined.”
def no_forbidden_code_below_the_bindings(root):
    for path, text in sources(root):
        if not path.startswith(BELOW_BINDINGS):
            continue
        code = without_comments_and_texts(text)
        for pattern, reason in FORBIDDEN_CODE:
            for match in pattern.finditer(code):
                if (path, match.group().strip()) not in EXCEPTED:
                    yield f"{path}:{line_of(code, match.start())}: `{match.group().strip()}` {reason}"


def no_drawer_for_odds_and_ends(root):
    for room in ROOMS + ("tests",):
        for path in sorted((root / room).rglob("*")):
            if FORBIDDEN_NAMES & set(re.split(r"[_.\-]", path.name.lower())):
                yield f"{path.relative_to(root)}: a file or folder is named after what is in it"


def files_are_short(root):
    for room in ROOMS + ("tests",):
        for path in sorted((root / room).rglob("*")):
            if path.suffix in (".hpp", ".cpp", ".h", ".py"):
                lines = path.read_text(encoding="utf-8").count("\n")
                if lines > MOST_LINES:
                    yield f"{path.relative_to(root)}: {lines} lines, more than {MOST_LINES}: look for the second noun in it"


def headers_open_with_a_sentence(root):
    for path, text in sources(root):
        if path.endswith(".hpp"):
            if not text.startswith("// "):
                yield f"{path}: a header opens with one sentence: the question that it answers"
            if "\n#pragma once\n" not in text:
                yield f"{path}: no #pragma once"


def every_source_is_listed(root):
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.cpp")):
            cmake = path.parent / "CMakeLists.txt"
            listed = re.split(r"[\s()]+", cmake.read_text(encoding="utf-8")) if cmake.is_file() else []
            if path.name not in listed:
                yield f"{path.relative_to(root)}: not listed in the CMakeLists.txt of its folder"
    lists = " ".join(path.read_text(encoding="utf-8") for path in (root / "tests").glob("*.cmake"))
    listed = set(re.split(r"[\s()]+", lists))
    for path in sorted((root / "tests").rglob("*.cpp")):
        name = path.relative_to(root / "tests").as_posix()
        if name not in listed and not name.startswith(("bench/", "fuzz/")):
            yield f"tests/{name}: not listed in a tests/*.cmake"


def what_a_source_uses_it_names(root):
    """`using text::Words;` in a source that does not say Words. clang-tidy sees it only where it reads the source alone."""
    for path, text in sources(root):
        code = without_comments_and_texts(text)
        for match in re.finditer(r"^using (?:\w*::)+(\w+);", code, re.MULTILINE):
            if path.endswith(".cpp") and len(re.findall(rf"\b{match.group(1)}\b", code)) == 1:
                yield f"{path}:{line_of(code, match.start())}: {match.group(1)} is not used"


CHECKS = [table_is_a_ladder, includes_follow_the_table, libraries_stay_in_their_place, no_forbidden_code_below_the_bindings,
          no_drawer_for_odds_and_ends, files_are_short, headers_open_with_a_sentence,
          every_source_is_listed, what_a_source_uses_it_names]

# (check, file, what is written at its end): each must turn the check red in a copy that was green.
PLANTED = [
    (table_is_a_ladder, "docs/ARCHITECTURE.md", None),
    (includes_follow_the_table, "dsl/text/span.hpp", '#include "dsl/value/date.hpp"\n'),
    (includes_follow_the_table, "engine/evaluate/board.hpp", '#include "engine/log/log.hpp"\n'),
    (includes_follow_the_table, "engine/plan/model.hpp", '#include "dsl/syntax/ast.hpp"\n'),
    (includes_follow_the_table, "dsl/text/span.hpp", '#include "span.hpp"\n'),
    (includes_follow_the_table, "engine/new_room/thing.hpp", "// What is it?\n#pragma once\n"),
    (libraries_stay_in_their_place, "dsl/text/span.hpp", "#include <boost/version.hpp>\n"),
    (libraries_stay_in_their_place, "engine/json/writer.hpp", "#include <nlohmann/json.hpp>\n"),
    (libraries_stay_in_their_place, "engine/log/record.hpp", "#include <sqlite3.h>\n"),
    (no_forbidden_code_below_the_bindings, "dsl/value/decimal.hpp", "inline double half() { return 0.5; }\n"),
    (no_forbidden_code_below_the_bindings, "dsl/value/date.hpp", "inline auto now() { return std::time(nullptr); }\n"),
    (no_forbidden_code_below_the_bindings, "dsl/value/date.hpp", "using Clock = std::chrono::system_clock;\n"),
    (no_forbidden_code_below_the_bindings, "engine/json/writer.hpp", 'inline void show() { std::printf("x"); }\n'),
    (no_forbidden_code_below_the_bindings, "engine/json/writer.hpp", "inline void stop() { std::abort(); }\n"),
    (no_drawer_for_odds_and_ends, "dsl/text/string_utils.hpp", "// Odds.\n#pragma once\n"),
    (files_are_short, "dsl/text/span.hpp", "\n" * MOST_LINES),
    (headers_open_with_a_sentence, "dsl/text/mute.hpp", "#pragma once\n"),
    (every_source_is_listed, "dsl/text/forgotten.cpp", "\n"),
    (every_source_is_listed, "tests/dsl/text/forgotten_test.cpp", "\n"),
    (what_a_source_uses_it_names, "dsl/text/render.cpp", "using std::string_view_of_nothing;\n"),
]

# What a comment or a text says, and innocent look-alikes, must stay green.
INNOCENT = """// std::cout << time(nullptr) would print a double
inline const char* text() { return "double std::abort() time(0)"; }
enum class Kind { time };
inline int of(const auto& field) { return field.time(1) + field.exit(2); }
"""


def copy_of(root, target):
    for room in ROOMS + ("tests", "docs"):
        if (root / room).is_dir():
            shutil.copytree(root / room, target / room, ignore=shutil.ignore_patterns("node_modules", "golden", "__pycache__"))


def append(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "a", encoding="utf-8") as file:
        file.write(text)


def blind_spots():
    """Planted violations that a check did not see, and innocent code that one did."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "copy"
        copy.mkdir()
        copy_of(ROOT, copy)
        before = {check: set(check(copy)) for check in CHECKS}
        for check, name, text in PLANTED:
            path = copy / name
            kept = path.read_bytes() if path.exists() else None
            if text is None:
                swapped = kept.decode("utf-8").replace("| `dsl/text` | none", "| `dsl/text` | `dsl/syntax`")
                path.write_text(swapped, encoding="utf-8")
            else:
                append(path, text)
            if not set(check(copy)) - before[check]:
                yield f"{check.__name__} does not see what was planted in {name}: {text}"
            path.write_bytes(kept) if kept is not None else path.unlink()
        append(copy / "dsl/text/span.hpp", INNOCENT)
        for found in set(no_forbidden_code_below_the_bindings(copy)) - before[no_forbidden_code_below_the_bindings]:
            yield f"innocent code is refused: {found}"


def main():
    failed = 0
    for check in CHECKS + [lambda _: blind_spots()]:
        found = list(check(ROOT))
        failed += bool(found)
        for line in found:
            print(line)
    print(f"{len(CHECKS) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
