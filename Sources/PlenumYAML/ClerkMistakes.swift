import PlenumCore

/// The mistakes that people make when they write YAML by hand, looked for in the lines about the place where
/// libyaml stopped: it names the line at which it could not go on, which is often not the one to mend.
struct ClerkMistakes {
    struct Finding {
        let problem: SyntaxProblem
        let mark: SourceMark
        let end: SourceMark?
    }

    private let lines: SourceLines
    /// The line at which libyaml stopped, and that at which the thing began which it was reading.
    private let stop: Int
    private let start: Int

    init(_ text: UnsafeBufferPointer<UInt8>, stop: Int, start: Int?) {
        lines = SourceLines(Array(text))
        self.stop = stop
        self.start = min(start ?? stop, stop)
    }

    /// The likeliest mistake; nil when none of the known ones is there.
    func find() -> Finding? {
        let near = nearLines()
        for look in [
            tab, dash, emptyKey, startSign, missingSpace, openQuote, textAfterQuote, secondColon, missingColon,
        ] {
            for line in near {
                if let finding = look(line) { return finding }
            }
        }
        return nameWithoutColon()
    }

    /// The line where it stopped, then those above it, back to where the thing began or the nearest that says
    /// something; nothing that stands below can be the cause.
    private func nearLines() -> [Int] {
        var near = [stop]
        var line = stop - 1
        var said = 0
        while line >= 1, near.count < 12 {
            if let text = lines[line], !isIdle(text) {
                near.append(line)
                said += 1
                if said >= 2, line <= start { break }
            }
            line -= 1
        }
        return near
    }

    private func isIdle(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first(where: { $0 != " " }) else { return true }
        return first == "#"
    }

    private func finding(_ problem: SyntaxProblem, _ line: Int, _ column: Int, length: Int = 1) -> Finding {
        let mark = SourceMark(line: line, column: column)
        return Finding(problem: problem, mark: mark, end: mark.advanced(columns: length))
    }

    // MARK: One look for each mistake

    /// A tab where the line is indented.
    private func tab(_ line: Int) -> Finding? {
        let scalars = self.scalars(line)
        guard let place = scalars.firstIndex(where: { $0 != " " }), scalars[place] == "\t" else { return nil }
        return finding(.tab, line, place + 1)
    }

    /// `-3 working days before`.
    private func dash(_ line: Int) -> Finding? {
        let content = content(line)
        guard content.scalars.count > 1, content.scalars[0] == "-", content.scalars[1] != "-" else { return nil }
        let entry = String(String.UnicodeScalarView(content.scalars.dropFirst()))
        return finding(.noSpaceAfterDash(entry), line, content.column)
    }

    /// `: organiser`.
    private func emptyKey(_ line: Int) -> Finding? {
        let content = content(line)
        return content.scalars.first == ":" ? finding(.emptyKey, line, content.column) : nil
    }

    /// A value that begins with a sign that means something to YAML.
    private func startSign(_ line: Int) -> Finding? {
        guard let value = value(of: line), let first = value.scalars.first else { return nil }
        let signs: [Unicode.Scalar] = ["@", "`", "%", "!", "&", "*", ">", "|", "]", "}", ","]
        guard signs.contains(first) else { return nil }
        if first == ">" || first == "|" {
            // Behind these may stand a digit and a sign, nothing else.
            let rest = value.scalars.dropFirst().filter { $0 != " " }
            if rest.isEmpty || rest.allSatisfy({ "+-0123456789".unicodeScalars.contains($0) }) || rest.first == "#" {
                return nil
            }
        }
        if "!&*".unicodeScalars.contains(first), value.scalars.count > 1, value.scalars[1] != " ", line != stop {
            return nil
        }
        return finding(.cannotStart(Character(first)), line, value.column, length: 1)
    }

    /// `key:value`.
    private func missingSpace(_ line: Int) -> Finding? {
        let content = content(line)
        guard let colon = content.scalars.firstIndex(of: ":"), colon > 0, colon + 1 < content.scalars.count,
            content.scalars[colon + 1] != " "
        else { return nil }
        let key = String(String.UnicodeScalarView(content.scalars[..<colon]))
        guard NameRule.isName(key) else { return nil }
        // A time, an address or a note is no key with its value.
        if key.hasPrefix("http") { return nil }
        return finding(.noSpaceAfterColon(key: key), line, content.column + colon)
    }

    /// A quotation mark that opens a value and is closed nowhere in its line.
    private func openQuote(_ line: Int) -> Finding? {
        guard let value = value(of: line), let quote = value.scalars.first, quote == "\"" || quote == "'" else {
            return nil
        }
        return closing(quote, in: value.scalars) == nil ? finding(.unclosedQuote, line, value.column) : nil
    }

    /// `"Kế hoạch" năm 2026`.
    private func textAfterQuote(_ line: Int) -> Finding? {
        guard let value = value(of: line), let quote = value.scalars.first, quote == "\"" || quote == "'",
            let close = closing(quote, in: value.scalars)
        else { return nil }
        let rest = value.scalars[(close + 1)...].drop { $0 == " " }
        guard let first = rest.first, first != "#", first != ":", first != ",", first != "]", first != "}" else {
            return nil
        }
        return finding(.afterQuote, line, value.column + rest.startIndex, length: rest.count)
    }

