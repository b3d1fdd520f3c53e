// The program `duban`: reads the command line, runs one command, ends with its exit code. The only unit that includes CLI11.
#include "bindings/cli/commands.hpp"
#include "dsl/text/utf8.hpp"
#include "engine/engine.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <new>

namespace duban::cli {

namespace {

using text::Code;
using text::Language;
using text::Words;

/// A command's two names beside what it does, in columns whatever is wide.
class Formatter final : public CLI::Formatter {
public:
    std::string make_subcommand(const CLI::App* sub) const override {
        const std::string names = "  " + sub->get_display_name(true);
        const std::size_t width = text::display_width(names);
        return names + std::string(width < get_column_width() ? get_column_width() - width : 1, ' ') + sub->get_description() +
               "\n";
    }
};

/// Declares the commands in one language; CLI11 keeps pointers into `arguments`.
class CommandLine {
public:
    CommandLine(Arguments& arguments, std::string& lang) : arguments_(arguments), language_(arguments.messages), lang_(lang) {
        app_.name("duban");
        app_.formatter(std::make_shared<Formatter>());
        app_.description(
            say("督办：工作要点写成计划，各单位填报，逐条对照，说明理由。",
                "Duban: a work plan as a checkable text, reports handed in, every obligation judged and explained."));
        app_.footer(say(
            "单位写代码或名称。退出码：0 正常；1 有问题（计划有错、有行被拒收、链已断）；2 用法不对；3 读写失败。",
            "A unit is a code or a name. Exit codes: 0 fine; 1 findings (errors in the plan, refused rows, a broken chain); "
            "2 wrong usage; 3 reading or writing failed."));
        labels(app_);
        app_.set_version_flag("--version", "duban " + std::string(engine::kVersion), say("打印版本", "print the version"))
            ->group(say("选项", "Options"));
        app_.require_subcommand(1);
        language_option(&app_);
        declare();
    }

    /// Nothing if a command is to be run; else how the program ends.
    std::optional<Exit> parse(int argc, char** argv, Terminal& terminal) {
        std::vector<std::string> words(argv + 1, argv + argc);
        const auto first = first_word(words);
        if (first != words.end() && *first == "help") {  // duban help, duban help COMMAND
            words.erase(first);
            words.emplace_back("--help");
        } else if (first != words.end() && !is_command(*first)) {
            terminal.report(unknown_command(*first));
            return Exit::usage;
        }
        try {
            std::reverse(words.begin(), words.end());  // as CLI11 wants them
            app_.parse(std::move(words));
            const auto wrong = wrong_option();
            if (!wrong) return std::nullopt;
            terminal.report(*wrong);
            return Exit::usage;
        } catch (const CLI::CallForHelp&) {
            terminal.print(help());
        } catch (const CLI::CallForVersion&) {
            terminal.print("duban " + std::string(engine::kVersion) + "\n");
        } catch (const CLI::ExtrasError& error) {
            terminal.report(unknown(error));
            return Exit::usage;
        } catch (const CLI::RequiredError& error) {
            if (argc <= 1) terminal.note(help());
            terminal.report(text::diagnose(Code::missing_argument, {lacking(error)}));
            return Exit::usage;
        } catch (const CLI::ParseError& error) {
            terminal.report(mistaken(error));
            return Exit::usage;
        }
        return Exit::fine;
    }

private:
    [[nodiscard]] std::string say(const char* zh, const char* en) const { return language_ == Language::zh ? zh : en; }

    void labels(CLI::App& app) const {
        app.set_help_flag("-h,--help", say("打印帮助", "print this help"))->group(say("选项", "Options"));
        if (language_ == Language::en) return;
        auto formatter = app.get_formatter();
        for (const auto& [word, zh] : {std::pair{"Usage", "用法"},
                                       {"OPTIONS", "选项"},
                                       {"SUBCOMMAND", "命令"},
                                       {"REQUIRED", "（必填）"},
                                       {"Positionals", "参数"},
                                       {"Options", "选项"},
                                       {"TEXT", "文字"}}) {
            dynamic_cast<CLI::Formatter&>(*formatter).label(word, zh);
        }
    }

