#!/usr/bin/env python3
"""Second opinion on sanitised markup: html5lib must read each fragment as a tree that serialises to the same bytes.

usage: html5lib_tree.py FILE    FILE holds fragments, each ended by a NUL byte.
Prints every fragment that differs. Exit code: 0 all same, 1 some differ, 77 html5lib is not installed.
"""
import sys

try:
    import html5lib
except ImportError:
    sys.exit(77)

VOID = {"br", "col", "hr", "img"}


def escape_text(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def escape_attribute(value):
    return escape_text(value).replace('"', "&quot;").replace("'", "&#39;").replace("`", "&#96;")


def local(name):
    return name.split("}")[-1]


def start_tag(element):
    items = [(local(name), value) for name, value in element.attrib.items()]
    if local(element.tag) == "img":
        items.sort(key=lambda item: item[0] != "src")
    attributes = "".join(f' {name}="{escape_attribute(value)}"' for name, value in items)
    return f"<{local(element.tag)}{attributes}>"


def serialize(root):
    out = [escape_text(root.text or "")]
    stack = [iter(root)]
    open_elements = []
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            if open_elements:
                done = open_elements.pop()
                if local(done.tag) not in VOID:
                    out.append(f"</{local(done.tag)}>")
                out.append(escape_text(done.tail or ""))
            continue
        if not isinstance(child.tag, str):
            out.append("<comment>")
            continue
        out.append(start_tag(child))
        text = child.text or ""
        if local(child.tag) == "pre" and text.startswith("\n"):
            out.append("\n")
        out.append(escape_text(text))
        stack.append(iter(child))
        open_elements.append(child)
    return "".join(out)


def main():
    data = open(sys.argv[1], encoding="utf-8", newline="").read()
    differing = 0
    for fragment in data.split("\0")[:-1]:
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=True)
        again = serialize(parser.parseFragment(fragment, container="body"))
        if again != fragment:
            differing += 1
            print(f"--- sanitised\n{fragment}\n--- read by html5lib\n{again}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.setrecursionlimit(10000)
    sys.exit(main())