    /// `vi: Hội thảo: nội dung`.
    private func secondColon(_ line: Int) -> Finding? {
        guard line == stop, let value = value(of: line), let first = value.scalars.first,
            first != "\"", first != "'", first != "{", first != "["
        else { return nil }
        for index in value.scalars.indices.dropLast()
        where value.scalars[index] == ":" && value.scalars[index + 1] == " " {
            return finding(.secondColon, line, value.column + index)
        }
        return nil
    }

    /// A line that is a word and its value without a colon, or a name alone.
    private func missingColon(_ line: Int) -> Finding? {
        let content = content(line)
        guard !content.isEntry, !content.scalars.isEmpty, !content.scalars.contains(":") else { return nil }
        let words = content.scalars.split(separator: " ")
        guard let first = words.first else { return nil }
        let word = String(String.UnicodeScalarView(first))
        guard NameRule.isWellFormed(word) else { return nil }
        // A text that runs on over lines looks the same; it stands deeper than the key it belongs to.
        let opensBraces = words.count > 1 && (words[1].first == "{" || words[1].first == "[")
        if words.count > 1, !opensBraces, !KnownKeys.all.contains(word), !LanguageCode.isCode(word) { return nil }
        return finding(.missingColon, line, content.column + first.count, length: 1)
    }

    /// A line above whose indentation hardly any other line of the file has: it, not the line at which it stopped,
    /// is the one that stands wrong.
    func oddLine() -> Finding? {
        var lines: [Int: Int] = [:]
        for line in 1...self.lines.count where !isIdle(self.lines[line] ?? "") {
            lines[indentation(line), default: 0] += 1
        }
        let own = indentation(stop)
        var odd: (line: Int, count: Int)?
        for line in stride(from: stop - 1, to: 0, by: -1) where !isIdle(self.lines[line] ?? "") {
            let width = indentation(line)
            let count = lines[width] ?? 0
            if count < odd?.count ?? lines[own] ?? 0 { odd = (line, count) }
            // Further up stands what this belongs to.
            if width <= own { break }
        }
        return odd.map { finding(.indentation, $0.line, indentation($0.line) + 1) }
    }

    /// A name that is followed by deeper lines and has no colon: all of them were taken for one text.
    private func nameWithoutColon() -> Finding? {
        for line in stride(from: stop - 1, to: 0, by: -1) where !isIdle(lines[line] ?? "") {
            let width = indentation(line)
            if width > indentation(stop) { continue }
            return width == indentation(stop) ? missingColon(line) : nil
        }
        return nil
    }

    private func indentation(_ line: Int) -> Int { scalars(line).prefix { $0 == " " }.count }

    // MARK: Parts of a line

    private struct Part {
        let scalars: [Unicode.Scalar]
        /// Of the first scalar.
        let column: Int
        /// Whether `- ` stands before it.
        var isEntry = false
    }

    private func scalars(_ line: Int) -> [Unicode.Scalar] { Array((lines[line] ?? "").unicodeScalars) }

    /// What a line says, without its indentation, `- ` and comment.
    private func content(_ line: Int) -> Part {
        let scalars = self.scalars(line)
        var start = scalars.firstIndex { $0 != " " } ?? scalars.count
        var isEntry = false
        while start + 1 < scalars.count, scalars[start] == "-", scalars[start + 1] == " " {
            isEntry = true
            start += 2
            while start < scalars.count, scalars[start] == " " { start += 1 }
        }
        if start < scalars.count, scalars[start] == "#" { start = scalars.count }
        var end = scalars.count
        for index in scalars.indices.dropFirst(start + 1) where scalars[index] == "#" && scalars[index - 1] == " " {
            end = index
            break
        }
        while end > start, scalars[end - 1] == " " { end -= 1 }
        return Part(scalars: Array(scalars[start..<max(start, end)]), column: start + 1, isEntry: isEntry)
    }

    /// What stands behind the key of a line, or behind its `- `.
    private func value(of line: Int) -> Part? {
        let content = content(line)
        guard
            let colon = content.scalars.indices.first(where: { index in
                content.scalars[index] == ":"
                    && (index + 1 == content.scalars.count || content.scalars[index + 1] == " ")
            }), !content.scalars[..<colon].contains(where: { $0 == "\"" || $0 == "'" })
        else { return content.isEntry ? content : nil }
        var start = colon + 1
        while start < content.scalars.count, content.scalars[start] == " " { start += 1 }
        guard start < content.scalars.count else { return nil }
        return Part(scalars: Array(content.scalars[start...]), column: content.column + start)
    }

    /// Where the quotation that opens `scalars` ends.
    private func closing(_ quote: Unicode.Scalar, in scalars: [Unicode.Scalar]) -> Int? {
        var index = 1
        while index < scalars.count {
            if scalars[index] == quote {
                if quote == "'", index + 1 < scalars.count, scalars[index + 1] == "'" {
                    index += 2
                    continue
                }
                return index
            }
            index += quote == "\"" && scalars[index] == "\\" ? 2 : 1
        }
        return nil
    }
}