    CLI::App* command(const char* name, const char* name_zh, Command which, const char* zh, const char* en) {
        CLI::App* sub = app_.add_subcommand(name, say(zh, en))->alias(name_zh);
        sub->group(say("命令", "Commands"));
        labels(*sub);
        sub->callback([this, which] { arguments_.command = which; });
        language_option(sub);
        return sub;
    }

    void language_option(CLI::App* app) {
        option(app, "--lang", lang_, "zh|en", "语言：zh 或 en；不写时，帮助和提示随系统，文书随计划",
               "the language: zh or en; else the locale's for help and messages, the plan's for documents");
    }

    CLI::Option* option(CLI::App* sub, const std::string& name, std::string& into, const char* shape, const char* zh,
                        const char* en) {
        return sub->add_option(name, into, say(zh, en))->option_text(shape)->group(say("选项", "Options"));
    }
    /// One that may be given again.
    void options(CLI::App* sub, const std::string& name, std::vector<std::string>& into, const char* shape, const char* zh,
                 const char* en) {
        sub->add_option(name, into, say(zh, en))->expected(1)->take_all()->option_text(shape)->group(say("选项", "Options"));
    }
    CLI::Option* flag(CLI::App* sub, const std::string& name, bool& into, const char* zh, const char* en) {
        return sub->add_flag(name, into, say(zh, en))->group(say("选项", "Options"));
    }
    void plan(CLI::App* sub) {
        sub->add_option("PLAN", arguments_.path, say("计划文件（*.duban）", "the plan (*.duban)"))
            ->required()
            ->option_text(" ");
    }
    void with_log(CLI::App* sub) {
        option(sub, "--log", arguments_.log, "FILE", "记录库；默认：环境变量 DUBAN_LOG，或计划同名的 .db",
               "the log; else the environment's DUBAN_LOG, else the plan's path with .db");
    }
    void with_instants(CLI::App* sub) {
        option(sub, "--as-of", arguments_.as_of, "D", "截至哪一天（或时刻）；默认今天",
               "as of that day or minute; today if not said");
        option(sub, "--known-at", arguments_.known_at, "T", "只看到那时为止收到的记录；默认现在",
               "only what was recorded by then; now if not said");
    }
    void narrow(CLI::App* sub) {
        option(sub, "--unit", arguments_.unit, "U", "只看这个单位的", "only that unit's own");
        option(sub, "--task", arguments_.task, "ID", "只看这项任务", "only that task's");
        option(sub, "--level", arguments_.level, "L", "只看这一层级的", "only those of units of that level");
    }
    /// `formats` with | between them.
    void with_format(CLI::App* sub, const std::string& formats) {
        const auto endings = [&formats](std::string_view between) {
            std::string list = "." + formats;
            for (std::size_t at = 0; (at = list.find('|', at)) != std::string::npos;)
                list.replace(at, 1, between);
            return list;
        };
        option(sub, "--format", arguments_.format, formats.c_str(), "格式；默认看 -o 的结尾，再默认 md",
               "the format; else as -o ends, else md");
        option(sub, "-o,--output", arguments_.output, "FILE|DIR",
               ("写到文件（以 " + endings("、.") + " 结尾）或目录；默认打印出来").c_str(),
               ("write to a file (" + endings(", .") + ") or into a folder; else it is printed").c_str());
        flag(sub, "--no-bom", arguments_.no_bom, "CSV 开头不写 BOM", "CSV without a byte order mark");
    }

