import CLibYAML
import PlenumCore

/// libyaml's events over a buffer that outlives it; it frees each event before it asks for the next.
struct EventStream: ~Copyable {
    // libyaml keeps pointers to the parser itself, so it must not move.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let current: UnsafeMutablePointer<yaml_event_t>

    init(_ text: UnsafeBufferPointer<UInt8>) {
        parser = .allocate(capacity: 1)
        current = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        current.initialize(to: yaml_event_t())
        yaml_parser_initialize(parser)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    deinit {
        yaml_event_delete(current)
        yaml_parser_delete(parser)
        current.deallocate()
        parser.deallocate()
    }

    /// The next event, good until the one after it is asked for; nil when libyaml refuses what comes next.
    mutating func next() -> UnsafePointer<yaml_event_t>? {
        yaml_event_delete(current)
        return yaml_parser_parse(parser, current) == 1 ? UnsafePointer(current) : nil
    }

    /// What libyaml says of the place where it stopped.
    var failure: Failure { Failure(parser.pointee) }

    struct Failure {
        let problem: String
        let context: String
        let mark: SourceMark
        /// Of the scalar at `mark`, from the start of the text.
        let offset: Int
        /// Where the thing began that could not be finished.
        let contextMark: SourceMark?

        init(_ parser: yaml_parser_t) {
            problem = parser.problem.map { String(cString: $0) } ?? ""
            context = parser.context.map { String(cString: $0) } ?? ""
            mark = SourceMark(parser.problem_mark)
            offset = parser.problem_mark.index
            contextMark = parser.context == nil ? nil : SourceMark(parser.context_mark)
        }
    }
}

extension SourceMark {
    init(_ mark: yaml_mark_t) {
        // No file is as long as these numbers can be.
        self.init(UInt32(truncatingIfNeeded: mark.line + 1), UInt32(truncatingIfNeeded: mark.column + 1))
    }
}
