#include "engine/plan/resolve_context.hpp"

#include "dsl/text/utf8.hpp"
#include "engine/plan/resolve_meant.hpp"

#include <algorithm>

namespace duban::plan {

using text::Code;
using text::Words;

Words words(NameKind kind) {
    switch (kind) {
        case NameKind::level: return {"层级", "level"};
        case NameKind::organ: return {"部门", "organ"};
        case NameKind::indicator: return {"指标", "indicator"};
        case NameKind::event: return {"事件", "event"};
        case NameKind::window: return {"时段", "window"};
        case NameKind::parameter: return {"参数", "parameter"};
        case NameKind::unit_set: return {"单位集", "unit set"};
    }
    return {};
}

Words words(syntax::ClauseKind kind) {
    using syntax::Keyword;
    using enum syntax::ClauseKind;
    switch (kind) {
        case source: return syntax::words_of(Keyword::source);
        case under: return syntax::words_of(Keyword::under);
        case see_also: return syntax::words_of(Keyword::see_also);
        case lead: return syntax::words_of(Keyword::lead);
        case jointly: return syntax::words_of(Keyword::jointly);
        case support: return syntax::words_of(Keyword::support);
        case oversee: return syntax::words_of(Keyword::oversee);
        case verify: return syntax::words_of(Keyword::verify);
        case reported_by: return syntax::words_of(Keyword::reported_by);
        case officer: return syntax::words_of(Keyword::officer);
        case evidence: return syntax::words_of(Keyword::evidence);
        case requires_tasks: return syntax::words_of(Keyword::requires_tasks);
        case replaces: return syntax::words_of(Keyword::replaces);
        case shift: return syntax::words_of(Keyword::shift);
        case from: return syntax::words_of(Keyword::from);
        case due: return syntax::words_of(Keyword::due);
        case rhythm: return syntax::words_of(Keyword::every);
        case continuing: return syntax::words_of(Keyword::continuing);
        case during: return syntax::words_of(Keyword::during);
        case triggered_by: return syntax::words_of(Keyword::triggered_by);
        case done: return syntax::words_of(Keyword::done);
        case normally: return syntax::words_of(Keyword::normally);
        case should: return syntax::words_of(Keyword::should);
        case may: return syntax::words_of(Keyword::may);
        case never: return syntax::words_of(Keyword::never);
        case schedule: return syntax::words_of(Keyword::schedule);
        case weight: return syntax::words_of(Keyword::weight);
        case close_when: return syntax::words_of(Keyword::close_when);
        case signed_by: return syntax::words_of(Keyword::signed_by);
        case escalate: return syntax::words_of(Keyword::escalate);
    }
    return {};
}

Words declaration_of(NameKind kind, const std::string& name) {
    switch (kind) {
        case NameKind::level: return {};
        case NameKind::organ: return {"部门 " + name, "organs " + name};
        case NameKind::indicator:
            return {"指标 " + name + " 数量 “次” 累计 每季度", "indicator " + name + " number “times” flow every quarter"};
        case NameKind::event: return {"事件 " + name + " { 发生 时刻 }", "event " + name + " { occurred time }"};
        case NameKind::window: return {"时段 " + name + " 6月1日 至 9月30日", "window " + name + " June 1 .. September 30"};
        case NameKind::parameter: return {"参数 " + name + " 10日", "parameter " + name + " 10 days"};
        case NameKind::unit_set: return {"单位集 " + name + " = …", "unit set " + name + " = …"};
    }
    return {};
}

bool Context::has_errors_in(const text::Source& source, const text::Sink& sink) {
    return std::any_of(sink.all().begin(), sink.all().end(), [&](const text::Diagnostic& found) {
        return found.severity == text::Severity::error && found.file == source.name();
    });
}

std::string part_id(const std::string& task, std::size_t number) { return task + "-" + std::to_string(number); }

Context::Positions Context::positions(const syntax::PlanFile& tree) {
    Positions positions;
    std::uint32_t next = 0;
    for (const syntax::Chapter& chapter : tree.chapters) {
        for (const syntax::Task& task : chapter.tasks) {
            positions.emplace(task.id, next++);
            for (std::size_t part = 1; part <= task.parts.size(); ++part)
                positions.emplace(part_id(task.id, part), next++);
        }
    }
    return positions;
}

std::uint32_t Context::task(std::string_view id) const {
    const auto found = tasks_.find(id);
    return found == tasks_.end() ? kNone : found->second;
}

void Context::say(Code code, Span span, std::vector<Words> arguments) {
    std::string key = std::to_string(static_cast<unsigned>(code)) + ' ' + std::to_string(span.begin);
    for (const Words& argument : arguments)
        key += ' ' + argument.zh;
    if (said_.insert(std::move(key)).second) sink_.add(text::diagnose(code, source_.name(), span, std::move(arguments)));
}

void Context::say_missing(Code code, Span span, std::vector<Words> arguments) {
    if (!broken_text_) say(code, span, std::move(arguments));
}

void Context::unknown(const syntax::Name& name, Words kind, const std::vector<Words>& candidates, const Words& declaration) {
    if (unread_.contains(name.text)) return;
    constexpr std::size_t kFew = 10;
    std::vector<std::string> spellings;
    Words all;
    for (const Words& one : candidates) {
        spellings.push_back(one.zh);
        spellings.push_back(one.en);
        all.zh += (all.zh.empty() ? "" : "、") + one.zh;
        all.en += (all.en.empty() ? "" : ", ") + one.en;
    }
    const std::string nearest = text::nearest(name.text, spellings);
    const Words near = nearest.empty() ? Words() : as_written(nearest);
    const bool declarable = !declaration.zh.empty();
    if (!nearest.empty() && declarable)
        return say(Code::unknown_name_near_or_new, name.span, {name.text, std::move(kind), near, declaration});
    if (!nearest.empty()) return say(Code::unknown_name_near, name.span, {name.text, std::move(kind), near});
    if (declarable) return say(Code::unknown_name_new, name.span, {name.text, std::move(kind), declaration});
    const bool few = !candidates.empty() && candidates.size() <= kFew;
    if (few) return say(Code::unknown_name_of, name.span, {name.text, std::move(kind), std::move(all)});
    say(Code::unknown_name, name.span, {name.text, std::move(kind)});
}

Words Context::line_of(Span span) const {
    const std::string line = std::to_string(source_.position(span.begin).line);
    return {"第 " + line + " 行", "line " + line};
}

void Context::declare(const syntax::Name& name, NameKind kind, std::size_t index) {
    const Declared fresh{kind, static_cast<std::uint32_t>(index), name.span, false};
    const auto [place, is_new] = names_.emplace(name.text, fresh);
    if (is_new) return;
    say(Code::name_twice, name.span, {name.text, words(place->second.kind), line_of(place->second.span)});
}

const Declared* Context::find(std::string_view name) const {
    const auto found = names_.find(name);
    return found == names_.end() ? nullptr : &found->second;
}

std::uint32_t Context::use(const syntax::Name& name, NameKind kind, const Words& declaration) {
    const auto found = names_.find(name.text);
    const auto together =
        found == names_.end() && !unread_.contains(name.text) ? run_together(name.text, kind, names_of(kind)) : std::nullopt;
    if (together && together->begins_with_name) {
        say(Code::written_apart, name.span, {name.text, together->apart});
        return kNone;
    }
    if (together) {
        say(Code::word_inside_name, name.span, {name.text, words(kind), together->word, together->apart});
        return kNone;
    }
    if (found == names_.end()) {
        unknown(name, words(kind), names_of(kind), declaration.zh.empty() ? declaration_of(kind, name.text) : declaration);
        return kNone;
    }
    found->second.used = true;
    if (found->second.kind == kind) return found->second.index;
    say(Code::other_kind_of_name, name.span, {name.text, words(found->second.kind), words(kind)});
    return kNone;
}

void Context::mark_used(std::string_view name) {
    const auto found = names_.find(name);
    if (found != names_.end()) found->second.used = true;
}

std::uint32_t Context::attribute(std::string_view name) {
    const std::uint32_t known = plan.find_attribute(name);
    if (known != kNone || !units) return known;
    const std::vector<std::string>& columns = units->attributes();
    const auto found = std::find(columns.begin(), columns.end(), name);
    if (found == columns.end()) return kNone;
    plan.attributes.push_back({std::string(name), static_cast<std::size_t>(found - columns.begin())});
    return static_cast<std::uint32_t>(plan.attributes.size() - 1);
}

std::vector<std::string> Context::names_of(NameKind kind) const {
    std::vector<std::string> names;
    for (const auto& [name, declared] : names_) {
        if (declared.kind == kind) names.push_back(name);
    }
    return names;
}

}  // namespace duban::plan