    void declare() {
        CLI::App* sub = command("init", "新建", Command::init, "新建一份能用的五项任务计划，附单位、日历和空白表",
                                "a starter plan of five tasks that checks, with units, a calendar and a blank form");
        sub->add_option("DIR", arguments_.path, say("放在哪个目录", "the folder to make"))->required()->option_text(" ");

        sub = command("check", "检查", Command::check, "检查计划，指出每一处错误",
                      "check a plan; every error is shown with its place");
        plan(sub);
        flag(sub, "--json", arguments_.json, "每处一行 JSON", "a line of JSON for each finding");

        sub = command("fmt", "排版", Command::format,
                      "把计划排成统一的格式；--lang 换成另一种语言的关键词，写的人自己的名称和文字不动",
                      "a plan in the house's form; --lang puts its keywords into the other language, names and texts stay");
        plan(sub);
        flag(sub, "-w,--write", arguments_.write, "写回文件；不写这个选项时打印出来", "rewrite the file; else it is printed");
        flag(sub, "--check", arguments_.only_check, "什么都不写；格式不对时退出码为 1",
             "write nothing; exit code 1 if the file is not in that form");

        sub = command("submit", "上报", Command::submit, "上报：CSV、JSON、JSON Lines；拒收的行写到 *.refused.* 里",
                      "hand in CSV, JSON or JSON Lines; refused rows go into *.refused.*");
        sub->footer(say(
            "列：编号、类型、单位、任务、指标、期间、日期、数值、分子、分母、事件、更正、原因、佐证、填报单位（中英文皆可）。\n"
            "类型与要填的列（不写类型就是填报）：\n"
            "  填报      单位、指标、期间或日期、数值（比率填分子、分母）\n"
            "  撤回      更正（原来那行的编号）；更正一个数，写新的一行并填更正\n"
            "  事件      单位（发生地）、事件、日期和时刻、事件的各字段；关闭：单位、事件、日期\n"
            "  无情况    单位、指标（事件类型）、期间\n"
            "  申报完成  单位、任务（分期的加期间，按事件的加事件）；以下各类同此，并填填报单位\n"
            "  审核通过；退回（加原因）；评定（数值：是、否，加原因）；说明、免除（加原因，数值可写截止日）\n"
            "  延期      数值：新的期限，加原因；移交：数值：接手的单位\n"
            "  公布      指标（时段或参数）、数值：2012-11-08/2012-11-14，或 10个工作日；填报单位",
            "Columns: key, kind, unit, task, indicator, period, date, value, numerator, denominator, case, corrects, reason,\n"
            "evidence, by (in either language). Kinds and the columns they need (no kind is a reading):\n"
            "  reading   unit, indicator, period or date, value (a ratio: numerator and denominator)\n"
            "  withdraw  corrects (the key of the row); to correct a figure, write a new row with corrects\n"
            "  case      unit (the place), case, date and hour, the fields of the event; close: unit, case, date\n"
            "  no_case   unit, indicator (the event type), period\n"
            "  claim     unit, task (and period where it recurs, case where a case sets it off); so for those below, with by\n"
            "  verify; return (and reason); judge (value: yes or no, reason); excuse, waive (reason; value: last day)\n"
            "  extend    value: the new due date, and reason; transfer: value: the unit that takes it over\n"
            "  announce  indicator (a window or parameter), value: 2012-11-08/2012-11-14, or 10 working days; by"));
        plan(sub);
        sub->add_option("FILE", arguments_.files, say("要报的文件", "what is handed in"))->required()->option_text(" ");
        with_log(sub);
        option(sub, "--received-at", arguments_.received_at, "T", "收到的时刻；默认现在；不能早于最后一条记录",
               "when it was received; now if not said; never before the log's last record");
        flag(sub, "--adopt", arguments_.adopt, "记录库改用另一份计划，或改回以前采用过的版本",
             "let the log change to another plan, or back to a version that it had adopted before");

        sub = command("status", "状态", Command::status, "每条责任的状态", "where every obligation stands");
        plan(sub);
        narrow(sub);
        flag(sub, "--json", arguments_.json, "每条一行 JSON", "a line of JSON for each obligation");
        option(sub, "--fail-on", arguments_.fail_on, "STATUS[,...]", "出现这些状态时退出码为 1",
               "exit code 1 if any row has one of these");
        flag(sub, "--timing", arguments_.timing, "条数、用时、内存写到标准错误", "rows, time and memory to standard error");
        with_log(sub);
        with_instants(sub);

        sub = command("checklist", "清单", Command::checklist, "责任清单、对照表、任务表、领导页、部门清单、问题台账，或者全部",
                      "one document: a checklist, a scorecard, a task, a leader's page, a department, the problems; or all");
        plan(sub);
        option(sub, "--unit", arguments_.unit, "U", "一个单位的责任清单", "a unit's own list");
        option(sub, "--level", arguments_.level, "L", "一个层级的对照表", "a level's scorecard");
        option(sub, "--under", arguments_.under, "U", "这个单位的下级对照表；和其他选项一起，只看它和它以下的",
               "the scorecard of the offices right below it; with others, only what lies there");
        option(sub, "--task", arguments_.task, "ID", "一项任务，逐个单位；可加 --level",
               "a task, unit by unit; --level may narrow it");
        flag(sub, "--leader", arguments_.leader, "领导页：总数、各级灯色、失败和逾期的、变化",
             "the leader's page: figures, lights by level, what failed or is overdue, what has changed");
        option(sub, "--since", arguments_.since, "D", "领导页上从哪一天以来的变化",
               "for the leader's page: what has changed since");
        option(sub, "--department", arguments_.department, "O", "一个部门（或单位）牵头的、配合的",
               "what an organ, or a unit, leads and supports");
        flag(sub, "--problems", arguments_.problems, "问题台账", "the ledger of problems");
        flag(sub, "--all", arguments_.all, "全部写到 -o 的目录里，带目录页；--format 可写几个，用逗号隔开",
             "everything into the folder of -o, with an index; --format may list several");
        with_format(sub, "md|html|xlsx|json|csv");
        with_log(sub);
        with_instants(sub);

        sub = command("explain", "解释", Command::explain, "说明为什么：原文、规则、记录号、期限怎么来、还缺什么",
                      "why: the clause, the rule, record numbers, how the date came about, what is missing");
        plan(sub);
        sub->add_option("TASK", arguments_.task, say("任务编号", "the task's id"))->required()->option_text(" ");
        sub->add_option("UNIT", arguments_.unit, say("单位", "the unit"))->required()->option_text(" ");
        option(sub, "--slot", arguments_.slot, "SLOT", "只看这一期，如 2012-Q1", "only that slot, such as 2012-Q1");
        option(sub, "--depth", arguments_.depth, "line|rule|full",
               "说多深：line 一句话；rule 规则和记录；full 逐日数工作日、标准怎么合成、上游一路、最少还要报什么；默认 rule",
               "how deep: line, a sentence; rule, the rule and the records; full, with the working days one by one, how the "
               "criterion comes together, all that is upstream, the least that is wanted; rule if not said");
        flag(sub, "--json", arguments_.json, "每条一行 JSON", "a line of JSON for each obligation");
        with_log(sub);
        with_instants(sub);

        sub = command("diff", "比较", Command::diff, "两个日子之间、前后两次所知之间、两版计划之间，哪些责任变了，因为什么",
                      "which obligations differ between two days, two states of knowledge, two versions of the plan, and why");
        plan(sub);
        option(sub, "--since", arguments_.since, "D", "与哪一天比（按当时所知）",
               "compared with that day, by what was known then");
        option(sub, "--known-since", arguments_.known_since, "T", "与那时所知的比", "compared with what was known then");
        option(sub, "--against", arguments_.against, "OLD", "与另一版计划（文件）比",
               "compared with another version of the plan, a file");
        narrow(sub);
        flag(sub, "--json", arguments_.json, "每条一行 JSON", "a line of JSON for each obligation");
        with_log(sub);
        with_instants(sub);

        sub = command("amend", "修订", Command::amend, "改用修订后的计划；列出状态或期限因此变了的每条责任",
                      "change to an amended plan; every obligation whose status or due date it changes is listed");
        plan(sub);
        sub->add_option("NEW", arguments_.files,
                        say("修订后的计划，表头写明“修订 “PLAN””", "the amended plan, whose header says: amends “PLAN”"))
            ->required()
            ->expected(1)
            ->option_text(" ");
        flag(sub, "--dry-run", arguments_.dry_run, "只列变化，什么都不写", "list the changes, write nothing");
        narrow(sub);
        flag(sub, "--json", arguments_.json, "每条一行 JSON", "a line of JSON for each obligation");
        with_log(sub);
        option(sub, "--as-of", arguments_.as_of, "D", "截至哪一天；默认修订印发的那天",
               "as of that day; the day of issue if not said");
        option(sub, "--known-at", arguments_.known_at, "T", "只看到那时为止收到的记录；默认现在",
               "only what was recorded by then; now if not said");
        option(sub, "--received-at", arguments_.received_at, "T", "采用的时刻；默认现在",
               "when it is adopted; now if not said");
        flag(sub, "--adopt", arguments_.adopt, "即使修订的不是记录库现行的一版也改用",
             "also if it amends another version than the one that the log has adopted");

        sub = command("whatif", "推演", Command::what_if,
                      "假定期限改了、某天放假或上班、单位撤并、报了这些，哪些责任会变；什么都不写",
                      "which obligations would differ with another due date, a day off, a working day, a unit closed, or these "
                      "reports; nothing is written");
        plan(sub);
        options(sub, "--due", arguments_.due, "TASK=DATE", "假定这项任务的期限是那一天；可写几次",
                "as if that task were due then; may be given again");
        options(sub, "--day-off", arguments_.days_off, "DATE", "假定这一天放假；可写几次",
                "as if that day were off; may be given again");
        options(sub, "--workday", arguments_.working_days, "DATE", "假定这一天上班；可写几次",
                "as if that were a working day; may be given again");
        options(sub, "--close", arguments_.closings, "UNIT=DATE[,HEIR]", "假定这个单位那一天撤销，并入后一个单位；可写几次",
                "as if that unit closed then, merged into HEIR; may be given again");
        options(sub, "--with", arguments_.files, "FILE", "假定报了这个文件（同 submit）；可写几次",
                "as if that file had been submitted; may be given again");
        narrow(sub);
        flag(sub, "--json", arguments_.json, "每条一行 JSON", "a line of JSON for each obligation");
        with_log(sub);
        with_instants(sub);

        sub =
            command("forecast", "预报", Command::forecast, "不再上报的话，每条责任的状态、时效、灯色下一次什么时候变，变成什么",
                    "when the word, timeliness or light of each obligation next changes if nothing more is told, and to what");
        plan(sub);
        option(sub, "--until", arguments_.until, "D", "只看到那一天", "no further than that day");
        narrow(sub);
        flag(sub, "--json", arguments_.json, "每条一行 JSON", "a line of JSON for each obligation");
        with_log(sub);
        with_instants(sub);

        sub = command("missing", "待报", Command::missing, "一个单位还要报什么；csv 是填好就能上报的空白表",
                      "what a unit must still report; as csv, a blank form to fill in and submit");
        plan(sub);
        option(sub, "--unit", arguments_.unit, "U", "哪个单位", "that unit")->required();
        with_format(sub, "csv|json|md|html|xlsx");
        with_log(sub);
        with_instants(sub);

        sub = command("notices", "督办", Command::notices, "逾期的要告诉谁：按计划的“升级”，逐条列出",
                      "who must be told of what is overdue, by the plan's ladders (escalate)");
        plan(sub);
        option(sub, "--unit", arguments_.unit, "U", "只看告诉这个单位的", "only what that unit is told");
        option(sub, "--task", arguments_.task, "ID", "只看这项任务", "only that task's");
        option(sub, "--since", arguments_.since, "D", "只列那时还不用告诉的，例如上一次发通知以后的",
               "only what did not stand then, such as what came up since notices were last sent");
        flag(sub, "--json", arguments_.json, "每条一行 JSON", "a line of JSON for each notice");
        with_log(sub);
        with_instants(sub);

        sub = command("log", "记录", Command::log, "收到过的记录", "what was handed in");
        plan(sub);
        option(sub, "--unit", arguments_.unit, "U", "只看这个单位的", "only of that unit");
        option(sub, "--task", arguments_.task, "ID", "只看这项任务的", "only for that task");
        flag(sub, "--json", arguments_.json, "每条一行 JSON", "a line of JSON for each record");
        with_log(sub);
        option(sub, "--known-at", arguments_.known_at, "T", "只看到那时为止收到的记录；默认现在",
               "only what was recorded by then; now if not said");

        sub = command("units", "单位", Command::units, "单位名单和单位表里填的各项",
                      "the units, and what the unit list tells of them");
        plan(sub);
        option(sub, "--search", arguments_.search, "WORD", "名称里含有，或代码以它开头",
               "in the name, or at the beginning of the code");

        sub = command("dump", "导出", Command::dump, "计划读成的样子（JSON）：每个名称、日期、单位都已查定",
                      "the plan as it was read, as JSON: every name, date and unit looked up");
        plan(sub);
        flag(sub, "--json", arguments_.json, "JSON，也是唯一的格式", "JSON, which is the only format");

        sub = command("coverage", "对照", Command::coverage, "原文逐句对照：编入了哪项任务，作了叙述，还是没有编入",
                      "the official text, sentence by sentence: in which task, in a narrative, or in none");
        plan(sub);
        flag(sub, "--check", arguments_.only_check, "有没编入的、引错的、重复引用的，退出码为 1",
             "exit code 1 if anything is open, quoted wrongly or quoted twice");
        with_format(sub, "md|csv|json");

        sub = command("verify", "核对", Command::verify, "核对记录库的链，指出第一条坏记录",
                      "check a log's chain; the first bad record is named");
        sub->add_option("LOG", arguments_.path, say("记录库", "the log"))->required()->option_text(" ");
    }

