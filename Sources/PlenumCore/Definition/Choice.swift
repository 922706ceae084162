/// What a column of type `choice` may say: the entries of an input, or words of its own.
public struct Choice: Sendable {
    public enum Source: Sendable {
        /// A table, by its `one-row-per` column or its first; units; people.
        case among(Name)
        case words([Word])
    }

    /// One word among which to choose.
    public struct Word: Sendable {
        public let name: Name
        public let title: LocalizedText

        public init(_ name: Name, title: LocalizedText) {
            self.name = name
            self.title = title
        }
    }

    public let source: Source
    /// Whether `other` may be said of what fits nothing else; no gate counts it.
    public let hasOther: Bool

    public init(_ source: Source, hasOther: Bool = false) {
        self.source = source
        self.hasOther = hasOther
    }

    /// What is said of a row that fits no choice.
    public static let other = "other"

    /// What may be said, without `other`; `input` answers with what an instance was given.
    public func words(in definition: Definition, among input: (Name) throws -> Value?) rethrows -> [String] {
        switch source {
        case .words(let words): return words.map(\.name.rawValue)
        case .among(let name):
            switch try input(name) {
            case .units(let units): return units.map(\.rawValue)
            case .people(let people): return people.map(\.rawValue)
            case .table(let rows):
                let declared = definition.input(name)
                guard let column = declared?.oneRowPer ?? declared?.columns.first?.name else { return [] }
                var seen = Set<String>()
                return rows.compactMap { $0[column]?.text }.filter { seen.insert($0).inserted }
            case .text, .number, .date, .time, nil: return []
            }
        }
    }

    /// What a value of it is: a unit, a person, or a word.
    public func type(among input: (Name) throws -> Value?) rethrows -> ActNeed.ValueType {
        guard case .among(let name) = source else { return .text }
        return switch try input(name) {
        case .units: .unit
        case .people: .person
        case .text, .number, .date, .time, .table, nil: .text
        }
    }

    /// What may be said, with `other` where that is allowed.
    public func all(in definition: Definition, among input: (Name) throws -> Value?) rethrows -> [String] {
        try words(in: definition, among: input) + (hasOther ? [Choice.other] : [])
    }

    /// Whether the list is there from which to choose.
    func isKnown(among input: (Name) throws -> Value?) rethrows -> Bool {
        guard case .among(let name) = source else { return true }
        return try input(name) != nil
    }

    /// What was typed, as what it stands for; nil where it is no choice.
    func value(_ text: String, in definition: Definition, among input: (Name) throws -> Value?) rethrows -> Value? {
        guard try all(in: definition, among: input).contains(text) else { return nil }
        return switch try type(among: input) {
        case .unit: .units([UnitID(rawValue: text)])
        case .person: .people([PersonID(rawValue: text)])
        case .text, .number, .date, .time, .people, .file, .disposition: .text(text)
        }
    }
}
