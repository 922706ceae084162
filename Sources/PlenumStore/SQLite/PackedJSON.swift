internal import PlenumCore

/// Canonical JSON in a fraction of its bytes, and back to the very same text.
///
/// Keys that events use are numbers, strings that look like names are numbers of the table `word`, hashes and
/// dates are binary. Everything else stands as it is. The forms below may be added to, never changed: databases
/// are written with them.
enum PackedJSON {
    private enum Tag {
        static let null: UInt8 = 0
        static let no: UInt8 = 1
        static let yes: UInt8 = 2
        static let int: UInt8 = 3
        static let text: UInt8 = 4
        static let word: UInt8 = 5
        static let hash: UInt8 = 6
        static let date: UInt8 = 7
        static let array: UInt8 = 8
        static let object: UInt8 = 9
        /// From here on: the whole numbers from 0.
        static let small: UInt8 = 64
    }

    /// The keys of event payloads and of values, by their number. Only ever added to at the end.
    private static let keys = [
        "path", "round", "due", "closes", "late", "window", "items", "branches", "task", "member", "candidates",
        "key", "values", "at", "overdue", "manner", "owner", "answer", "answers", "document", "name", "hash", "size",
        "outcome", "reset", "sequence", "entries", "kind", "id", "workflow", "definition", "calendar", "unit",
        "inputs", "text", "number", "date", "time", "people", "units", "table", "note",
    ]
    private static let numbers = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })

    static func pack(_ json: JSON, word: (String) throws -> Int) rethrows -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(48)
        try write(json, to: &bytes, word)
        return bytes
    }

    private static func write(_ json: JSON, to bytes: inout [UInt8], _ word: (String) throws -> Int) rethrows {
        switch json {
        case .null: bytes.append(Tag.null)
        case .bool(let flag): bytes.append(flag ? Tag.yes : Tag.no)
        case .int(let number):
            if number >= 0, number < 256 - Int(Tag.small) {
                bytes.append(Tag.small + UInt8(number))
            } else {
                bytes.append(Tag.int)
                writeSigned(number, to: &bytes)
            }
        case .string(let text): try write(text, to: &bytes, word)
        case .array(let values):
            bytes.append(Tag.array)
            writeCount(values.count, to: &bytes)
            for value in values { try write(value, to: &bytes, word) }
        case .object(let members):
            bytes.append(Tag.object)
            writeCount(members.count, to: &bytes)
            for member in members {
                if let number = numbers[member.key] {
                    writeCount(number * 2, to: &bytes)
                } else {
                    writeCount(try word(member.key) * 2 + 1, to: &bytes)
                }
                // What a file is called hardly repeats.
                if member.key == "name", case .string(let text) = member.value {
                    write(text, to: &bytes)
                } else {
                    try write(member.value, to: &bytes, word)
                }
            }
        }
    }

    private static func write(_ text: String, to bytes: inout [UInt8], _ word: (String) throws -> Int) rethrows {
        let length = text.utf8.count
        if length == 64, let hash = ContentHash.bytes(hexadecimal: text) {
            bytes.append(Tag.hash)
            bytes += hash
        } else if length == 10, let date = CivilDate(iso: text), date.description == text {
            bytes.append(Tag.date)
            writeSigned(date.dayNumber, to: &bytes)
        } else if length > 1, length <= 80, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) {
            bytes.append(Tag.word)
            writeCount(try word(text), to: &bytes)
        } else {
            write(text, to: &bytes)
        }
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(Tag.text)
        writeCount(text.utf8.count, to: &bytes)
        bytes += text.utf8
    }

    static func writeCount(_ number: Int, to bytes: inout [UInt8]) {
        var rest = UInt64(bitPattern: Int64(number))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private static func writeSigned(_ number: Int, to bytes: inout [UInt8]) {
        writeCount((number << 1) ^ (number >> (Int.bitWidth - 1)), to: &bytes)
    }

    /// Nil for bytes that `pack` never writes.
    static func unpack(_ bytes: [UInt8], text: (Int) throws -> String) rethrows -> JSON? {
        var reader = Reader(bytes: bytes)
        guard let json = try reader.value(depth: 0, text), reader.isAtEnd else { return nil }
        return json
    }

    struct Reader {
        let bytes: [UInt8]
        var position = 0

        init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        var isAtEnd: Bool { position == bytes.count }

        mutating func byte() -> UInt8? {
            guard position < bytes.count else { return nil }
            defer { position += 1 }
            return bytes[position]
        }

        mutating func count() -> Int? {
            var number: UInt64 = 0
            for shift in stride(from: 0, to: 64, by: 7) {
                guard let byte = byte() else { return nil }
                number |= UInt64(byte & 0x7F) << UInt64(shift)
                if byte < 0x80 { return Int(truncatingIfNeeded: Int64(bitPattern: number)) }
            }
            return nil
        }

        mutating func signed() -> Int? {
            count().map { Int(bitPattern: UInt(bitPattern: $0) >> 1) ^ -($0 & 1) }
        }

        mutating func take(_ length: Int) -> ArraySlice<UInt8>? {
            guard length >= 0, length <= bytes.count - position else { return nil }
            defer { position += length }
            return bytes[position..<position + length]
        }

        mutating func value(depth: Int, _ text: (Int) throws -> String) rethrows -> JSON? {
            guard depth < 64, let tag = byte() else { return nil }
            switch tag {
            case Tag.null: return .null
            case Tag.no: return false
            case Tag.yes: return true
            case Tag.int: return signed().map(JSON.int)
            case Tag.text:
                guard let length = count(), let slice = take(length) else { return nil }
                return String(validating: slice, as: UTF8.self).map(JSON.string)
            case Tag.word: return try count().map { .string(try text($0)) }
            case Tag.hash: return take(ContentHash.length).map { .string(ContentHash.hexadecimal(Array($0))) }
            case Tag.date:
                guard let day = signed(), abs(day) < 3_000_000 else { return nil }
                return .string(CivilDate(dayNumber: day).description)
            case Tag.array:
                guard let length = count(), length >= 0, length <= bytes.count - position else { return nil }
                var values: [JSON] = []
                for _ in 0..<length {
                    guard let value = try value(depth: depth + 1, text) else { return nil }
                    values.append(value)
                }
                return .array(values)
            case Tag.object:
                guard let length = count(), length >= 0, length <= bytes.count - position else { return nil }
                var members: [JSON.Member] = []
                for _ in 0..<length {
                    guard let code = count(), code >= 0, let key = try key(code, text),
                        let value = try value(depth: depth + 1, text)
                    else { return nil }
                    members.append(JSON.Member(key, value))
                }
                return .object(members)
            case Tag.small...: return .int(Int(tag - Tag.small))
            default: return nil
            }
        }

        private func key(_ code: Int, _ text: (Int) throws -> String) rethrows -> String? {
            guard code.isMultiple(of: 2) else { return try text(code / 2) }
            return PackedJSON.keys.indices.contains(code / 2) ? PackedJSON.keys[code / 2] : nil
        }
    }
}
