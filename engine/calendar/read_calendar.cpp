#include "engine/calendar/calendar.hpp"

#include "dsl/text/encoding.hpp"
#include "dsl/text/utf8.hpp"
#include "engine/digest/sha256.hpp"
#include "engine/json/writer.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <exception>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace duban::calendar {

namespace {

using Json = nlohmann::json;
using text::Code;
using text::Words;
using value::Date;

constexpr std::size_t kMostBytes = 10'000'000;
constexpr std::int64_t kMostOffsetMinutes = 14 * 60;
constexpr std::int32_t kSaturday = 5;

/// Named days of one kind.
using NamedDays = std::map<Date, std::string>;

/// Members that stand twice in one object, of which the library would keep the last without a word.
class DoubledMembers {
public:
    /// The library's callback: keeps everything.
    bool operator()(int, Json::parse_event_t event, const Json& parsed) {
        if (event == Json::parse_event_t::object_start) open_.emplace_back();
        if (event == Json::parse_event_t::object_end) open_.pop_back();
        if (event == Json::parse_event_t::key) {
            const auto& key = parsed.get_ref<const std::string&>();
            if (!open_.back().insert(key).second) found_.insert(key);
        }
        return true;
    }
    [[nodiscard]] const std::set<std::string>& found() const { return found_; }

private:
    std::vector<std::set<std::string>> open_;
    std::set<std::string> found_;
};

}  // namespace

class CalendarReader {
public:
    CalendarReader(const std::string& file, text::Sink& sink) : file_(file), sink_(sink) {}

    std::optional<Calendar> read(std::string_view bytes) {
        const std::size_t errors_before = sink_.errors();
        const std::optional<Json> document = parse(bytes);
        if (!document) return std::nullopt;
        if (!document->is_object()) {
            complain(Code::calendar_not_object);
            return std::nullopt;
        }
        calendar_.name_ = text_member(*document, "name");
        calendar_.zone_ = text_member(*document, "zone");
        read_offset(*document);
        read_years(*document);
        if (sink_.errors() != errors_before) return std::nullopt;
        lay_out();
        write_canonical();
        return std::move(calendar_);
    }

private:
    void complain(Code code, std::vector<Words> arguments = {}, std::size_t offset = 0) {
        const auto place = static_cast<std::uint32_t>(std::min<std::size_t>(offset, std::numeric_limits<std::uint32_t>::max()));
        sink_.add(text::diagnose(code, file_, {place, place}, std::move(arguments)));
    }

    std::optional<Json> parse(std::string_view bytes) {
        if (bytes.size() > kMostBytes) {
            complain(Code::source_too_long, {std::to_string(bytes.size()), std::to_string(kMostBytes)});
            return std::nullopt;
        }
        if (auto found = text::not_text(bytes)) {
            found->file = file_;
            sink_.add(std::move(*found));
            return std::nullopt;
        }
        try {
            DoubledMembers doubled;
            Json document = Json::parse(bytes, std::ref(doubled));
            for (const std::string& key : doubled.found())
                complain(Code::calendar_member_doubled, {text::excerpt(key)});
            return document;
        } catch (const Json::parse_error& error) {
            const std::size_t offset = error.byte > 0 ? error.byte - 1 : 0;
            const auto begin = bytes.begin();
            const auto line = std::count(begin, begin + static_cast<std::ptrdiff_t>(std::min(offset, bytes.size())), '\n') + 1;
            complain(Code::calendar_not_json, {std::to_string(line)}, offset);
        } catch (const std::exception&) {
            complain(Code::calendar_not_json, {"1"});
        }
        return std::nullopt;
    }

    /// The member's text; a finding if it is missing, empty, or no text.
    std::string text_member(const Json& document, const char* name) {
        const auto found = document.find(name);
        const auto* text = found == document.end() ? nullptr : found->get_ptr<const std::string*>();
        if (text && !text->empty()) return *text;
        complain(Code::calendar_member_missing, {name, Words("非空的文字", "a text that is not empty")});
        return {};
    }

    void read_offset(const Json& document) {
        const auto found = document.find("offset_minutes");
        const auto* minutes = found == document.end() ? nullptr : found->get_ptr<const Json::number_integer_t*>();
        const bool fits = minutes && found->dump() == std::to_string(*minutes);  // it may be unsigned, and too great
        if (fits && *minutes >= -kMostOffsetMinutes && *minutes <= kMostOffsetMinutes) {
            calendar_.offset_minutes_ = static_cast<std::int32_t>(*minutes);
        } else {
            complain(Code::calendar_member_missing,
                     {"offset_minutes", Words("-840 到 840 之间的整数", "a whole number from -840 to 840")});
        }
    }

    void read_years(const Json& document) {
        const auto found = document.find("years");
        if (found == document.end() || !found->is_object() || found->empty()) {
            complain(Code::calendar_member_missing,
                     {"years", Words("以年份为名的各年数据", "an object with the years as names")});
            return;
        }
        std::optional<std::int32_t> year_before;
        for (const auto& [key, days] : found->items()) {  // sorted: the library keeps members in a map
            const std::optional<Date> new_year = value::parse_date(key + "-01-01");
            const bool is_year = new_year && value::to_string(*new_year) == key + "-01-01";
            if (!is_year) {
                complain(Code::calendar_year_malformed, {text::excerpt(key)});
                continue;
            }
            const std::int32_t year = civil(*new_year).year;
            if (!year_before) calendar_.first_year_ = year;
            if (year_before && year != *year_before + 1) complain_of_gap(*year_before, year);
            read_year(key, year, days);
            year_before = year;
        }
        calendar_.last_year_ = year_before.value_or(-1);
    }

