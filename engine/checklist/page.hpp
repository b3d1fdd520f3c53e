// What stands on a page before it has a format?
//
// A document is made into a page once, and each format can write any page. There is no markup in it: texts are plain and in
// the page's language; what a sheet or a picture needs besides (numbers, dates, lights, links) stands beside the text.
#pragma once

#include "dsl/text/language.hpp"
#include "dsl/value/date.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace duban::checklist {

/// How a light looks, worst first. Never colour alone: each has a shape of its own, and the light has its word.
enum class Tone : std::uint8_t { red, yellow, blue, green, grey };
inline constexpr std::size_t kTones = 5;
/// ▲ ◆ ■ ● ○
[[nodiscard]] std::string_view shape(Tone tone);

struct Light {
    Tone tone = Tone::grey;
    std::string word;  // 红, as the plan calls it
};

/// What a sheet computes with and a picture is drawn from.
struct Number {
    std::int64_t millionths = 0;
    std::string measure;  // empty: none
};
/// A part of a whole that surely lies between two bounds, in millionths of the whole; known where they are equal.
struct Rate {
    std::int64_t low = 0;
    std::int64_t high = 0;
};
/// An instant at the last minute of a day stands for the day.
using Value = std::variant<std::monostate, Number, Rate, value::Instant>;

/// A page by its place in a folder of pages, without the ending: `units/140000/140105`. Empty: no page.
using Place = std::string;

struct Cell {
    std::string text;  // what a person reads, the light's shape and word apart; may be empty
    Value value;  // the same for a sheet
    std::optional<Light> light;
    Place link;
};
using Cells = std::vector<Cell>;
/// `▲ 逾期`: the light's shape, then the text, or the light's word where there is none.
[[nodiscard]] std::string with_shape(const std::optional<Light>& light, const std::string& text);

// ---- the kinds of section

/// Paragraphs.
struct Text {
    std::vector<std::string> paragraphs;
};

/// A few figures that are read before all else.
struct Figure {
    std::string name;
    std::string value;
    std::string note;  // what it counts, how it changed; may be empty
    std::optional<Light> light;
};
struct Figures {
    std::vector<Figure> figures;
};

enum class Width : std::uint8_t { narrow, normal, wide };  // a number or a word; a few words; sentences
enum class Align : std::uint8_t { left, right, centre };
struct Column {
    std::string name;
    Width width = Width::normal;
    Align align = Align::left;
    std::string note;  // longer words under the name: the title of a task; may be empty
};
/// Rows that belong together. Where formats have no place for its title, it is a first column.
struct Group {
    std::string title;  // empty if it is the only one
    std::vector<Cells> rows;
};
struct Table {
    std::vector<Column> columns;
    std::string grouped_by;  // what the titles of groups are: 类别; empty if they have none
    std::vector<Group> groups;  // each with rows
    Cells total;  // empty: none
    std::string if_empty;  // what is said where there are no rows
    std::vector<std::string> foot;  // lines under it, to be signed
    std::uint32_t frozen = 0;  // leading columns that stay in sight

    [[nodiscard]] bool is_empty() const { return groups.empty(); }
};

/// How many of each light, as a bar of parts.
struct Share {
    Light light;
    std::int64_t count = 0;
};
struct Bar {
    std::string label;
    std::vector<Share> shares;  // none of them 0
    Place link;
};
struct Bars {
    std::vector<Bar> bars;
};

/// A light for each unit, on a small map of tiles.
struct Tile {
    std::string label;
    Light light;
    std::vector<Share> shares;  // how many of each light are behind it; may be empty
    std::string words;  // what else is said of it: a rate, a rank
    Place link;
    struct Position {
        std::uint32_t column = 0;
        std::uint32_t row = 0;
    };
    std::optional<Position> position;  // from 0; all tiles have one, or none has and they follow each other
};
struct Map {
    std::vector<Tile> tiles;
};

/// What words and lights mean.
struct Meaning {
    std::optional<Light> light;
    std::string word;
    std::string meaning;
};
struct Legend {
    std::vector<Meaning> meanings;
};

struct Section {
    std::string title;  // may be empty
    std::variant<Text, Figures, Table, Bars, Map, Legend> body;
};

// ---- the page

enum class Orientation : std::uint8_t { portrait, landscape };  // of a sheet of A4

struct Link {
    std::string words;
    Place place;
};

struct Page {
    std::string title;
    std::vector<std::string> subtitles;
    text::Language language = text::Language::zh;
    Orientation orientation = Orientation::portrait;
    std::vector<Section> sections;
    std::uint32_t main = 0;  // the section that a format with room for one writes: a table or figures
    std::vector<std::string> receipt;  // lines
    Place place;  // empty: it stands alone, and no link is shown
    std::vector<Link> up;  // from the index down to the page above this one
    std::vector<Link> down;  // pages that say more
};

/// The way from a page to another: `../../tasks/10.8`.
[[nodiscard]] std::string path_between(std::string_view from, std::string_view to);

// ---- the formats that are text

/// CommonMark with tables.
[[nodiscard]] std::string markdown(const Page& page);

enum class Mark : std::uint8_t { bom, none };  // spreadsheets take UTF-8 without a mark for another encoding
/// The main section alone, RFC 4180: a head, then rows, nothing else. A total or a receipt would be one more row to whatever
/// adds the rows up, so they stand in the other formats only.
[[nodiscard]] std::string csv(const Page& page, Mark mark);
/// One file that needs no other, for a screen, a phone and paper; well-formed as XML too.
[[nodiscard]] std::string html(const Page& page);
/// A workbook: a sheet for each table, before them one for all else. Empty if the system has no room for the temporary files
/// that it is made in.
[[nodiscard]] std::string xlsx(const Page& page);

}  // namespace duban::checklist
