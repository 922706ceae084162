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
        var assembly = NodeAssembly(bytes: text.utf8.count)
        let root = block(lines, &position, indent: 0, &assembly)
        return assembly.finish(root)
    }

    private struct Line {
        let number: Int
        var indent: Int
        var text: String

        var mark: SourceMark { SourceMark(line: number, column: indent + 1) }
    }

    private static func block(
        _ all: [Line], _ position: inout Int, indent: Int, _ assembly: inout NodeAssembly
    ) -> NodeTree.Entry {
        var lines = all
        let start = lines[position].mark
        let opening = assembly.opening
        var keys = KeySet(from: opening)
        var isList = false
        while position < lines.count, lines[position].indent == indent {
            let line = lines[position]
            if line.text.hasPrefix("- ") {
                isList = true
                let rest = String(line.text.dropFirst(2))
                if rest.contains(": ") || rest.hasSuffix(":") {
                    lines[position] = Line(number: line.number, indent: indent + 2, text: rest)
                    assembly.add(block(lines, &position, indent: indent + 2, &assembly))
                } else {
                    assembly.add(value(rest, SourceMark(line: line.number, column: indent + 3), &assembly))
                    position += 1
                }
                continue
            }
            let parts = line.text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let text = (parts.count > 1 ? parts[1] : "").trimmingCharacters(in: .whitespaces)
            position += 1
            let key = scalar(parts[0], line.mark, &assembly)
            let mark = SourceMark(line: line.number, column: indent + parts[0].count + 3)
            let deeper = position < lines.count ? lines[position].indent : 0
            let entry =
                text.isEmpty && deeper > indent
                ? block(lines, &position, indent: deeper, &assembly) : value(text, mark, &assembly)
            _ = assembly.add(entry, under: key, &keys)
        }
        return assembly.close(
            isList ? .list : .map, from: opening, mark: start, end: start, style: .plain, isDamaged: false)
    }

    /// A scalar, or a list in brackets.
    private static func value(_ text: String, _ mark: SourceMark, _ assembly: inout NodeAssembly) -> NodeTree.Entry {
        guard text.hasPrefix("["), text.hasSuffix("]") else { return scalar(text, mark, &assembly) }
        let opening = assembly.opening
        for item in text.dropFirst().dropLast().split(separator: ",") {
            assembly.add(scalar(item.trimmingCharacters(in: .whitespaces), mark, &assembly))
        }
        return assembly.close(.list, from: opening, mark: mark, end: mark, style: .flow, isDamaged: false)
    }

    private static func scalar(_ text: String, _ mark: SourceMark, _ assembly: inout NodeAssembly) -> NodeTree.Entry {
        let end = mark.advanced(columns: text.unicodeScalars.count)
        return Array(text.utf8).withUnsafeBufferPointer {
            assembly.scalar($0, mark: mark, end: end, style: .plain, isDamaged: false)
        }
    }
}

func date(_ iso: String) -> CivilDate { CivilDate(iso: iso)! }
