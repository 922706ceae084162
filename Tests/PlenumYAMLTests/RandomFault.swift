import PlenumCore
import PlenumYAML

/// One fault made at random in a definition that is right, as somebody's fingers make it.
struct RandomFault: CustomStringConvertible {
    enum Kind: String, CaseIterable {
        case misspeltKey, misspeltKind, misspeltWord, misspeltNameAtUse, misspeltNameAtDefinition, reservedName
        case badName, lostColon, lostSpace, lostLine, lineTwice, tab, spaceLess, spaceMore, quoteOpened, sign,
            listForText
        case emptied, misspeltType, nameReservedEverywhere, nameBadEverywhere, curlyQuotes, noBreakSpace, nameTaken,
            plural, titleWithoutLanguage, futureDate
    }

    let kind: Kind
    let lines: [Substring]
    /// The lines, from 1, on which the fault may be told.
    let places: ClosedRange<Int>
    /// Whether it is told at a use instead, wherever the first one stands.
    var isToldAtUse = false
    /// Whether the definition may still be right with it.
    var mayBeRight: Bool { isToldAtUse || kind == .spaceLess || kind == .spaceMore }

    var description: String {
        let near = lines[max(0, places.lowerBound - 2)..<min(lines.count, places.upperBound + 1)]
        return "\(kind.rawValue) at line \(places.lowerBound):\n" + near.joined(separator: "\n")
    }

    var text: String { lines.joined(separator: "\n") }

    /// Nil where the line that the dice fell on has no place for such a fault.
    init?(_ kind: Kind, in text: String, _ dice: inout Seeded) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let index = Int.random(in: 0..<lines.count, using: &dice)
        guard let line = Line(lines[index]) else { return nil }
        let following = lines.indices.contains(index + 1) ? Line(lines[index + 1]) : nil
        self.kind = kind
        var last = index
        switch kind {
        case .misspeltKey:
            guard KnownKeys.all.contains(String(line.key)), line.key.count > 3, !line.isName(among: lines, at: index)
            else {
                return nil
            }
            lines[index] = line.with(key: Self.misspelt(line.key, &dice))
        case .misspeltKind:
            guard line.key == "kind" else { return nil }
            lines[index] = line.with(value: Self.misspelt(line.value, &dice))
        case .misspeltWord:
            guard !["vi", "en"].contains(line.key) else { return nil }
            let words = ["working", "before", "after", "members", "escalate", "opens"].filter {
                line.value.contains($0)
            }
            guard let word = words.randomElement(using: &dice) else { return nil }
            lines[index] = line.with(
                value: line.value.replacing(word, with: Self.misspelt(word, &dice), maxReplacements: 1))
        case .misspeltNameAtUse:
            guard ["after", "remind", "about", "revises", "return", "over", "settles", "checklist"].contains(line.key),
                line.value.count > 3, !line.value.contains("[")
            else { return nil }
            lines[index] = line.with(value: Self.misspelt(line.value, &dice))
        case .misspeltNameAtDefinition:
            guard line.isName(among: lines, at: index), line.key.count > 3 else { return nil }
            lines[index] = line.with(key: Self.misspelt(line.key, &dice))
            isToldAtUse = true
        case .reservedName:
            guard line.isName(among: lines, at: index) else { return nil }
            lines[index] = line.with(
                key: ["organiser", "after", "working", "all", "unit"].randomElement(using: &dice) ?? "all")
        case .nameReservedEverywhere, .nameBadEverywhere:
            guard line.isName(among: lines, at: index) else { return nil }
            let names =
                kind == .nameBadEverywhere ? ["Plan", "2nd-try", "kế hoạch năm"] : ["all", "unit", "day", "every"]
            let name = names.randomElement(using: &dice) ?? ""
            lines[index] = line.with(key: name)
            let pattern = line.key.map(String.init).joined()
            for other in lines.indices where other != index {
                guard let using = Line(lines[other]),
                    !["vi", "en", "kind", "records", "title", "produces"].contains(using.key)
                else { continue }
                lines[other] = using.with(value: using.value.replacingWord(pattern, with: name))
            }
        case .misspeltType:
            guard line.key == "type", line.value.count > 3 else { return nil }
            lines[index] = line.with(value: Self.misspelt(line.value, &dice))
        case .badName:
            guard line.isName(among: lines, at: index) else { return nil }
            lines[index] = line.with(key: line.key.prefix(1).uppercased() + line.key.dropFirst())
        case .nameTaken:
            guard line.isName(among: lines, at: index), line.indent <= 2 else { return nil }
            lines[index] = line.with(
                key: ["plan", "theme", "call", "usual", "cells", "papers"].randomElement(using: &dice) ?? "")
            isToldAtUse = true
        case .lostColon:
            lines[index] = line.value.isEmpty ? line.prefix + line.key : line.prefix + line.key + " " + line.value
            guard !line.key.isEmpty else { return nil }
        case .lostSpace:
            guard !line.key.isEmpty, !line.value.isEmpty else { return nil }
            lines[index] = line.prefix + line.key + ":" + line.value
        case .lostLine:
            guard
                [
                    "kind", "who", "deadline", "title", "from", "closes", "over", "date", "type", "chair", "attend",
                    "calendar", "mode", "until", "steps", "outcomes",
                ]
                .contains(line.key), following.map({ $0.indent <= line.indent }) ?? true
            else { return nil }
            lines.remove(at: index)
            // It is told at the thing that lacks it.
            let owner = lines[..<index].lastIndex {
                Line($0).map { $0.indent < line.indent && !$0.key.isEmpty } ?? false
            }
            // The definition itself begins with its first key, below its comments.
            let first = lines.firstIndex { Line($0).map { !$0.key.isEmpty } ?? false }
            let place = owner ?? first ?? 0
            places = place + 1...place + 2
            self.lines = lines
            return
        case .lineTwice:
            guard !line.key.isEmpty, !line.value.isEmpty else { return nil }
            lines.insert(lines[index], at: index)
            last = index + 1
        case .tab:
            guard line.indent >= 2 else { return nil }
            lines[index] = "\t" + lines[index].dropFirst(2)
        case .spaceLess:
            guard line.indent >= 2 else { return nil }
            lines[index] = lines[index].dropFirst()
            last = index + 1
        case .spaceMore:
            lines[index] = " " + lines[index]
            last = index + 1
        case .quoteOpened:
            guard !line.value.isEmpty else { return nil }
            lines[index] = line.with(value: "\"" + line.value)
        case .sign:
            guard !line.value.isEmpty else { return nil }
            lines[index] = line.with(
                value: (["@", "%", "*", "&", "!", "`"].randomElement(using: &dice) ?? "@") + line.value)
        case .listForText:
            guard
                ["kind", "who", "deadline", "closes", "over", "date", "type", "quorum", "mode", "vi", "en"].contains(
                    line.key), !line.value.isEmpty
            else { return nil }
            lines[index] = line.with(value: "{ a: b }")
        case .emptied:
            guard !line.key.isEmpty, !line.value.isEmpty, line.value != "{}" else { return nil }
            lines[index] = line.with(value: "")
        case .curlyQuotes:
            guard ["who", "deadline", "closes", "from"].contains(line.key), !line.value.isEmpty else { return nil }
            lines[index] = line.with(value: "“" + line.value + "”")
        case .noBreakSpace:
            guard ["who", "deadline", "closes", "from"].contains(line.key), line.value.contains(" ") else { return nil }
            lines[index] = line.with(value: line.value.replacing(" ", with: "\u{A0}", maxReplacements: 1))
        case .plural:
            guard line.key == "kind" else { return nil }
            lines[index] = line.with(value: line.value + "s")
        case .titleWithoutLanguage:
            guard line.key == "title", index + 2 < lines.count else { return nil }
            lines[index] = line.with(value: "Kế hoạch")
            lines.removeSubrange(index + 1...index + 2)
        case .futureDate:
            guard ["deadline", "closes"].contains(line.key) else { return nil }
            lines[index] = line.with(value: "2026-02-30")
        }
        self.lines = lines
        places = index + 1...last + 1
    }

    /// The word with one letter lost, doubled, swapped or replaced: never the same, and never well known.
    static func misspelt(_ word: Substring, _ dice: inout Seeded) -> Substring {
        var letters = Array(word)
        let place = Int.random(in: 1..<letters.count - 1, using: &dice)
        switch Int.random(in: 0..<4, using: &dice) {
        case 0: letters.remove(at: place)
        case 1: letters.insert("x", at: place)
        case 2 where letters[place] != letters[place + 1] && letters[place + 1] != "-" && letters[place] != "-":
            letters.swapAt(place, place + 1)
        default: letters[place] = letters[place] == "q" ? "z" : "q"
        }
        return Substring(String(letters))
    }

    private static func misspelt(_ word: String, _ dice: inout Seeded) -> Substring { misspelt(Substring(word), &dice) }
}