    [[nodiscard]] std::string help() const { return chosen() == &app_ ? app_.help() : chosen()->help("duban"); }

    /// The first word that is no option: the command.
    static std::vector<std::string>::iterator first_word(std::vector<std::string>& words) {
        auto word = words.begin();
        while (word != words.end() && word->starts_with('-'))
            word += *word == "--lang" && word + 1 != words.end() ? 2 : 1;
        return word;
    }

    [[nodiscard]] std::vector<const CLI::App*> commands() const {
        return app_.get_subcommands([](const CLI::App*) { return true; });
    }
    [[nodiscard]] bool is_command(const std::string& word) const {
        const auto all = commands();
        return std::any_of(all.begin(), all.end(), [&](const CLI::App* sub) { return sub->check_name(word); });
    }
    [[nodiscard]] text::Diagnostic unknown_command(const std::string& word) const {
        std::vector<std::string> names;
        std::string all;
        for (const CLI::App* sub : commands()) {
            names.push_back(sub->get_name());
            all += (all.empty() ? "" : ", ") + names.back();
            for (const std::string& other : sub->get_aliases())
                names.push_back(other);
        }
        return text::diagnose(Code::unknown_command, {word, meant(word, names), all});
    }

    static Words meant(std::string_view word, const std::vector<std::string>& names) {
        const std::string near = text::nearest(word, names);
        if (near.empty()) return {};
        return {"，是不是“" + near + "”", ", is it “" + near + "”"};
    }

