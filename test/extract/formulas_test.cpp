#include "formulas.h"

#include <string>

#include <gtest/gtest.h>

#include "html/parse.h"
#include "html/serialize.h"

namespace webclip::extract {
namespace {

struct FormulaCase {
    const char* name;
    const char* markup;
    const char* settled;
};

TEST(SettleFormulas, EachIsWrittenOnce) {
    const FormulaCase cases[] = {
        {"KaTeX",
         "<p>a <span class=katex><span class=katex-mathml><math><semantics><mi>x</mi><annotation "
         "encoding=application/x-tex>x^2</annotation></semantics></math></span><span class=katex-html "
         "aria-hidden=true><span>x</span><span>2</span></span></span> b</p>",
         "<p>a $x^2$ b</p>"},
        {"KaTeX on a line of its own",
         "<span class=katex-display><span class=katex><math><annotation encoding=application/x-tex>x"
         "</annotation></math></span></span>",
         "$$x$$"},
        {"MathJax 2",
         "<p>a <span class=MathJax_Preview></span><span class=MathJax><span>E</span><span "
         "class=MJX_Assistive_MathML><math><mi>E</mi></math></span></span><script type=math/tex>E</script> "
         "b</p>",
         "<p>a $E$ b</p>"},
        {"MathJax's source alone", "<script type='math/tex; mode=display'>\\frac{a}{b}\n</script>",
         "$$\\frac{a}{b}$$"},
        {"MathJax 3",
         "<mjx-container jax=CHTML><mjx-math></mjx-math><mjx-assistive-mml><math><mi>x</mi><mo>+</mo>"
         "<mn>1</mn></math></mjx-assistive-mml></mjx-container>",
         "x+1"},
        {"alternative text", "<math alttext='a_1'><msub><mi>a</mi><mn>1</mn></msub></math>", "$a_1$"},
        {"symbols", "<math><mfrac><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow><mn>2</mn></mfrac></math>",
         "(n+1)/2"},
        {"powers and roots",
         "<math><msqrt><msup><mi>a</mi><mn>2</mn></msup></msqrt><msub><mi>b</mi><mi>i</mi></msub></math>",
         "√a^2b_i"},
        {"MediaWiki's picture",
         "<span class=mwe-math-element><span class=mwe-math-mathml-inline><math><mi>v</mi></math></span>"
         "<img src=v.svg alt=v></span>",
         "<span class=\"mwe-math-element\"><span class=\"mwe-math-mathml-inline\"><math><mi>v</mi></math>"
         "</span><img src=\"v.svg\" alt=\"v\"></span>"},
        {"a picture of TeX (WordPress)",
         "<p>for <img class=latex src=//s0.example/latex.php?latex=a+b alt='a, b'> it holds",
         "<p>for $a, b$ it holds</p>"},
        {"a picture of TeX in a line of its own", "<p> <img src=eq.svg alt='\\frac{a}{b} = 1'> </p>",
         "<p> $$\\frac{a}{b} = 1$$ </p>"},
        {"a picture of something else", "<img src=c.png alt='C:\\Users\\ann'>",
         "<img src=\"c.png\" alt=\"C:\\Users\\ann\">"},
        {"a page's own box of that name", "<div class=MathJax-page><p>a</p><math><mi>x</mi></math></div>",
         "<div class=\"MathJax-page\"><p>a</p>x</div>"},
    };
    for (const FormulaCase& c : cases) {
        auto document = html::parse_fragment(c.markup);
        settle_formulas(*document);
        EXPECT_EQ(html::serialize_children(*document, document->body()), c.settled) << c.name;
    }
}

}  // namespace
}  // namespace webclip::extract
