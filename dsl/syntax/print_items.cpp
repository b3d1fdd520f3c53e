#include "dsl/syntax/print_items.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace duban::syntax {

namespace {

Item item_of(const Header& header);
Item item_of(const Organs& organs);
Item item_of(const Event& event);
Item item_of(const Window& window);
Item item_of(const Parameter& parameter);
Item item_of(const UnitSet& set);
Item item_of(const Lights& lights);
Item item_of(const Text& use);
Item item_of(const Field& indicator);
Item item_of(const Narrative& narrative);
Item item_of(const Task& task);
Item item_of(const Part& part);
Item item_of(const Clause& clause);

template <class T>
void add(Items& items, const std::vector<T>& all) {
    for (const T& one : all)
        items.push_back(item_of(one));
}

Item line(Span span, std::function<void(Words&, Phrase&)> write) {
    Item item;
    item.begin = span.begin;
    item.end = span.end;
    item.write = std::move(write);
    return item;
}

/// A first word and its phrase.
Item clause_item(Span span, Keyword keyword, std::function<void(Words&, Phrase&)> phrase) {
    Item item = line(span, [keyword, phrase = std::move(phrase)](Words& words, Phrase& written) {
        words.put(keyword);
        words.end_head();
        phrase(words, written);
    });
    item.aligned = Item::Aligned::in_block;
    return item;
}

Item item_of(const Clause& clause) {
    const auto keyword = static_cast<Keyword>(static_cast<int>(Keyword::source) + static_cast<int>(clause.kind));
    const auto write = [&clause](Words&, Phrase& phrase) { phrase.write(clause); };
    if (clause.kind == ClauseKind::rhythm) return line(clause.span, write);
    return clause_item(clause.span, keyword, write);
}

/// A name, and behind it what is told of it.
template <class T>
Item named(const Name& name, const T& told) {
    Item item = line({name.span.begin, told.span.end}, [&name, &told](Words& words, Phrase& phrase) {
        if constexpr (std::is_same_v<T, Light>) phrase.among_lights();
        phrase.write(name);
        if constexpr (std::is_same_v<T, Light>) words.glue(":");
        words.end_head();
        phrase.write(told);
    });
    item.aligned = Item::Aligned::in_block;
    return item;
}

/// 指标, 时段, 参数, 单位集, 部门: one line, in a column with its neighbours.
Item declared(Keyword keyword, const std::vector<Name>& names, std::uint32_t end, std::function<void(Words&, Phrase&)> phrase) {
    Item item =
        line({names.front().span.begin, end}, [keyword, names, phrase = std::move(phrase)](Words& words, Phrase& written) {
            words.put(keyword);
            written.list(names);
            words.end_head();
            phrase(words, written);
        });
    item.aligned = Item::Aligned::in_run;
    item.kind = keyword;
    return item;
}

Item item_of(const Organs& organs) {
    const Name& last = organs.levels.empty() ? organs.names.back() : organs.levels.back();
    return declared(Keyword::organs, organs.names, last.span.end, [&organs](Words&, Phrase& phrase) {
        if (organs.levels.empty()) return;
        phrase.equals();
        phrase.list(organs.levels);
    });
}
Item item_of(const UnitSet& set) {
    return declared(Keyword::unit_set, {set.name}, set.who.span.end, [&set](Words&, Phrase& phrase) {
        phrase.equals();
        phrase.write(set.who);
    });
}
Item item_of(const Window& window) {
    return declared(Keyword::window, {window.name}, window.range.span.end,
                    [&window](Words&, Phrase& phrase) { phrase.write(window.range); });
}
Item item_of(const Parameter& parameter) {
    return declared(Keyword::parameter, {parameter.name}, parameter.span.end, [&parameter](Words& words, Phrase& phrase) {
        if (parameter.to_be_announced) return words.put(Keyword::to_be_announced);
        phrase.write(parameter.value);
    });
}
Item item_of(const Field& indicator) {
    return declared(Keyword::indicator, {indicator.name}, indicator.span.end,
                    [&indicator](Words&, Phrase& phrase) { phrase.write(indicator); });
}

Item item_of(const Text& use) {
    return line(use.span, [&use](Words& words, Phrase& phrase) {
        words.put(Keyword::use);
        phrase.write(use);
        words.end_head();
    });
}

Item item_of(const Narrative& narrative) {
    return line(narrative.span, [&narrative](Words& words, Phrase& phrase) {
        words.put(Keyword::narrative);
        phrase.write(narrative.text);
        if (narrative.because) {
            words.put(Keyword::because);
            phrase.write(*narrative.because);
        }
        words.end_head();
    });
}

template <class T>
Item block_of(const T& thing, std::function<void(Words&, Phrase&)> head, std::function<Items()> inside) {
    Item item = line({thing.span.begin, 0}, [head = std::move(head)](Words& words, Phrase& phrase) {
        head(words, phrase);
        words.end_head();
    });
    item.block = thing.block;
    item.inside = std::move(inside);
    return item;
}

Item item_of(const Event& event) {
    Item item = block_of(
        event,
        [&event](Words& words, Phrase& phrase) {
            words.put(Keyword::event);
            phrase.among_fields();
            phrase.write(event.name);
            if (event.label) phrase.write(*event.label);
        },
        [&event] {
            Items items;
            for (const Field& field : event.fields)
                items.push_back(named(field.name, field));
            return items;
        });
    if (event.rhythm) item.behind = [&event](Words&, Phrase& phrase) { phrase.write(*event.rhythm); };
    return item;
}

Item item_of(const Lights& lights) {
    return block_of(
        lights, [](Words& words, Phrase&) { words.put(Keyword::lights); },
        [&lights] {
            Items items;
            for (const Light& light : lights.lights)
                items.push_back(named(light.name, light));
            return items;
        });
}

Item item_of(const Part& part) {
    Item item = block_of(
        part,
        [&part](Words& words, Phrase& phrase) {
            words.put(part.in_order ? Keyword::step : Keyword::part);
            phrase.write(part.title);
        },
        [&part] {
            Items items;
            add(items, part.clauses);
            return items;
        });
    item.may_be_one_line = true;
    return item;
}

/// 章 or 任务, its id and title.
auto head_of(Keyword keyword, const std::string& id, const std::optional<Text>& title) {
    return [keyword, &id, &title](Words& words, Phrase& phrase) {
        words.put(keyword);
        phrase.write_id(id);
        if (title) phrase.write(*title);
    };
}

Item item_of(const Task& task) {
    return block_of(task, head_of(Keyword::task, task.id, task.title), [&task] {
        Items items;
        add(items, task.clauses);
        add(items, task.parts);
        return items;
    });
}

template <class T>
void add_clause(Items& items, Keyword keyword, const T& written) {
    if (!written) return;
    items.push_back(clause_item(written->span, keyword, [&written](Words&, Phrase& phrase) { phrase.write(*written); }));
}
void add_clause(Items& items, Keyword keyword, const std::vector<Name>& names, std::string_view between) {
    if (names.empty()) return;
    items.push_back(clause_item(
        {names.front().span.begin, names.back().span.end}, keyword,
        [&names, between](Words&, Phrase& phrase) { between.empty() ? phrase.list(names) : phrase.list(names, between); }));
}

Item item_of(const Header& header) {
    return block_of(
        header,
        [&header](Words& words, Phrase& phrase) {
            words.put(Keyword::plan);
            phrase.write(header.name);
            if (header.title) phrase.write(*header.title);
        },
        [&header] {
            Items items;
            add_clause(items, Keyword::year_of_plan, header.year);
            if (header.issued) {
                const auto write = [&header](Words&, Phrase& phrase) {
                    phrase.write(*header.issued);
                    if (header.issued_assumed) phrase.assumed();
                };
                items.push_back(clause_item(header.issued->span, Keyword::issued_on, write));
            }
            add_clause(items, Keyword::issuer, header.issuers, "");
            add_clause(items, Keyword::levels, header.levels, ">");
            add_clause(items, Keyword::units, header.units);
            add_clause(items, Keyword::calendar, header.calendar);
            add_clause(items, Keyword::zone, header.zone);
            add_clause(items, Keyword::source, header.source);
            add_clause(items, Keyword::amends, header.amends);
            add(items, header.defaults);
            return items;
        });
}

/// A chapter without an id has no block: its last task or narrative ends it.
std::uint32_t last_place(const Chapter& chapter) {
    std::uint32_t last = chapter.block.end;
    if (!chapter.tasks.empty()) last = std::max(last, chapter.tasks.back().block.end);
    if (!chapter.narratives.empty()) last = std::max(last, chapter.narratives.back().span.end);
    return last;
}

/// Indicators are one list in the tree: those that lie in a chapter, by chapter; at the end all others.
std::vector<std::vector<const Field*>> by_chapter(const PlanFile& file) {
    const auto& chapters = file.chapters;
    std::vector<std::vector<const Field*>> indicators(chapters.size() + 1);
    for (const Field& indicator : file.indicators) {
        const auto next =
            std::upper_bound(chapters.begin(), chapters.end(), indicator.span.begin,
                             [](std::uint32_t place, const Chapter& chapter) { return place < last_place(chapter); });
        const bool lies_in = next != chapters.end() && next->block.begin < indicator.span.begin && !next->id.empty();
        indicators[static_cast<std::size_t>((lies_in ? next : chapters.end()) - chapters.begin())].push_back(&indicator);
    }
    return indicators;
}

Item item_of(const Chapter& chapter, const std::vector<const Field*>& indicators) {
    return block_of(chapter, head_of(Keyword::chapter, chapter.id, chapter.title), [&chapter, indicators] {
        Items items;
        add(items, chapter.clauses);
        add(items, chapter.tasks);
        add(items, chapter.narratives);
        for (const Field* indicator : indicators)
            items.push_back(item_of(*indicator));
        return items;
    });
}

}  // namespace

Items items_of(const PlanFile& file) {
    Items items;
    add(items, file.headers);
    add(items, file.organs);
    add(items, file.events);
    add(items, file.windows);
    add(items, file.parameters);
    add(items, file.unit_sets);
    add(items, file.lights);
    add(items, file.uses);
    const std::vector<std::vector<const Field*>> indicators = by_chapter(file);
    for (std::size_t at = 0; at < file.chapters.size(); ++at) {
        const Chapter& chapter = file.chapters[at];
        if (!chapter.id.empty()) {
            items.push_back(item_of(chapter, indicators[at]));
            continue;
        }
        add(items, chapter.tasks);
        add(items, chapter.narratives);
    }
    for (const Field* indicator : indicators.back())
        items.push_back(item_of(*indicator));
    return items;
}

}  // namespace duban::syntax
