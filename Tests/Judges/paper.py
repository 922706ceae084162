"""Judges an HTML file: every element closed, nothing of the forbidden, no text turned into an element.

    python3 paper.py FILE…    # prints the text of each, or ends with 1 and what is wrong
"""

import html.parser
import sys

VOID = {"meta", "br", "hr", "link", "img", "input"}
FORBIDDEN = {"script", "iframe", "object", "embed", "form", "link", "img", "base", "svg", "video", "audio"}
KNOWN = {
    "html", "head", "meta", "title", "style", "body", "header", "footer", "section", "div", "p", "h1", "h2", "h3",
    "ol", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "b", "span", "br", "a", "main", "nav", "caption",
}  # fmt: skip
ATTRIBUTES = {"lang", "charset", "name", "content", "class", "style", "href", "id"}


class Judge(html.parser.HTMLParser):
    def __init__(self, name):
        super().__init__(convert_charrefs=True)
        self.name, self.open, self.text, self.faults = name, [], [], []

    def fault(self, what):
        self.faults.append(f"{self.name}:{self.getpos()[0]}: {what}")

    def handle_starttag(self, tag, attributes):
        if tag in FORBIDDEN or tag not in KNOWN:
            self.fault(f"<{tag}>")
        for name, value in attributes:
            if name not in ATTRIBUTES:
                self.fault(f"attribute {name} of <{tag}>")
            if name == "href" and (":" in (value or "") or ".." in value or value.startswith("/")):
                self.fault(f"link to {value}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.fault(f"</{tag}> closes nothing that is open")

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            if "url(" in data or "@import" in data:
                self.fault("a style from outside")
        else:
            self.text.append(data)

    def handle_comment(self, data):
        self.fault("a comment")


def main():
    faults = []
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8", newline="") as file:
            source = file.read()
        judge = Judge(path)
        judge.feed(source)
        judge.close()
        if judge.open:
            judge.fault(f"never closed: {judge.open}")
        if not source.startswith("<!DOCTYPE html>"):
            judge.fault("no doctype")
        faults += judge.faults
        print("".join(judge.text))
    if faults:
        sys.exit("\n".join(faults))


main()
