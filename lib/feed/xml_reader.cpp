#include "xml_reader.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <exception>
#include <memory>
#include <string_view>
#include <vector>

#include "vocabulary.h"

namespace webclip::feed {
namespace {

constexpr std::size_t most_nodes = 500'000;

std::string_view view(const xmlChar* text) {
    return text == nullptr
               ? std::string_view{}
               : std::string_view{reinterpret_cast<const char*>(text)};  // xmlChar is unsigned char
}

std::string_view view(const xmlChar* text, const xmlChar* end) {
    return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(end - text)};
}

struct ContextDeleter {
    void operator()(xmlParserCtxt* context) const {
        if (context->myDoc != nullptr) xmlFreeDoc(context->myDoc);
        xmlFreeParserCtxt(context);
    }
};

// Receives libxml2's events. Its address is the parser's user data: neither copied nor moved.
class TreeBuilder {
  public:
    explicit TreeBuilder(const OnElementEnd& on_element_end) : on_element_end_(on_element_end) {}
    TreeBuilder(const TreeBuilder&) = delete;
    TreeBuilder& operator=(const TreeBuilder&) = delete;
    TreeBuilder(TreeBuilder&&) = delete;
    TreeBuilder& operator=(TreeBuilder&&) = delete;
    ~TreeBuilder() = default;

    XmlReading read(const std::string& xml) {
        xmlSAXHandler handler{};
        handler.initialized = XML_SAX2_MAGIC;
        handler.startElementNs = &TreeBuilder::start_element;
        handler.endElementNs = &TreeBuilder::end_element;
        handler.characters = &TreeBuilder::characters;
        handler.ignorableWhitespace = &TreeBuilder::characters;
        handler.cdataBlock = &TreeBuilder::characters;
        handler.serror = [](void*, xmlErrorPtr) {};

        const std::unique_ptr<xmlParserCtxt, ContextDeleter> context{
            xmlCreateMemoryParserCtxt(xml.data(), static_cast<int>(xml.size()))};
        if (!context) return {XmlTree{}, true};
        *context->sax = handler;
        context->userData = this;
        context_ = context.get();
        // NOENT only keeps "&amp;" in attributes from becoming "&#38;"; there are no entities to substitute.
        xmlCtxtUseOptions(context.get(), XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOENT |
                                             XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
        xmlParseDocument(context.get());
        if (failure_) std::rethrow_exception(failure_);
        return {std::move(tree_), is_full_ || (!open_.empty() && !is_stopped_)};
    }

  private:
    struct Open {
        XmlTree::Index element;
        XmlTree::Mark mark;
    };

    template <typename Event>
    void guarded(const Event& event) noexcept {
        if (is_stopped_) return;
        try {
            event();
        } catch (...) {
            failure_ = std::current_exception();
            stop();
        }
    }

    void stop() {
        is_stopped_ = true;
        xmlStopParser(context_);
    }

    static TreeBuilder& self(void* user_data) { return *static_cast<TreeBuilder*>(user_data); }

    static void start_element(void* user_data, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri,
                              int, const xmlChar**, int attribute_count, int,
                              const xmlChar** attributes) noexcept {
        TreeBuilder& builder = self(user_data);
        builder.guarded(
            [&] { builder.on_start(view(name), view(prefix), view(uri), attribute_count, attributes); });
    }

    static void end_element(void* user_data, const xmlChar*, const xmlChar*, const xmlChar*) noexcept {
        TreeBuilder& builder = self(user_data);
        builder.guarded([&] { builder.on_end(); });
    }

    static void characters(void* user_data, const xmlChar* text, int length) noexcept {
        TreeBuilder& builder = self(user_data);
        builder.guarded([&] { builder.on_text(view(text, text + length)); });
    }

    void on_start(std::string_view name, std::string_view prefix, std::string_view uri, int attribute_count,
                  const xmlChar** attributes) {
        const XmlTree::Index parent = open_.empty() ? XmlTree::none : open_.back().element;
        if (parent == XmlTree::none && !tree_.empty()) return;
        if (skipped_ > 0 || tree_.size() >= most_nodes) {
            is_full_ = true;
            ++skipped_;
            return;
        }
        if (open_.empty()) root_uri_ = uri;
        const XmlTree::Mark mark = tree_.mark(parent);
        open_.push_back({tree_.append_element(parent, vocabulary_of(prefix, uri, root_uri_), name), mark});
        for (int i = 0; i < attribute_count; ++i) {  // name, prefix, URI, value, end of value
            const xmlChar** a = attributes + static_cast<std::ptrdiff_t>(i) * 5;
            const Vocabulary vocabulary =
                a[1] == nullptr ? Vocabulary::core : vocabulary_of(view(a[1]), view(a[2]), root_uri_);
            tree_.append_attribute(vocabulary, view(a[0]), view(a[3], a[4]));
        }
    }

    void on_end() {
        if (skipped_ > 0) {
            --skipped_;
            return;
        }
        if (open_.empty()) return;
        const Open ended = open_.back();
        open_.pop_back();
        const AfterElement after = on_element_end_(tree_, ended.element, open_.size());
        if (after != AfterElement::keep) tree_.cut(ended.mark);
        if (after == AfterElement::stop) stop();
    }

    void on_text(std::string_view text) {
        if (skipped_ == 0 && !open_.empty()) tree_.append_text(open_.back().element, text);
    }

    const OnElementEnd& on_element_end_;
    xmlParserCtxt* context_ = nullptr;
    XmlTree tree_;
    std::string root_uri_;
    std::vector<Open> open_;
    std::size_t skipped_ = 0;  // open elements that are not in the tree
    bool is_full_ = false;
    bool is_stopped_ = false;
    std::exception_ptr failure_;
};

}  // namespace

XmlReading read_xml(const std::string& xml, const OnElementEnd& on_element_end) {
    return TreeBuilder{on_element_end}.read(xml);
}

}  // namespace webclip::feed
