import Foundation
import PlenumCore
import Testing

/// The calendars that ship, and a reader for the little of YAML that they use.
///
/// The real reader lives above the core; these tests must not wait for it.
enum CalendarTestFiles {
    static func shipped(_ name: String) throws -> WorkingCalendar {
        let (calendar, diagnostics) = CalendarFile.read(try node(shippedText(name)))
        for diagnostic in diagnostics where diagnostic.problem.severity > .note {
            Issue.record("\(name):\(diagnostic.mark.line): \(diagnostic.problem.message(in: .en))")
        }
        return try #require(calendar)
    }

    static func shippedText(_ name: String, file: StaticString = #filePath) throws -> String {
        let root = URL(fileURLWithPath: "\(file)").deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let url = root.appendingPathComponent("workflows/calendars/\(name).yaml")
        return try String(contentsOf: url, encoding: .utf8)
    }

    /// Block maps and lists, lists in brackets on one line, plain scalars, comments on lines of their own.
    static func node(_ text: String) throws -> Node {
        var lines: [Line] = []
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let content = raw.drop { $0 == " " }
            if content.isEmpty || content.hasPrefix("#") { continue }
            lines.append(Line(number: index + 1, indent: raw.count - content.count, text: String(content)))
        }
        var position = 0
        return block(lines, &position, indent: 0)
    }

    private struct Line {
        let number: Int
        var indent: Int
        var text: String

        var mark: SourceMark { SourceMark(line: number, column: indent + 1) }
    }

    private static func block(_ all: [Line], _ position: inout Int, indent: Int) -> Node {
        var lines = all
        let start = lines[position].mark
        var items: [Node] = []
        var pairs: [Node.Pair] = []
        while position < lines.count, lines[position].indent == indent {
            let line = lines[position]
            if line.text.hasPrefix("- ") {
                let rest = String(line.text.dropFirst(2))
                if rest.contains(": ") || rest.hasSuffix(":") {
                    lines[position] = Line(number: line.number, indent: indent + 2, text: rest)
                    items.append(block(lines, &position, indent: indent + 2))
                } else {
                    items.append(scalar(rest, SourceMark(line: line.number, column: indent + 3)))
                    position += 1
                }
                continue
            }
            let parts = line.text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let value = (parts.count > 1 ? parts[1] : "").trimmingCharacters(in: .whitespaces)
            position += 1
            let mark = SourceMark(line: line.number, column: indent + parts[0].count + 3)
            if value.isEmpty {
                let deeper = position < lines.count ? lines[position].indent : 0
                let node = deeper > indent ? block(lines, &position, indent: deeper) : scalar("", mark)
                pairs.append(Node.Pair(key: parts[0], keyMark: line.mark, value: node))
            } else {
                pairs.append(Node.Pair(key: parts[0], keyMark: line.mark, value: scalar(value, mark)))
            }
        }
        return Node(content: items.isEmpty ? .map(pairs) : .list(items), mark: start, end: start)
    }

    private static func scalar(_ text: String, _ mark: SourceMark) -> Node {
        let end = SourceMark(line: mark.line, column: mark.column + text.unicodeScalars.count)
        guard text.hasPrefix("["), text.hasSuffix("]") else {
            return Node(content: .scalar(text), mark: mark, end: end)
        }
        let items = text.dropFirst().dropLast().split(separator: ",").map {
            Node(content: .scalar($0.trimmingCharacters(in: .whitespaces)), mark: mark, end: end)
        }
        return Node(content: .list(items), mark: mark, end: end)
    }
}

func date(_ iso: String) -> CivilDate { CivilDate(iso: iso)! }