    /// What CLI11 did not expect: the first option among it, else all.
    [[nodiscard]] text::Diagnostic unknown(const CLI::ExtrasError& error) const {
        const std::string said = error.what();  // `The following arguments were not expected: x --unt`
        const std::size_t colon = said.rfind(": ");
        const std::string list = colon == std::string::npos ? said : said.substr(colon + 2);
        const std::size_t dash = list.starts_with('-') ? 0 : list.find(" -");
        if (dash == std::string::npos) return text::diagnose(Code::unknown_argument, {list});
        const std::size_t begin = dash == 0 ? 0 : dash + 1;
        const std::string name = list.substr(begin, list.find(' ', begin) - begin);
        const CLI::App* app = chosen();
        std::vector<std::string> names;
        for (const CLI::Option* option : app->get_options()) {
            for (const std::string& one : option->get_lnames())
                names.push_back("--" + one);
        }
        return text::diagnose(Code::unknown_option, {name, meant(name, names), app == &app_ ? "" : app->get_name()});
    }
    [[nodiscard]] const CLI::App* chosen() const {
        const auto subcommands = app_.get_subcommands();
        return subcommands.empty() ? &app_ : subcommands.front();
    }
    /// What CLI11 lets pass: an option that is given but empty, as an unset shell variable leaves it, and another language.
    [[nodiscard]] std::optional<text::Diagnostic> wrong_option() const {
        for (const CLI::App* app : {static_cast<const CLI::App*>(&app_), chosen()}) {
            for (const CLI::Option* option : app->get_options()) {
                const auto& given = option->results();
                if (std::find(given.begin(), given.end(), std::string()) == given.end()) continue;
                const std::string name = option->get_name();
                return text::diagnose(name.starts_with('-') ? Code::option_empty : Code::missing_argument, {name});
            }
        }
        if (lang_.empty() || lang_ == "zh" || lang_ == "en") return std::nullopt;
        return text::diagnose(Code::wrong_choice, {"--lang", text::excerpt(lang_), "zh, en"});
    }
    /// CLI11's own sentences, `--as-of: 1 required TEXT missing`, in ours.
    [[nodiscard]] text::Diagnostic mistaken(const CLI::ParseError& error) const {
        const std::string said = error.what();
        const std::string option = said.substr(0, said.find_first_of(": "));
        if (said.ends_with(" missing")) return text::diagnose(Code::option_without_value, {option, chosen()->get_name()});
        if (said.find("At Most 1 required") != std::string::npos) return text::diagnose(Code::option_twice, {option});
        if (!option.starts_with('-')) return text::diagnose(Code::wrong_usage, {Words("写法不对", text::excerpt(said))});
        return text::diagnose(Code::wrong_usage, {Words(option + " 写法不对", text::excerpt(said))});
    }
    /// `PLAN is required` -> PLAN.
    [[nodiscard]] Words lacking(const CLI::ParseError& error) const {
        const std::string said = error.what();
        if (said.starts_with("A subcommand")) return {"命令", "a command"};
        const std::size_t end = said.find(" is required");
        return said.substr(0, end);
    }