    void complain_of_gap(std::int32_t before, std::int32_t after) {
        std::string years = std::to_string(before + 1);
        if (after - before > 2) years += "–" + std::to_string(after - 1);
        complain(Code::calendar_year_missing, {years});
    }

    void read_year(const std::string& key, std::int32_t year, const Json& days) {
        for (const char* kind : {"off", "work"}) {
            if (!days.is_object() || !days.contains(kind) || !days[kind].is_object()) {
                complain(Code::calendar_year_incomplete, {key, kind});
                return;
            }
        }
        for (const auto& [kind, unused] : days.items()) {
            if (kind != "off" && kind != "work") complain(Code::calendar_member_unknown, {key, text::excerpt(kind)});
        }
        read_days(year, days["off"], off_);
        read_days(year, days["work"], work_);
        for (const auto& [day, unused] : days["work"].items()) {
            if (days["off"].contains(day)) complain(Code::calendar_day_doubled, {day});
        }
    }

    void read_days(std::int32_t year, const Json& days, NamedDays& named) {
        for (const auto& [key, name] : days.items()) {
            const std::optional<Date> date = value::parse_date(key);
            const auto* text = name.get_ptr<const std::string*>();
            if (!date || value::to_string(*date) != key) {
                complain(Code::calendar_date_wrong, {text::excerpt(key)});
            } else if (civil(*date).year != year) {
                complain(Code::calendar_date_elsewhere, {key, std::to_string(year)});
            } else if (!text) {
                complain(Code::calendar_day_without_name, {text::excerpt(key)});
            } else {
                named.emplace(*date, *text);
            }
        }
    }

    void lay_out() {
        calendar_.first_day_ = value::month_end(calendar_.first_year_ - 1, 12);
        calendar_.first_day_ = value::add_days(calendar_.first_day_, 1);
        const Date last_day = value::month_end(calendar_.last_year_, 12);
        const auto size = static_cast<std::size_t>(last_day.days - calendar_.first_day_.days) + 1;
        calendar_.working_.resize(size);
        calendar_.working_before_.assign(1, 0);
        calendar_.working_before_.reserve(size + 1);
        for (std::size_t i = 0; i < size; ++i) {
            const Date date = value::add_days(calendar_.first_day_, static_cast<std::int32_t>(i));
            const bool is_working = work_.contains(date) || (value::weekday(date) < kSaturday && !off_.contains(date));
            calendar_.working_[i] = is_working ? 1 : 0;
            calendar_.working_before_.push_back(calendar_.working_before_.back() + (is_working ? 1 : 0));
        }
        calendar_.day_names_.assign(off_.begin(), off_.end());
        calendar_.day_names_.insert(calendar_.day_names_.end(), work_.begin(), work_.end());
        std::sort(calendar_.day_names_.begin(), calendar_.day_names_.end());
    }

    /// What the file says of the days, in one way only; without its source, which changes no day.
    void write_canonical() {
        json::Writer writer(json::Layout::one_line);
        writer.begin_object();
        writer.member("name", calendar_.name_).member("offset_minutes", calendar_.offset_minutes_);
        writer.key("years").begin_object();
        for (std::int32_t year = calendar_.first_year_; year <= calendar_.last_year_; ++year) {
            const Date last_day = value::month_end(year, 12);
            writer.key(value::to_string(last_day).substr(0, 4)).begin_object();
            write_days(writer.key("off"), off_, last_day);
            write_days(writer.key("work"), work_, last_day);
            writer.end_object();
        }
        writer.end_object();
        writer.member("zone", calendar_.zone_).end_object();
        calendar_.canonical_ = writer.take();
        calendar_.hash_ = digest::sha256(calendar_.canonical_);
    }

    static void write_days(json::Writer& writer, const NamedDays& named, Date last_day) {
        writer.begin_object();
        const Date last_day_before = value::add_months(last_day, -12);
        const auto end = named.upper_bound(last_day);
        for (auto day = named.upper_bound(last_day_before); day != end; ++day)
            writer.member(value::to_string(day->first), day->second);
        writer.end_object();
    }

    const std::string& file_;
    text::Sink& sink_;
    Calendar calendar_;
    NamedDays off_;
    NamedDays work_;
};

std::optional<Calendar> read_calendar(std::string_view json, const std::string& file, text::Sink& sink) {
    std::optional<Calendar> calendar = CalendarReader(file, sink).read(json);
    sink.sort();
    return calendar;
}

std::optional<Calendar> assuming(const Calendar& calendar, Date day, bool is_working) {
    Json document = Json::parse(calendar.canonical());
    const std::string key = value::to_string(day);
    const auto year = document["years"].find(key.substr(0, 4));
    if (year == document["years"].end()) return std::nullopt;
    (*year)["off"].erase(key);
    (*year)["work"].erase(key);
    (*year)[is_working ? "work" : "off"][key] = "假定";
    text::Sink sink;
    return read_calendar(document.dump(), calendar.name(), sink);
}

}  // namespace duban::calendar
