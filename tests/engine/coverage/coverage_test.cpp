#include "engine/coverage/coverage.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace duban::coverage {
namespace {

using text::Code;
using text::Language;

Passage quote(const char* task, const char* text, bool listed = false) { return {text, {}, task, {}, listed}; }
Passage narrative(const char* text, const char* because) { return {text, {}, {}, because, false}; }

struct Seen {
    std::vector<std::string> pieces;  // `1.1|encoded|做甲，`
    std::vector<Code> codes;
    Coverage coverage;
};

Seen look(const std::string& text, const std::vector<Passage>& passages) {
    constexpr const char* kStates[] = {"encoded", "narrative", "open"};
    const Document document("text", text);
    Seen seen;
    text::Sink sink;
    seen.coverage = cover(document, passages, "plan", sink);
    for (const text::Diagnostic& finding : sink.all())
        seen.codes.push_back(finding.code);
    for (const CoveredSentence& sentence : seen.coverage.sentences) {
        for (const Piece& piece : sentence.pieces) {
            std::string tasks;
            for (const std::string& task : piece.tasks)
                tasks += (tasks.empty() ? "" : ",") + task;
            seen.pieces.push_back(tasks + "|" + kStates[static_cast<std::size_t>(piece.state)] + "|" +
                                  std::string(document.source().slice(piece.span)));
        }
    }
    return seen;
}

using Pieces = std::vector<std::string>;
using Codes = std::vector<Code>;

TEST(Coverage, TellsForEachPieceWhoHasIt) {
    const Seen seen = look("一、标题\n（一）做甲，做《乙》，等等。做丙。",
                           {quote("1.1", "做甲"), quote("1.2", "做《乙》"), narrative("做丙", "总述")});
    EXPECT_EQ(seen.pieces,
              (Pieces{"|open|标题", "1.1|encoded|做甲，", "1.2|encoded|做《乙》，", "|open|等等。", "|narrative|做丙。"}));
    EXPECT_EQ(seen.codes, Codes{});
    EXPECT_EQ(seen.coverage.sentences[1].state, State::open);
    EXPECT_EQ(seen.coverage.sentences[2].pieces[0].because, "总述");
}

TEST(Coverage, CountsLettersByPieceAndSentencesByTheWorstOfTheirs) {
    const Seen seen = look("题目\n一、标题\n（一）做甲，做乙。做丙。做丁。", {quote("1", "做甲，做乙"), narrative("做丙", "")});
    EXPECT_EQ(seen.coverage.of(State::encoded).characters, 4U);
    EXPECT_EQ(seen.coverage.of(State::narrative).characters, 2U);
    EXPECT_EQ(seen.coverage.of(State::open).characters, 2U);
    for (const State state : {State::encoded, State::narrative, State::open})
        EXPECT_EQ(seen.coverage.of(state).sentences, 1U);
    EXPECT_EQ(seen.coverage.body().characters, 8U);
    EXPECT_EQ(seen.coverage.preamble.characters, 2U);
    EXPECT_EQ(seen.coverage.headings.characters, 2U);
}

TEST(Coverage, RefusesWhatIsNotInTheDocument) {
    EXPECT_EQ(look("（一）做甲。", {quote("1", "做乙")}).codes, Codes{Code::quote_not_in_source});
    EXPECT_EQ(look("（一）做甲。", {narrative("做乙", "总述")}).codes, Codes{Code::quote_not_in_source});
    EXPECT_EQ(look("（一）做甲。", {quote("1", "")}).codes, Codes{Code::quote_not_in_source});
}

TEST(Coverage, SeesAPassageThatIsTakenTwice) {
    EXPECT_EQ(look("（一）做甲，做乙。", {quote("1", "做甲，做乙"), quote("2", "做乙")}).codes, Codes{Code::quoted_twice});
    EXPECT_EQ(look("（一）做甲。", {quote("1", "做甲"), narrative("做甲", "总述")}).codes, Codes{Code::quoted_twice});
    EXPECT_EQ(look("（一）做甲。", {narrative("做甲", ""), narrative("做甲", "")}).codes, Codes{Code::quoted_twice});
    EXPECT_EQ(look("（一）做甲。", {quote("1", "做甲"), quote("1", "做甲")}).codes, Codes{Code::quoted_twice});
    EXPECT_EQ(look("（一）做甲，做乙。", {quote("1", "做甲，"), quote("2", "，做乙")}).codes, Codes{})
        << "marks are not shared text";
}

TEST(Coverage, TasksShareAPassageThatEachOfThemLists) {
    const Seen seen = look("（一）在省、市设机构。", {quote("1", "在省", true), quote("1", "设机构", true),
                                                      quote("2", "市", true), quote("2", "设机构", true)});
    EXPECT_EQ(seen.codes, Codes{});
    EXPECT_EQ(seen.pieces, (Pieces{"1|encoded|在省、", "2|encoded|市", "1,2|encoded|设机构。"}));
    EXPECT_EQ(look("（一）设机构。", {quote("1", "设机构", true), quote("2", "设机构")}).codes, Codes{Code::quoted_twice});
}

TEST(Coverage, ARepeatedPassageIsTakenWhereNoneStandsYet) {
    const Seen seen = look("（一）做甲。\n（二）做甲。", {quote("1", "做甲"), quote("2", "做甲")});
    EXPECT_EQ(seen.codes, Codes{});
    EXPECT_EQ(seen.pieces, (Pieces{"1|encoded|做甲。", "2|encoded|做甲。"}));
}

TEST(Coverage, TellsOfEachOpenPieceWhereItStandsInTheDocument) {
    const Document document("text", "题\n一、标题\n（一）做甲，做乙。");
    text::Sink sink;
    const Coverage coverage = cover(document, std::vector{quote("1", "做甲")}, "plan", sink);
    tell_open(document, coverage, sink);
    ASSERT_EQ(sink.all().size(), 1U) << "not of the preamble, not of headings";
    const text::Diagnostic& finding = sink.all().front();
    EXPECT_EQ(finding.code, Code::sentence_open);
    EXPECT_EQ(finding.file, "text");
    EXPECT_EQ(document.source().slice(finding.span), "做乙。");
}

TEST(Coverage, OfATextWithoutLettersIsEmptyAndDividesByNothing) {
    const Seen seen = look("……\n。\n", {});
    EXPECT_TRUE(seen.pieces.empty());
    EXPECT_NE(markdown(Document("text", ""), seen.coverage, Language::en).find("0 sentences"), std::string::npos);
}

TEST(Coverage, IsWrittenOnOneLineForEachPiece) {
    const Document document("a.txt", "一、标题\n（一）做|甲\n和乙,\n则丙\"了。");
    text::Sink sink;
    const Coverage coverage = cover(document, std::vector{quote("1", "和乙")}, "plan", sink);
    EXPECT_NE(markdown(document, coverage, Language::zh).find("\n## 一、标题\n"), std::string::npos);
    EXPECT_NE(markdown(document, coverage, Language::zh).find("\n| 2 | 做\\|甲 | **未编入** |\n"), std::string::npos);
    EXPECT_NE(csv(document, coverage, Language::en).find("\r\n3,sentence,encoded,1,\"和乙,\",,2\r\n"), std::string::npos);
    EXPECT_NE(csv(document, coverage, Language::en).find("\"则丙\"\"了。\""), std::string::npos);
    EXPECT_NE(json(document, coverage).find("\"text\": \"做|甲和乙,则丙\\\"了。\""), std::string::npos);
}

}  // namespace
}  // namespace duban::coverage