    Arguments& arguments_;
    Language language_;
    std::string& lang_;
    CLI::App app_;
};

/// --lang wherever it stands, else what the locale begins with: needed before the command line is declared.
Language spoken_language(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        std::string_view said;
        if (word == "--lang" && i + 1 < argc) said = argv[i + 1];
        if (word.starts_with("--lang=")) said = word.substr(7);
        if (said == "zh") return Language::zh;
        if (said == "en") return Language::en;
    }
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* locale = std::getenv(name);
        if (locale != nullptr && *locale != '\0')
            return std::string_view(locale).starts_with("zh") ? Language::zh : Language::en;
    }
    return Language::en;
}

Exit run(const Arguments& arguments, Terminal& terminal) {
    switch (arguments.command) {
        case Command::none: return Exit::usage;
        case Command::init: return init(arguments, terminal);
        case Command::check: return check(arguments, terminal);
        case Command::format: return format(arguments, terminal);
        case Command::submit: return submit(arguments, terminal);
        case Command::status: return status(arguments, terminal);
        case Command::checklist: return checklist(arguments, terminal);
        case Command::explain: return explain(arguments, terminal);
        case Command::missing: return missing(arguments, terminal);
        case Command::notices: return notices(arguments, terminal);
        case Command::log: return log(arguments, terminal);
        case Command::units: return units(arguments, terminal);
        case Command::dump: return dump(arguments, terminal);
        case Command::coverage: return coverage(arguments, terminal);
        case Command::diff: return diff(arguments, terminal);
        case Command::amend: return amend(arguments, terminal);
        case Command::what_if: return what_if(arguments, terminal);
        case Command::forecast: return forecast(arguments, terminal);
        case Command::verify: return verify(arguments, terminal);
    }
    return Exit::usage;
}