/// A line of a definition: `  - key: value`.
private struct Line {
    let indent: Int
    /// Spaces and `- `.
    let prefix: Substring
    let key: Substring
    let value: Substring

    /// Nil for a line that says nothing.
    init?(_ line: Substring) {
        let spaces = line.prefix { $0 == " " }
        var rest = line.dropFirst(spaces.count)
        guard let first = rest.first, first != "#" else { return nil }
        indent = spaces.count
        var prefix = spaces
        if rest.hasPrefix("- ") {
            prefix = line.prefix(spaces.count + 2)
            rest = rest.dropFirst(2)
            key = ""
            value = rest
        } else if let colon = rest.firstIndex(of: ":") {
            key = rest[..<colon]
            value = rest[rest.index(after: colon)...].drop { $0 == " " }
        } else {
            return nil
        }
        self.prefix = prefix
    }

    func with(key: some StringProtocol) -> Substring { prefix + key + ":" + (value.isEmpty ? "" : " ") + value }
    func with(value: some StringProtocol) -> Substring {
        key.isEmpty ? prefix + value : prefix + key + ":" + (value.isEmpty ? "" : " ") + value
    }

    /// Whether the key is the name of a step, an input or a policy, not a word of the language.
    func isName(among lines: [Substring], at index: Int) -> Bool {
        guard value.isEmpty, prefix.count == indent else { return false }
        let owner = lines[..<index].last { Line($0).map { $0.indent < indent && !$0.key.isEmpty } ?? false }
        return owner.flatMap { Line($0) }.map { ["steps", "inputs", "reminders", "columns"].contains($0.key) } ?? false
    }
}

extension Substring {
    /// Each place where the name stands by itself, with another instead.
    func replacingWord(_ name: String, with other: String) -> String {
        func isPart(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "-" }
        var text = ""
        var word = ""
        for character in self + "\n" {
            if isPart(character) {
                word.append(character)
            } else {
                text += word == name ? other : word
                word = ""
                if character != "\n" { text.append(character) }
            }
        }
        return text
    }

    fileprivate static func + (left: Substring, right: some StringProtocol) -> Substring {
        Substring(String(left) + right)
    }
}

/// SplitMix64: the same numbers from the same seed on every machine.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
