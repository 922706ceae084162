import CLibYAML
import PlenumCore
import PlenumResources
import PlenumYAML

/// What reading and checking a long definition costs, as a ratio to libyaml's bare events over the same bytes.
struct LanguageBench {
    /// Of the definition, at least.
    let count: Int
    var rounds = 7

    /// The definition of a thematic session with its steps over and over, each time under other names, until it has
    /// this many bytes; the names are numbered from `number` on.
    private func definition(from number: Int) throws -> [UInt8] {
        guard let text = Resource.named("thematic-session.yaml")?.text,
            let start = text.lines.firstIndex(of: "steps:"), let end = text.lines.firstIndex(of: "figures:")
        else { throw NotMeasured.noDefinition }
        let steps = text.lines[(start + 1)..<end]
        let names = Set(steps.filter { $0.isStepName }.map { $0.trimmed.dropLast() })
        var bytes = Array((text.lines[...start].joined(separator: "\n") + "\n").utf8)
        var number = number
        while bytes.count < count {
            number += 1
            for line in steps {
                bytes += Array((line.mentionsNames ? line.renamed(names, number) : String(line)).utf8)
                bytes.append(UInt8(ascii: "\n"))
            }
        }
        return bytes
    }

    enum NotMeasured: Error {
        case noDefinition
        case notSound([String])
    }

    /// Reading and checking over bare events, the least of several rounds each, in turn; and the bytes of memory that
    /// it needs beyond the file, at its peak, for each byte of it.
    ///
    /// Each round has names of its own, since a process keeps those that it has met.
    func checking() throws -> (ratio: Double, read: Double, memory: Double) {
        let first = try definition(from: 10_000)
        let memory = Double(ResidentMemory.growth { _ = DefinitionFile.check(bytes: first) }) / Double(first.count)
        let result = DefinitionFile.check(bytes: first)
        guard result.isSound else { throw NotMeasured.notSound(result.diagnostics.map(\.problem.code)) }
        var (bare, read, check) = ([Duration](), [Duration](), [Duration]())
        let clock = ContinuousClock()
        for round in 2...rounds + 1 {
            let bytes = try definition(from: round * 10_000)
            bare.append(clock.measure { events(of: bytes) })
            read.append(clock.measure { _ = YAMLReader.read(bytes: bytes) })
            check.append(clock.measure { _ = DefinitionFile.check(bytes: bytes) })
        }
        let least = bare.min() ?? .zero
        return ((check.min() ?? .zero) / least, (read.min() ?? .zero) / least, memory)
    }

    /// libyaml's events, each freed and nothing else done with it.
    private func events(of bytes: [UInt8]) {
        var parser = yaml_parser_t()
        var event = yaml_event_t()
        yaml_parser_initialize(&parser)
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
        bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            while yaml_parser_parse(&parser, &event) == 1, event.type != YAML_STREAM_END_EVENT {
                yaml_event_delete(&event)
            }
        }
        yaml_event_delete(&event)
        yaml_parser_delete(&parser)
    }
}

extension String {
    fileprivate var lines: [Substring] { split(separator: "\n", omittingEmptySubsequences: false) }
}

extension Substring {
    fileprivate var trimmed: Substring { drop { $0 == " " } }
    private var indentation: Int { prefix { $0 == " " }.count }

    /// A key that stands where the steps of the definition, or those of a branch, have their names.
    fileprivate var isStepName: Bool {
        guard [2, 6].contains(indentation), hasSuffix(":") else { return false }
        return !["title", "outcomes", "number", "returned", "rejected"].contains(trimmed.dropLast())
    }

    /// Whether a word in it can be the name of a step.
    fileprivate var mentionsNames: Bool {
        if isStepName { return true }
        let words = ["#", "vi:", "en:", "kind:", "produces:", "records:", "mode:", "title:", "outcomes:", "number:"]
        return !words.contains { trimmed.hasPrefix($0) }
    }

    fileprivate func renamed(_ names: Set<Substring>, _ number: Int) -> String {
        var text = ""
        var rest = self[...]
        while let first = rest.first {
            let word = rest.prefix { $0.isLetter || $0 == "-" }
            if word.isEmpty {
                text.append(first)
                rest = rest.dropFirst()
            } else {
                text += names.contains(word) ? "\(word)-\(number)" : word
                rest = rest.dropFirst(word.count)
            }
        }
        return text
    }
}