Exit begin(int argc, char** argv) {
    Arguments arguments;
    arguments.messages = spoken_language(argc, argv);
    Terminal terminal(arguments.messages);
    std::string lang;
    Exit exit = Exit::fine;
    try {
        CommandLine line(arguments, lang);
        const std::optional<Exit> ended = line.parse(argc, argv, terminal);
        if (!lang.empty()) arguments.documents = lang == "zh" ? Language::zh : Language::en;
        exit = ended ? *ended : run(arguments, terminal);
    } catch (const std::bad_alloc&) {
        terminal.report(text::diagnose(Code::out_of_memory));
        return Exit::world;
    }
    if (!terminal.finish()) {
        if (!terminal.reader_left()) {
            terminal.report(text::diagnose(Code::output_failed, {Words("标准输出", "standard output")}));
        }
        return Exit::world;
    }
    return exit;
}

}  // namespace

}  // namespace duban::cli

int main(int argc, char** argv) {
    static_cast<void>(std::signal(SIGPIPE, SIG_IGN));  // whoever reads may leave: the work is done first, then it is said
    try {
        return static_cast<int>(duban::cli::begin(argc, argv));
    } catch (...) {  // a message that could not be made either
        static_cast<void>(std::fputs("duban: internal error\n", stderr));
        return static_cast<int>(duban::cli::Exit::world);
    }
}
