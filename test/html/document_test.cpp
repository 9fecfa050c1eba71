#include "html/document.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "html/parse.h"
#include "html/serialize.h"

namespace webclip::html {
namespace {

Document fragment(std::string_view markup) {
    auto parsed = parse_fragment(markup);
    EXPECT_TRUE(parsed.has_value());
    return std::move(*parsed);
}

std::string body_of(const Document& document) {
    return serialize_children(document, document.body());
}

// Parent, sibling and child links of the whole tree agree with each other.
void expect_consistent(const Document& document) {
    for (NodeId node = document.root(); node != no_node; node = document.next(node, document.root())) {
        NodeId previous = no_node;
        for (NodeId child = document.first_child(node); child != no_node;
             child = document.next_sibling(child)) {
            EXPECT_EQ(document.parent(child), node);
            EXPECT_EQ(document.previous_sibling(child), previous);
            previous = child;
        }
        EXPECT_EQ(document.last_child(node), previous);
    }
}

NodeId find(const Document& document, Tag tag) {
    for (NodeId node = document.root(); node != no_node; node = document.next(node, document.root())) {
        if (document.tag(node) == tag) return node;
    }
    return no_node;
}

TEST(Document, IsEmptyWhenNew) {
    const Document document;
    EXPECT_EQ(document.size(), 1U);
    EXPECT_EQ(document.kind(document.root()), NodeKind::document);
    EXPECT_EQ(document.tag(document.root()), Tag::none);
    EXPECT_EQ(document.html(), no_node);
    EXPECT_EQ(document.head(), no_node);
    EXPECT_EQ(document.body(), no_node);
    EXPECT_EQ(document.next(document.root(), document.root()), no_node);
}

TEST(Document, WalksInDocumentOrderWithinASubtree) {
    const Document document = fragment("<div id=w><p>a<b>b</b></p><i>c</i></div><u>out</u>");
    const NodeId div = find(document, Tag::div);
    std::string seen;
    for (NodeId node = div; node != no_node; node = document.next(node, div)) {
        seen += document.is_text(node) ? std::string{document.text(node)} : std::string{document.name(node)};
        seen += ' ';
    }
    EXPECT_EQ(seen, "div p a b b i c ");
    EXPECT_EQ(document.tag(document.next_after(find(document, Tag::p), div)), Tag::i);
    EXPECT_EQ(document.next_after(find(document, Tag::i), div), no_node);
    EXPECT_EQ(document.next_after(div, div), no_node);
}

TEST(Document, KnowsWhatContainsWhat) {
    const Document document = fragment("<div><p>a</p></div><u>b</u>");
    const NodeId div = find(document, Tag::div);
    EXPECT_TRUE(document.contains(div, div));
    EXPECT_TRUE(document.contains(div, find(document, Tag::p)));
    EXPECT_FALSE(document.contains(div, find(document, Tag::u)));
    EXPECT_FALSE(document.contains(find(document, Tag::p), div));
}

TEST(Document, TellsAbsentAttributesFromEmptyOnes) {
    const Document document = fragment("<input disabled value='' Name=N>");
    const NodeId input = find(document, Tag::input);
    EXPECT_EQ(document.attribute(input, "disabled"), "");
    EXPECT_EQ(document.attribute(input, "value"), "");
    EXPECT_EQ(document.attribute(input, "name"), "N");
    EXPECT_EQ(document.attribute(input, "id"), std::nullopt);
    EXPECT_EQ(document.attribute_or(input, "id", "none"), "none");
    EXPECT_EQ(document.attribute_or(input, "value", "none"), "");
    EXPECT_TRUE(document.attributes(document.body()).empty());
    EXPECT_TRUE(document.attributes(document.root()).empty());
}

TEST(Document, AppendsAndInserts) {
    Document document = fragment("<ul><li>2</li></ul>");
    const NodeId list = find(document, Tag::ul);
    const NodeId second = document.first_child(list);
    const NodeId first = document.create_element(Tag::li);
    document.append(first, document.create_text("1"));
    document.insert_before(second, first);
    const NodeId third = document.create_element(Tag::li);
    document.append(list, third);
    EXPECT_EQ(body_of(document), "<ul><li>1</li><li>2</li><li></li></ul>");
    document.append(list, first);  // moves it
    document.insert_before(second, second);
    document.insert_before(second, third);
    EXPECT_EQ(body_of(document), "<ul><li></li><li>2</li><li>1</li></ul>");
    expect_consistent(document);
}

TEST(Document, DetachedSubtreesStayUsable) {
    Document document = fragment("<p>a<b>b</b>c</p>");
    const NodeId bold = find(document, Tag::b);
    document.detach(bold);
    document.detach(bold);
    EXPECT_EQ(body_of(document), "<p>ac</p>");
    EXPECT_EQ(serialize(document, bold), "<b>b</b>");
    EXPECT_EQ(document.next(bold, bold), document.first_child(bold));
    document.append(document.body(), bold);
    EXPECT_EQ(body_of(document), "<p>ac</p><b>b</b>");
    expect_consistent(document);
}

TEST(Document, UnwrapPutsTheChildrenInPlace) {
    struct Case {
        const char* name;
        const char* before;
        const char* after;
    };
    const std::vector<Case> cases = {
        {"between siblings", "x<b>1<i>2</i>3</b>y", "x1<i>2</i>3y"},
        {"alone", "<b>1</b>", "1"},
        {"first", "<b><i>1</i></b>y", "<i>1</i>y"},
        {"last", "x<b><i>1</i></b>", "x<i>1</i>"},
        {"empty", "x<b></b>y", "xy"},
        {"empty and alone", "<b></b>", ""},
    };
    for (const Case& each : cases) {
        Document document = fragment(each.before);
        document.unwrap(find(document, Tag::b));
        EXPECT_EQ(body_of(document), each.after) << each.name;
        expect_consistent(document);
    }
}

TEST(Document, EditsNamesTextsAndAttributes) {
    Document document = fragment("<center class=x title=y>text</center>");
    const NodeId node = find(document, Tag::center);
    document.rename(node, Tag::div);
    document.set_text(document.first_child(node), "new & <short>");
    document.set_attribute(node, "class", "z");
    document.set_attribute(node, "lang", "en");
    document.remove_attribute(node, "title");
    document.remove_attribute(node, "absent");
    EXPECT_EQ(body_of(document), R"(<div class="z" lang="en">new &amp; &lt;short&gt;</div>)");
    document.clear_attributes(node);
    document.set_text(document.first_child(node), "");
    EXPECT_EQ(body_of(document), "<div></div>");
}

TEST(Document, UnknownElementsKeepTheirNamesThroughEdits) {
    Document document = fragment("<My-Card a=1>x</My-Card>");
    const NodeId card = document.first_child(document.body());
    EXPECT_EQ(document.tag(card), Tag::unknown);
    EXPECT_EQ(document.name(card), "my-card");
    document.set_attribute(card, "b", "2");
    document.set_attribute(card, "c", "3");
    document.remove_attribute(card, "a");
    EXPECT_EQ(body_of(document), R"(<my-card b="2" c="3">x</my-card>)");
    document.rename(card, Tag::div);
    EXPECT_EQ(body_of(document), R"(<div b="2" c="3">x</div>)");
}

TEST(Document, ImportsDeepCopies) {
    const Document other =
        fragment("<div id=a><my-x k=v>1</my-x><p>2<b>3</b></p><svg><path/></svg></div><p>no</p>");
    Document document = fragment("<p>here</p>");
    const NodeId copy = document.import(other, find(other, Tag::div));
    EXPECT_EQ(document.parent(copy), no_node);
    document.append(document.body(), copy);
    EXPECT_EQ(body_of(document),
              R"(<p>here</p><div id="a"><my-x k="v">1</my-x><p>2<b>3</b></p><svg><path></path></svg></div>)");
    expect_consistent(document);
}

TEST(Document, ImportsFromItself) {
    Document document = fragment("<p>a<b>b</b></p>");
    for (int i = 0; i < 200; ++i) {  // enough to move the node array
        document.append(document.body(), document.import(document, find(document, Tag::p)));
    }
    EXPECT_EQ(body_of(document).size(), 201 * std::string{"<p>a<b>b</b></p>"}.size());
    expect_consistent(document);
}

TEST(Document, ViewsOutliveEditsAndMoves) {
    Document document = fragment("<p title=name>words</p>");
    const NodeId paragraph = find(document, Tag::p);
    const std::string_view text = document.text(document.first_child(paragraph));
    const std::string_view title = document.attribute_or(paragraph, "title");
    for (int i = 0; i < 10000; ++i) document.append(paragraph, document.create_text(std::string(100, 'x')));
    document.set_attribute(paragraph, "title", "other");
    Document moved = std::move(document);
    EXPECT_EQ(text, "words");
    EXPECT_EQ(title, "name");
    document = fragment("<i>again</i>");
    EXPECT_EQ(body_of(document), "<i>again</i>");
    EXPECT_EQ(moved.attribute(paragraph, "title"), "other");
}

TEST(Document, HoldsVeryDeepTrees) {
    Document document;
    NodeId node = document.root();
    for (int i = 0; i < 300; ++i) {
        const NodeId child = document.create_element(Tag::span);
        document.append(node, child);
        node = child;
    }
    document.append(node, document.create_text("x"));
    EXPECT_EQ(text_content(document, document.root()), "x");
    EXPECT_EQ(serialize_children(document, document.root()).size(), 300 * 13U + 1);
}

}  // namespace
}  // namespace webclip::html
